import type { RightKind } from '../asset/asset.events.js';
import { shanghaiDate } from '../calendar.js';
import { relianceWarnings, type RelianceWarning, standingAt } from './valuation.reliance.js';
import { isValidAt, type RecordedValuation, type ValuationState } from './valuation.state.js';

/** The report that a figure rests on, and why to look twice at it. */
export interface Counting {
  readonly report: RecordedValuation;
  /** The lender chose it; otherwise it is the latest. */
  readonly isChosen: boolean;
  readonly warnings: readonly RelianceWarning[];
}

/** What a figure is of, and whose. */
export interface CountingFor {
  /**
   * A value belongs to the rights that were valued. A pledge is of an operation right, the default:
   * an appraisal of holding or processing says nothing of what secures it.
   */
  readonly right?: RightKind;
  /** The lender, with those in whose place it alone stands; absent: nobody's choice counts. */
  readonly lenderPartyIds?: readonly string[];
}

type Known = Pick<ValuationState, 'valuations' | 'choices'>;

/** What counts at an instant (RFC 3339). */
export const countingAt = (
  { valuations, choices }: Known,
  at: string,
  { right = 'operation', lenderPartyIds = [] }: CountingFor = {},
): Counting | undefined =>
  countingOf(
    valuations.filter((one) => one.rightsValued.includes(right) && standingAt(one, at) === 'valid'),
    choices.findLast(
      (one) => lenderPartyIds.includes(one.lenderPartyId) && Date.parse(one.at) <= Date.parse(at),
    )?.valuationId,
  );

/** What counts on a date (Shanghai), by whole days: see `isValidAt`. */
export const countingOn = (
  { valuations, choices }: Known,
  date: string,
  { right = 'operation', lenderPartyIds = [] }: CountingFor = {},
): Counting | undefined =>
  countingOf(
    valuations.filter((one) => one.rightsValued.includes(right) && isValidAt(one, date)),
    choices.findLast(
      (one) => lenderPartyIds.includes(one.lenderPartyId) && shanghaiDate(one.at) <= date,
    )?.valuationId,
  );

/**
 * The one that was chosen, while it is valid; else the latest base date, of two with the same the
 * later recorded.
 */
const countingOf = (
  valid: readonly RecordedValuation[],
  chosenId: string | undefined,
): Counting | undefined => {
  const chosen = valid.find(({ valuationId }) => valuationId === chosenId);
  const report = chosen ?? latestOf(valid);
  if (report === undefined) return undefined;
  return { report, isChosen: chosen !== undefined, warnings: relianceWarnings(report, valid) };
};

const latestOf = (valid: readonly RecordedValuation[]): RecordedValuation | undefined =>
  valid.reduce<RecordedValuation | undefined>(
    (latest, next) => (latest !== undefined && latest.baseDate > next.baseDate ? latest : next),
    undefined,
  );
