import type { EligibilityRule } from '../policy/scheme.js';
import type { PartyClass } from '../party/party.events.js';
import type { PartyEvidence, PartyState } from '../party/party.state.js';
import { refuse } from '../refusal.js';
import type { AssetSource, Grade, RightStatement } from './asset-description.js';
import type { ApplicationTerms } from './asset.state.js';
import type { Circumstances } from './circumstances.js';

/** A source as its stream stood when the handler read it (pattern 2: evidence in the command). */
export type SourceEvidence = {
  readonly assetId: string;
  readonly version: number;
  /** Whether the applicant may build on it: registered, and in-house only his own. */
  readonly isRegistered: boolean;
};

/** The applicant or a holder as its stream stood, with what it is. */
export type FilingParty = PartyEvidence & {
  readonly partyClass?: PartyClass;
  readonly isSuspended?: true;
  /** Who stands in its place; absent: it was neither merged nor divided. */
  readonly successorPartyIds?: readonly string[];
};

/** An organisation as its stream has it on a day, for the rules on an application. */
export const filingParty = (
  partyId: string,
  version: number,
  { registration, suspension, succession }: PartyState,
  date: string,
): FilingParty => ({
  partyId,
  version,
  ...(registration && { partyClass: registration.partyClass }),
  ...(suspension && { isSuspended: true }),
  ...(succession &&
    succession.on <= date && {
      successorPartyIds: succession.successors.map((successor) => successor.partyId),
    }),
});

/** Who is suspended gets nothing new, and what was merged or divided is no more. */
export const checkTakesPart = ({ partyId, isSuspended, successorPartyIds }: FilingParty): void => {
  if (isSuspended) return refuse('party_suspended', { partyId });
  if (successorPartyIds) return refuse('party_succeeded', { partyId, successorPartyIds });
};

/** An application with all that the rules on it rely on. */
export type Filing = {
  readonly terms: ApplicationTerms;
  readonly parties: readonly FilingParty[];
  readonly sourcesRead: readonly SourceEvidence[];
};

type Rule = {
  /** Articles of the guide (国数综政策〔2026〕35号) that it comes from. */
  readonly articles: readonly string[];
  readonly check: (filing: Filing, articles: readonly string[]) => void;
};

/**
 * Who may register what, as a table: a scheme names the rules that it applies. Two more hold in every
 * scheme and stand with the rights statement: no operation right in data gathered by automated means
 * (art. 21), and none without its proof.
 */
export const eligibility: Readonly<Record<EligibilityRule, Rule>> = {
  organ_own_data: {
    articles: ['15'],
    check: ({ terms, parties }, articles) => organs(terms.description.source, parties, articles),
  },
  core_grade: {
    articles: ['15', '22'],
    check: ({ terms }, articles) => coreGrade(terms.description.grade, articles),
  },
  derived_sources: {
    articles: ['20', '21'],
    check: (filing, articles) => sources(filing, articles),
  },
  entrusted_processor: {
    articles: ['21'],
    check: ({ terms: { circumstances } }, articles) =>
      circumstances?.entrusted !== undefined &&
      circumstances.entrusted.agreedRightsDigest === undefined
        ? refuse('entrusted_processor_not_eligible', { field: 'circumstances.entrusted', articles })
        : undefined,
  },
  joint_fusion_consent: {
    articles: ['21'],
    check: ({ terms }, articles) => fusion(terms, articles),
  },
  authorised_operation: {
    articles: ['15'],
    check: ({ terms: { circumstances } }, articles) =>
      circumstances?.authorisedOperation !== undefined &&
      circumstances.authorisedOperation.platformRegistrationNo === undefined
        ? refuse('public_platform_registration_required', {
            field: 'circumstances.authorisedOperation.platformRegistrationNo',
            articles,
          })
        : undefined,
  },
};

/** The checks of a scheme's rules on an application, one by one. */
export const eligibilityChecks = (
  rules: readonly EligibilityRule[],
  filing: Filing,
): readonly (() => void)[] =>
  rules.map((rule) => () => eligibility[rule].check(filing, eligibility[rule].articles));

/** The grade that stands when an asset is registered: it may have been raised since it was filed. */
export const checkGradeRegistrable = (
  rules: readonly EligibilityRule[],
  grade: Grade | undefined,
): void =>
  rules.includes('core_grade') ? coreGrade(grade, eligibility.core_grade.articles) : undefined;

