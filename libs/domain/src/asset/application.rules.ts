import { shanghaiDate } from '../calendar.js';
import {
  calendarInForce,
  designationInForce,
  schemeAt,
  schemeInForce,
  type RuleBook,
  type SchemeVersion,
} from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import type { AssetEvent } from './asset.events.js';
import { checkApplicant, checkStep } from './asset.guards.js';
import {
  applicationTerms,
  type ApplicationTerms,
  type AssetState,
  sameApplication,
} from './asset.state.js';
import type { Filing } from './eligibility.rules.js';
import { checkFiling, procedureOf, shortcomings } from './filing.rules.js';
import type {
  DraftApplication,
  Relied,
  SubmitApplication,
  SubmitDraft,
  SupplementApplication,
  WithdrawApplication,
} from './life.commands.js';
import type { Meta } from '../decider.js';
import { standing, stepsOf } from './possible-steps.js';
import { checkGradedLabel } from './redescription.rules.js';

/** The same application again is so already; after a rejection a corrected one may be sent. */
export const submitApplication = (
  { data, meta }: SubmitApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, importId } = data;
  checkOwn(data, meta);
  const terms = withSourceVersions(applicationTerms(data), data);
  if (state.status !== 'withdrawn' && sameApplication(state.application, terms)) return [];
  if (!stepsOf(state).includes('submission')) {
    return refuse('asset_already_submitted', { assetId, ...standing(state, meta) });
  }
  return submitted(state, assetId, terms, data, meta, importId);
};

/** Keeps an application that may lack what its scheme asks for. */
export const draftApplication = (
  { data, meta }: DraftApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, importId } = data;
  checkOwn(data, meta);
  const terms = withSourceVersions(applicationTerms(data), data);
  if (state.status === 'draft' && sameApplication(state.draft, terms)) return [];
  if (!stepsOf(state).includes('draft')) {
    return refuse('asset_already_submitted', { assetId, ...standing(state, meta) });
  }
  const scheme = schemeInForce(data.rules, terms.scheme, shanghaiDate(meta.now));
  const lacking = shortcomings(filingOf(terms, data), scheme.scheme);
  const missing = lacking.map(({ code, field }) =>
    field === undefined ? code : `${code} ${field}`,
  );
  const filed = { assetId, ...terms, scheme: scheme.reference };
  return [
    {
      type: 'ApplicationDrafted',
      data: { missing, ...filed, ...(importId === undefined ? {} : { importId }) },
    },
  ];
};

/** The draft becomes the application as it stands. */
export const submitDraft = (
  { data, meta }: SubmitDraft,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkApplicant(meta, state);
  if (state.draft === undefined || state.status !== 'draft') {
    return refuse('asset_step_not_possible', { step: 'submission', ...standing(state, meta) });
  }
  return submitted(state, data.assetId, withSourceVersions(terms, data), data, meta);
};

/** Brings what was missing: the whole form again, by the rules that it was filed under. */
export const supplementApplication = (
  { data, meta }: SupplementApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const { assetId, description, rights, circumstances, parties, rules } = data;
  const { circumstances: _, ...before } = checkApplicant(meta, state);
  const changed = { ...before, description, rights, ...(circumstances && { circumstances }) };
  const terms = withSourceVersions(changed, data);
  if (state.status === 'submitted' && sameApplication(state.application, terms)) return [];
  checkStep('supplement', state, meta);
  const { scheme } = filedUnder(rules, state, terms);
  if (scheme.registrar === 'designated') checkNotOfRegistrar(terms);
  checkGradedLabel(state, terms.description, scheme);
  const warnings = checkFiling(filingOf(terms, data), scheme);
  const today = shanghaiDate(meta.now);
  const procedure = procedureOf(scheme, today, calendarInForce(rules, today));
  return [
    {
      type: 'ApplicationSupplemented',
      data: {
        assetId,
        applicantPartyId: terms.applicantPartyId,
        description: terms.description,
        rights,
        ...(circumstances && { circumstances }),
        parties,
        warnings,
        ...(procedure && { procedure }),
      },
    },
  ];
};

