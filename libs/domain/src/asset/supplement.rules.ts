import { addWorkingDays, shanghaiDate, type WorkingDays, workingDaysBetween } from '../calendar.js';
import { calendarInForce } from '../policy/rule-book.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { filedUnder } from './application.rules.js';
import { rejectionArticles } from './asset-description.js';
import type { AssetEvent } from './asset.events.js';
import { checkApplicant, checkRegistrar, checkStep } from './asset.guards.js';
import type { AssetState } from './asset.state.js';
import type { RequestSupplement, SupplementReview } from './life.commands.js';

/**
 * 补充佐证材料: what the review cannot judge without. The time until it is brought, or until its last
 * day is over, is not counted (guide art. 18, 28): the term is put off by the whole of it at once, and
 * by what it took when the material came.
 */
export const requestSupplement = (
  { data: { assetId, missing, rules }, meta }: RequestSupplement,
  state: AssetState,
): readonly AssetEvent[] => {
  const terms = checkRegistrar(meta, state);
  const { supplement: known, reviewBy: previousReviewBy } = state;
  if (known !== undefined && sameJson(known.missing, missing)) return [];
  const on = shanghaiDate(meta.now);
  checkNotAwaited(state, on);
  checkStep('supplement-request', state, meta);
  const { version: calendarVersion, days } = calendarInForce(rules, on);
  const { workingDays } = filedUnder(rules, state, terms).scheme.supplement;
  const supplementBy = workingDays > 0 ? addWorkingDays(on, workingDays, days) : undefined;
  const reviewBy =
    supplementBy && previousReviewBy && putOff(previousReviewBy, on, supplementBy, days);
  const limit = supplementBy && { supplementBy };
  const term = reviewBy && { reviewBy };
  return [
    {
      type: 'SupplementRequested',
      data: { assetId, missing, on, ...limit, ...term, calendarVersion },
    },
  ];
};

/** The applicant brings it. What comes late is looked at too, but the term has run on since. */
export const supplementReview = (
  { data: { assetId, explanation, evidenceDigests, rules }, meta }: SupplementReview,
  state: AssetState,
): readonly AssetEvent[] => {
  checkApplicant(meta, state);
  const said = { explanation, evidenceDigests };
  if (state.supplement === undefined && sameJson(state.supplemented, said)) return [];
  checkStep('review-supplement', state, meta);
  const on = shanghaiDate(meta.now);
  const { version: calendarVersion, days } = calendarInForce(rules, on);
  const reviewBy = reviewByOnceSupplemented(state, on, days);
  const term = reviewBy !== undefined && { reviewBy };
  return [{ type: 'ReviewSupplemented', data: { assetId, ...said, on, ...term, calendarVersion } }];
};

/** Until then the applicant may bring it: the registrar neither publicises nor registers before. */
export const checkNotAwaited = ({ supplement }: AssetState, today: string): void => {
  const until = supplement?.supplementBy;
  if (until !== undefined && today <= until) refuse('supplement_awaited', { until });
};

/**
 * The review may be ended where what it asked for was not brought by its last day (guide art. 18):
 * a ground of its own, for nothing has to be wrong with the data.
 */
export const checkNotBrought = (state: AssetState, today: string): void => {
  checkNotAwaited(state, today);
  const isOver = state.supplement?.supplementBy !== undefined || state.notBrought === true;
  if (!isOver)
    refuse('supplement_not_missing', { articles: rejectionArticles.supplementNotBrought });
};

/** Last day of the review with a request for a supplement that ends on a day; no day counts twice. */
export const reviewByOnceSupplemented = (
  { reviewBy, supplement }: AssetState,
  on: string,
  days: WorkingDays,
): string | undefined => {
  if (supplement?.previousReviewBy === undefined) return reviewBy;
  const { supplementBy = on, previousReviewBy } = supplement;
  return putOff(previousReviewBy, supplement.on, on < supplementBy ? on : supplementBy, days);
};

const putOff = (reviewBy: string, from: string, until: string, days: WorkingDays): string =>
  addWorkingDays(reviewBy, workingDaysBetween(from, until, days), days);
