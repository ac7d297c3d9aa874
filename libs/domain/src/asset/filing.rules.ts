import { addDays, addMonths, addWorkingDays, isDate, type WorkingDays } from '../calendar.js';
import type { Scheme } from '../policy/scheme.js';
import { refuse, Refused } from '../refusal.js';
import type { ApplicationTerms } from './asset.state.js';
import type { Circumstances } from './circumstances.js';
import { descriptionChecks, type FormWarning, warningsOf } from './description.rule.js';
import {
  checkSourcesRegistered,
  checkTakesPart,
  eligibilityChecks,
  type Filing,
} from './eligibility.rules.js';
import type { Procedure } from './life.events.js';
import { checkDigest, rightsChecks } from './rights-statement.rule.js';

/** Something that a scheme asks for and an application lacks, or a limit that it breaks. */
export type Shortcoming = {
  /** The code that a submission would be refused with. */
  readonly code: string;
  /** The field, where the rule names one. */
  readonly field?: string;
};

/** Judges an application by a scheme; answers the limits that the scheme only warns of. */
export const checkFiling = (filing: Filing, scheme: Scheme): readonly FormWarning[] => {
  for (const check of checksOf(filing, scheme)) check();
  return warningsOf(filing.terms.description, scheme);
};

/**
 * All that stands between an application and its submission under a scheme, in the order of the
 * form: what a draft still lacks, and why a row of an inventory goes in as a draft.
 */
export const shortcomings = (filing: Filing, scheme: Scheme): readonly Shortcoming[] =>
  checksOf(filing, scheme).flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const field = error.obstacles['field'];
      return [{ code: error.code, ...(typeof field === 'string' && { field }) }];
    }
  });

const checksOf = (filing: Filing, scheme: Scheme): readonly (() => void)[] => {
  const { terms, parties, sourcesRead } = filing;
  const { description, rights, applicantPartyId, circumstances } = terms;
  return [
    () => checkParties(terms, parties),
    ...descriptionChecks(description, scheme),
    ...rightsChecks(rights, description.source, applicantPartyId, circumstances),
    () => checkCircumstances(circumstances),
    ...eligibilityChecks(scheme.eligibility, filing),
    // Where the scheme has a rule of its own for sources, they were just looked at.
    ...(scheme.eligibility.includes('derived_sources')
      ? []
      : [() => checkSourcesRegistered(scheme.eligibility, description.sources ?? [], sourcesRead)]),
  ];
};

const checkParties = (
  { applicantPartyId, rights }: ApplicationTerms,
  parties: Filing['parties'],
): void => {
  const registered = new Set(parties.filter((p) => p.version > 0).map((p) => p.partyId));
  if (!registered.has(applicantPartyId)) {
    return refuse('applicant_not_registered', { partyId: applicantPartyId });
  }
  const holders = rights.flatMap((line) => line.holders.map(({ partyId }) => partyId));
  const unknown = [...new Set(holders)].filter((partyId) => !registered.has(partyId));
  if (unknown.length > 0) return refuse('holder_not_registered', { partyIds: unknown });
  for (const party of parties) checkTakesPart(party);
};

const checkCircumstances = (circumstances: Circumstances | undefined): void => {
  const { entrusted, jointFusion, notSubstituting, sourceAgreementUntil } = circumstances ?? {};
  checkDigest(entrusted?.agreedRightsDigest, 'circumstances.entrusted.agreedRightsDigest');
  checkDigest(notSubstituting?.digest, 'circumstances.notSubstituting.digest');
  for (const { digest } of jointFusion?.consents ?? []) {
    checkDigest(digest, 'circumstances.jointFusion.consents');
  }
  if (sourceAgreementUntil !== undefined && !isDate(sourceAgreementUntil)) {
    return refuse('date_invalid', { field: 'circumstances.sourceAgreementUntil' });
  }
};

/** The calendar that a period is counted by, and its version for the event. */
export type Calendar = { readonly version: number; readonly days: WorkingDays };

/** The clocks of an application filed or supplemented on a day; absent where a scheme has none. */
export const procedureOf = (
  scheme: Scheme,
  today: string,
  calendar: Calendar,
): Procedure | undefined => {
  const { acceptance, review, publicity, objection, renewal } = scheme;
  const hasPublicity = publicity.workingDays > 0;
  const isRenewable = renewal.windowMonths > 0;
  const takesObjections = objection.isPossible;
  const hasClock = acceptance.workingDays > 0;
  const { coversTransfers = false } = review;
  const hasSteps = hasPublicity || isRenewable || takesObjections || coversTransfers;
  if (!hasClock && !hasSteps) return undefined;
  const extendsReview = review.workingDays > 0 && review.extensionWorkingDays > 0;
  const life = {
    ...{ hasPublicity, takesObjections, isRenewable },
    ...(isRenewable && { renewalWindowMonths: renewal.windowMonths }),
    ...(extendsReview && { extendsReview }),
    ...(coversTransfers && { transferReviewDays: review.workingDays }),
    calendarVersion: calendar.version,
  };
  if (!hasClock) return life;
  const acceptBy = addWorkingDays(today, acceptance.workingDays, calendar.days);
  if (!acceptance.silenceAccepts) return { acceptBy, ...life };
  const acceptedOn = addWorkingDays(acceptBy, 1, calendar.days);
  const reviewBy = reviewEnd(scheme, acceptedOn, calendar);
  return { acceptBy, ifSilent: { acceptedOn, ...(reviewBy && { reviewBy }) }, ...life };
};

/** Last day of the review of what was accepted on a day; absent: no clock. */
export const reviewEnd = (
  { review }: Scheme,
  acceptedOn: string,
  { days }: Calendar,
): string | undefined =>
  review.workingDays === 0 ? undefined : addWorkingDays(acceptedOn, review.workingDays, days);

/** Inclusive last day of what is registered today: never more than the months from today. */
export const validUntilOf = (
  { validity }: Scheme,
  today: string,
  circumstances: Circumstances | undefined,
): string | undefined => {
  const agreed = validity.endsWithSourceAgreement ? circumstances?.sourceAgreementUntil : undefined;
  if (validity.monthsMax === 0) return agreed;
  const most = addDays(addMonths(today, validity.monthsMax), -1);
  return agreed !== undefined && agreed < most ? agreed : most;
};