export const withdrawApplication = (
  { data: { assetId }, meta }: WithdrawApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkApplicant(meta, state);
  if (state.status === 'withdrawn') return [];
  checkStep('withdrawal', state, meta);
  const on = shanghaiDate(meta.now);
  return [{ type: 'ApplicationWithdrawn', data: { assetId, reason: 'applicant', on } }];
};

/** The version of the scheme that an application was filed under: later ones do not touch it. */
export const filedUnder = (
  rules: RuleBook,
  { schemeVersion = 1 }: AssetState,
  { scheme }: ApplicationTerms,
): SchemeVersion => schemeAt(rules, { name: scheme, version: schemeVersion });

const submitted = (
  state: AssetState,
  assetId: string,
  terms: ApplicationTerms,
  relied: Relied,
  meta: Meta,
  importId?: string,
): readonly AssetEvent[] => {
  const today = shanghaiDate(meta.now);
  const { reference, scheme } = schemeInForce(relied.rules, terms.scheme, today);
  checkRegistrarOf(terms, scheme.registrar, relied.rules, today);
  checkGradedLabel(state, terms.description, scheme);
  const warnings = checkFiling(filingOf(terms, relied), scheme);
  const procedure = procedureOf(scheme, today, calendarInForce(relied.rules, today));
  // Members of its own first: the engine adds a member to a copy much more slowly than to a literal.
  return [
    {
      type: 'ApplicationSubmitted',
      data: {
        assetId,
        parties: relied.parties,
        warnings,
        ...terms,
        scheme: reference,
        ...(importId === undefined ? {} : { importId }),
        ...(procedure && { procedure }),
      },
    },
  ];
};

const checkOwn = ({ applicantPartyId }: ApplicationTerms, { actor }: Meta): void =>
  actor.role === 'manager' && actor.partyId !== applicantPartyId
    ? refuse('applicant_not_own_organisation')
    : undefined;

/** In-house the holder itself; elsewhere another organisation, designated for the scheme (art. 7, 10). */
const checkRegistrarOf = (
  terms: ApplicationTerms,
  registrar: 'applicant' | 'designated',
  rules: RuleBook,
  today: string,
): void => {
  const { registrarPartyId, applicantPartyId, scheme } = terms;
  if (registrar === 'applicant') {
    return registrarPartyId === applicantPartyId ? undefined : refuse('registrar_not_applicant');
  }
  checkNotOfRegistrar(terms);
  if (designationInForce(rules, today)?.schemes.includes(scheme) !== true) {
    return refuse('registrar_not_designated', { field: 'registrarPartyId', scheme });
  }
};

/** A registrar keeps what others hold: it is neither applicant nor holder (guide art. 10). */
const checkNotOfRegistrar = ({
  registrarPartyId,
  applicantPartyId,
  rights,
}: ApplicationTerms): void => {
  const holders = rights.flatMap((line) => line.holders.map(({ partyId }) => partyId));
  if ([applicantPartyId, ...holders].includes(registrarPartyId)) {
    refuse('registrar_own_data', { field: 'registrarPartyId', articles: ['10'] });
  }
};

/** The applicant names sources; at which version they were relied on is what the handler read. */
const withSourceVersions = (terms: ApplicationTerms, { sourcesRead = [] }: Relied) => {
  const { sources } = terms.description;
  if (sources === undefined) return terms;
  const versions = new Map(sourcesRead.map(({ assetId, version }) => [assetId, version]));
  const read = sources.map(({ assetId, version }) => ({
    assetId,
    version: versions.get(assetId) ?? version,
  }));
  return { ...terms, description: { ...terms.description, sources: read } };
};

const filingOf = (terms: ApplicationTerms, { parties, sourcesRead = [] }: Relied): Filing => ({
  terms,
  parties,
  sourcesRead,
});
