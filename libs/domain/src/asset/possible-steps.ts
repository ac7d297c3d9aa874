import { addDays, addMonths, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import type { JsonObject } from '../json.js';
import type { AssetState } from './asset.state.js';
import { type AssetStep, possibleSteps } from './life.graph.js';

/** Objections of one asset, at most: beyond that somebody plays with the register. */
export const objectionsMax = 100;
/** Of one organisation, at most: nobody uses up what others may say. */
export const objectionsOfOneMax = 10;

/** The numbers of the objections that are not decided. */
export const openObjections = ({ objections = [] }: AssetState): readonly number[] =>
  objections.flatMap(({ outcome }, index) => (outcome === undefined ? [index + 1] : []));

/** First and last day on which a renewal is taken: up to the day before the last (guide art. 36). */
export const renewalWindow = (validUntil: string, windowMonths: number) => ({
  from: addMonths(validUntil, -windowMonths),
  until: addDays(validUntil, -1),
});

/** Names the status and the steps possible at the moment of a command, for a refusal's body. */
export const standing = (state: AssetState, { now }: Meta): JsonObject => ({
  status: state.status,
  possible: possibleOn(state, shanghaiDate(now)),
});

/** The steps that the status allows and the scheme knows, on some day. */
export const stepsOf = ({
  status,
  procedure,
  reviewExtension,
  supplement,
}: AssetState): readonly AssetStep[] => {
  const unknown = new Set<AssetStep>();
  if (procedure?.hasPublicity !== true) unknown.add('publication');
  else if (status === 'accepted') unknown.add('registration');
  if (procedure?.takesObjections !== true) unknown.add('objections');
  if (procedure?.isRenewable !== true) unknown.add('renewal');
  if (procedure?.acceptBy === undefined) unknown.add('supplement-request');
  unknown.add(supplement === undefined ? 'review-supplement' : 'supplement-request');
  if (procedure?.extendsReview !== true || reviewExtension) unknown.add('review-extension');
  return possibleSteps[status].filter((step) => !unknown.has(step));
};

/**
 * Those of them that somebody may take on a date: what was done once, what waits for a day and what
 * came too late for one is none. What a step says, and who says it, is judged when it is taken.
 */
export const possibleOn = (state: AssetState, date: string): readonly AssetStep[] =>
  stepsOf(state).filter((step) => isTimeFor(step, state, date));

const isTimeFor = (step: AssetStep, state: AssetState, date: string): boolean => {
  const { publicity, supplement } = state;
  const isAwaited = supplement?.supplementBy !== undefined && date <= supplement.supplementBy;
  switch (step) {
    case 'return':
      return state.returned === undefined;
    case 'publication':
      return !isAwaited;
    case 'registration':
      return (
        !isAwaited &&
        (publicity === undefined || date > publicity.until) &&
        openObjections(state).length === 0
      );
    case 'review-extension':
      return !isAwaited && isReviewRunning(state, date);
    case 'objections':
      return openObjections(state).length > 0 || isTimeToObject(state, date);
    case 'renewal':
      return isTimeToRenew(state, date);
    case 'submission':
      return isTimeToSubmit(state);
    case 'draft':
    case 'supplement':
    case 'withdrawal':
    case 'acceptance':
    case 'rejection':
    case 'supplement-request':
    case 'review-supplement':
    case 'change':
    case 'suspension':
    case 'restoration':
    case 'cancellation':
    case 'revocation':
    case 'corrections':
      return true;
  }
};

/** What was turned down or taken back is filed again under its number; without one, from a draft. */
const isTimeToSubmit = ({ status, application, draft }: AssetState): boolean =>
  status === 'none' || status === 'draft' || (application ?? draft)?.externalNumber !== undefined;

/** A request for a supplement that has no last day stops the term until it is brought. */
const isReviewRunning = (state: AssetState, date: string): boolean => {
  const { reviewBy, supplement } = state;
  if (reviewBy === undefined) return false;
  const stopped = supplement?.supplementBy === undefined ? supplement?.on : undefined;
  return (stopped ?? date) <= reviewBy || openObjections(state).length > 0;
};

/** Whether another one may be raised. */
const isTimeToObject = (
  { status, publicity, objections = [] }: AssetState,
  date: string,
): boolean =>
  objections.length < objectionsMax &&
  (status !== 'publicised' || publicity === undefined || date <= publicity.until);

/** What was asked for in the window is decided as long as the registration is valid. */
const isTimeToRenew = ({ procedure, requests, validUntil }: AssetState, date: string): boolean => {
  if (validUntil === undefined) return false;
  if (requests?.['renewal'] !== undefined) return true;
  // Absent where it was filed before the months were kept: then the last day alone is known.
  const { renewalWindowMonths } = procedure ?? {};
  const { until } = renewalWindow(validUntil, 0);
  const { from } = renewalWindow(validUntil, renewalWindowMonths ?? 0);
  return date <= until && (renewalWindowMonths === undefined || date >= from);
};
