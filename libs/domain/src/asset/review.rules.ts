import { addWorkingDays, shanghaiDate } from '../calendar.js';
import { labelOf } from '../classification/label.js';
import { calendarInForce, type RuleBook } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { filedUnder } from './application.rules.js';
import type { RejectApplication } from './asset.commands.js';
import type { AssetEvent } from './asset.events.js';
import { checkRegistrar, checkStep } from './asset.guards.js';
import type { ApplicationTerms, AssetState } from './asset.state.js';
import { checkGradeRegistrable, checkSourcesRegistered } from './eligibility.rules.js';
import { reviewEnd, validUntilOf } from './filing.rules.js';
import type {
  AcceptApplication,
  ExtendReview,
  PubliciseApplication,
  RegisterAsset,
  ReturnApplication,
} from './life.commands.js';
import { openObjections } from './possible-steps.js';
import { checkNotAwaited, checkNotBrought, reviewByOnceSupplemented } from './supplement.rules.js';

export const acceptApplication = (
  { data: { assetId, rules }, meta }: AcceptApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  if (state.status === 'accepted') return [];
  checkStep('acceptance', state, meta);
  const today = shanghaiDate(meta.now);
  const calendar = calendarInForce(rules, today);
  const reviewBy = reviewEnd(filedUnder(rules, state, terms).scheme, today, calendar);
  const counted = reviewBy && { reviewBy, calendarVersion: calendar.version };
  return [{ type: 'ApplicationAccepted', data: { assetId, ...counted } }];
};

/** Everything that is missing is told once (guide art. 17). */
export const returnApplication = (
  { data: { assetId, missing, rules }, meta }: ReturnApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  if (state.status === 'returned' && sameJson(state.returned?.missing, missing)) return [];
  checkStep('return', state, meta);
  if (state.returned !== undefined) {
    return refuse('application_returned_before', { missing: state.returned.missing });
  }
  const today = shanghaiDate(meta.now);
  const { version: calendarVersion, days } = calendarInForce(rules, today);
  const { workingDays } = filedUnder(rules, state, terms).scheme.supplement;
  const limit = workingDays > 0 && { supplementBy: addWorkingDays(today, workingDays, days) };
  return [{ type: 'ApplicationReturned', data: { assetId, missing, ...limit, calendarVersion } }];
};

export const rejectApplication = (
  { data: { assetId, ground, explanation }, meta }: RejectApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  checkRegistrar(meta, state);
  if (state.status === 'rejected' && sameJson(state.rejection, { ground, explanation })) return [];
  checkStep('rejection', state, meta);
  if (ground === 'supplementNotBrought') checkNotBrought(state, shanghaiDate(meta.now));
  return [{ type: 'ApplicationRejected', data: { assetId, ground, explanation } }];
};

/** 公示: its days do not count as days of the review. */
export const publiciseApplication = (
  { data: { assetId, rules, withheldReason }, meta }: PubliciseApplication,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  const isSo = state.publicity?.withheldReason === withheldReason;
  if (state.status === 'publicised' && isSo) return [];
  checkStep('publication', state, meta);
  const from = shanghaiDate(meta.now);
  checkNotAwaited(state, from);
  const { version: calendarVersion, days } = calendarInForce(rules, from);
  const { workingDays } = filedUnder(rules, state, terms).scheme.publicity;
  const until = addWorkingDays(from, workingDays, days);
  const reviewed = reviewByOnceSupplemented(state, from, days);
  const reviewBy = reviewed && addWorkingDays(reviewed, workingDays, days);
  return [
    {
      type: 'ApplicationPublicised',
      data: {
        assetId,
        from,
        until,
        ...(reviewBy && { reviewBy }),
        ...(withheldReason !== undefined && { withheldReason }),
        calendarVersion,
      },
    },
  ];
};

/** Once, with its reason, before the term is over; while an objection is open no term runs. */
export const extendReview = (
  { data: { assetId, reason, rules }, meta }: ExtendReview,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  const { reviewExtension: known, reviewBy: lastDay } = state;
  if (known !== undefined) {
    if (known.reason === reason) return [];
    return refuse('review_extended_before', { reviewBy: lastDay, reason: known.reason });
  }
  checkStep('review-extension', state, meta);
  const on = shanghaiDate(meta.now);
  checkNotAwaited(state, on);
  const { version: calendarVersion, days } = calendarInForce(rules, on);
  const previousReviewBy = reviewByOnceSupplemented(state, on, days);
  if (previousReviewBy === undefined) throw new Error(`The review of ${assetId} has no term.`);
  if (on > previousReviewBy && openObjections(state).length === 0) {
    return refuse('review_term_over', { reviewBy: previousReviewBy });
  }
  const workingDays = filedUnder(rules, state, terms).scheme.review.extensionWorkingDays;
  const reviewBy = addWorkingDays(previousReviewBy, workingDays, days);
  const term = { previousReviewBy, reviewBy, workingDays };
  return [{ type: 'ReviewExtended', data: { assetId, reason, ...term, on, calendarVersion } }];
};

/** Complete at this instant (guide art. 26); the title opens from the rights it names. */
export const registerAsset = (
  { data: { assetId, rules, sourcesRead = [] }, meta }: RegisterAsset,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  if (state.status === 'registered') return [];
  checkStep('registration', state, meta);
  const today = shanghaiDate(meta.now);
  checkNotAwaited(state, today);
  checkPublicityOver(state, today);
  // What was so when it was filed may have changed during the review.
  const { eligibility } = filedUnder(rules, state, terms).scheme;
  checkGradeRegistrable(eligibility, labelOf(state).grade);
  checkSourcesRegistered(eligibility, terms.description.sources ?? [], sourcesRead);
  const { registrarPartyId, applicantPartyId, rights } = terms;
  const validUntil = validUntilNow(rules, state, terms, today);
  const parties = { registrarPartyId, applicantPartyId, rights };
  const data = { assetId, ...parties, ...(validUntil !== undefined && { validUntil }) };
  return [{ type: 'AssetRegistered', data }];
};

const checkPublicityOver = (state: AssetState, today: string): void => {
  const { publicity } = state;
  if (publicity !== undefined && today <= publicity.until) {
    return refuse('publicity_not_over', { until: publicity.until });
  }
  const objectionNos = openObjections(state);
  if (objectionNos.length > 0) return refuse('objection_open', { objectionNos });
};

const validUntilNow = (
  rules: RuleBook,
  state: AssetState,
  terms: ApplicationTerms,
  today: string,
): string | undefined => {
  const { scheme } = filedUnder(rules, state, terms);
  const validUntil = validUntilOf(scheme, today, terms.circumstances);
  if (validUntil !== undefined && validUntil < today) {
    return refuse('source_agreement_over', { until: validUntil });
  }
  return validUntil;
};
