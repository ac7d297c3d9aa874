import type { RightKind } from '../asset/asset.events.js';
import { shanghaiDate } from '../calendar.js';
import type { RecordedValuation } from './valuation.state.js';

/** What a report is good for at an instant. */
export type ValuationStanding = 'valid' | 'notYetIssued' | 'runOut' | 'superseded' | 'withdrawn';

/**
 * How a report stood, or stands, at an instant (RFC 3339). What ended it comes before what the
 * calendar says: a withdrawn report that has run out as well was withdrawn.
 */
export const standingAt = (
  { issuedOn, validUntil, ended }: Pick<RecordedValuation, 'issuedOn' | 'validUntil' | 'ended'>,
  instant: string,
): ValuationStanding => {
  if (ended !== undefined && Date.parse(ended.at) <= Date.parse(instant)) return ended.how;
  const date = shanghaiDate(instant);
  if (date < issuedOn) return 'notYetIssued';
  return date <= validUntil ? 'valid' : 'runOut';
};

/** Why a reader should look twice before he rests a pledge on a report (sheet 5.3). */
export type RelianceWarning =
  /** The report was made for another purpose than a pledge. */
  | 'madeForAnotherPurpose'
  /** The right that is pledged is not among the rights valued. */
  | 'rightNotValued'
  /** Its value type is not market value. */
  | 'notMarketValue';

/** Whether a pledge could rest on a report when it was made, and whether it can now. */
export interface Reliance {
  /** Absent where nothing is pledged. */
  readonly atPledge?: ValuationStanding;
  readonly now: ValuationStanding;
  readonly warnings: readonly RelianceWarning[];
}

/** The two questions of a lender (sheet 5.7), answered apart, with what else he must know. */
export const relianceOn = (
  valuation: RecordedValuation,
  asked: { readonly pledgedAt?: string; readonly now: string; readonly right?: RightKind },
): Reliance => {
  const { pledgedAt, now, right } = asked;
  const warnings: RelianceWarning[] = [];
  if (valuation.purpose !== 'pledge') warnings.push('madeForAnotherPurpose');
  if (right !== undefined && !valuation.rightsValued.includes(right)) {
    warnings.push('rightNotValued');
  }
  if (valuation.valueType !== 'market') warnings.push('notMarketValue');
  return {
    ...(pledgedAt === undefined ? {} : { atPledge: standingAt(valuation, pledgedAt) }),
    now: standingAt(valuation, now),
    warnings,
  };
};