const coreGrade = (grade: Grade | undefined, articles: readonly string[]): void =>
  grade === 'core' ? refuse('core_data_not_registrable', { field: 'grade', articles }) : undefined;

/** What a right that is recorded after registration relies on, as read beside it (pattern 2). */
export type Recording = {
  /** Its holders; version 0: not registered. */
  readonly parties: readonly FilingParty[];
  /** The rules of the scheme that the asset was filed under. */
  readonly eligibility: readonly EligibilityRule[];
  /** Who applied for the asset. */
  readonly applicantPartyId: string;
  readonly circumstances?: Circumstances;
  /** The grade that stands. */
  readonly grade?: Grade;
};

/**
 * Nobody is recorded as a holder later who could not have been named in the application, and no
 * right that it could not have stated.
 */
export const checkRecordable = (
  line: RightStatement,
  source: AssetSource,
  { parties, eligibility: rules, grade, ...filed }: Recording,
): void => {
  const unknown = parties.filter(({ version }) => version === 0).map(({ partyId }) => partyId);
  if (unknown.length > 0) refuse('holder_not_registered', { partyIds: unknown });
  for (const party of parties) checkTakesPart(party);
  if (rules.includes('organ_own_data')) {
    organs(source, parties, eligibility.organ_own_data.articles);
  }
  if (rules.includes('joint_fusion_consent')) {
    fusion({ ...filed, rights: [line] }, eligibility.joint_fusion_consent.articles);
  }
  checkGradeRegistrable(rules, grade);
};

/** Data of Party and government organs from performing duties; bought data is no such data. */
const organs = (
  source: AssetSource,
  parties: readonly FilingParty[],
  articles: readonly string[],
): void => {
  if (source === 'agreement') return;
  const partyIds = parties
    .filter(({ partyClass }) => partyClass === 'governmentOrgan')
    .map(({ partyId }) => partyId);
  if (partyIds.length > 0) {
    return refuse('organ_data_not_registrable', { field: 'rights', partyIds, articles });
  }
};

/** Derived data names what it was made from, and all that is named is registered. */
const sources = ({ terms, sourcesRead }: Filing, articles: readonly string[]): void => {
  const named = terms.description.sources ?? [];
  if (terms.description.source === 'derived' && named.length === 0) {
    return refuse('derived_sources_missing', { field: 'sources', articles });
  }
  allRegistered(named, sourcesRead, { articles });
};

/** Whoever names a source, in whichever scheme, names one that is registered. */
export const checkSourcesRegistered = (
  rules: readonly EligibilityRule[],
  named: readonly { readonly assetId: string }[],
  sourcesRead: readonly SourceEvidence[],
): void => {
  const { articles } = eligibility.derived_sources;
  allRegistered(named, sourcesRead, rules.includes('derived_sources') ? { articles } : {});
};

const allRegistered = (
  named: readonly { readonly assetId: string }[],
  sourcesRead: readonly SourceEvidence[],
  more: { readonly articles?: readonly string[] },
): void => {
  const registered = new Set(
    sourcesRead.filter(({ isRegistered }) => isRegistered).map(({ assetId }) => assetId),
  );
  const assetIds = named.map(({ assetId }) => assetId).filter((id) => !registered.has(id));
  if (assetIds.length > 0) {
    return refuse('source_not_registered', { field: 'sources', assetIds, ...more });
  }
};

/** Made together with others, contract silent: an operation right needs each one's consent. */
const fusion = (
  {
    applicantPartyId,
    circumstances,
    rights,
  }: Pick<ApplicationTerms, 'applicantPartyId' | 'circumstances' | 'rights'>,
  articles: readonly string[],
): void => {
  const joint = circumstances?.jointFusion;
  if (joint === undefined || joint.contractAllocates) return;
  const operators = rights
    .filter(({ right }) => right === 'operation')
    .flatMap(({ holders }) => holders.map(({ partyId }) => partyId));
  if (operators.length === 0) return;
  const agreed = new Set([...joint.consents.map(({ partyId }) => partyId), applicantPartyId]);
  const partyIds = joint.participantPartyIds.filter((partyId) => !agreed.has(partyId));
  if (partyIds.length > 0) {
    return refuse('fusion_consent_missing', {
      field: 'circumstances.jointFusion',
      partyIds,
      articles,
    });
  }
};
