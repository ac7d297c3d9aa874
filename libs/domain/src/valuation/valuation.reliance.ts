import { shanghaiDate } from '../calendar.js';
import { minorUnits } from '../money.js';
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
  /** Its value is also that of rights that are not pledged. */
  | 'moreRightsValued'
  /** Its value type is not market value. */
  | 'notMarketValue'
  /** Another firm's valid report that answers the same question says less. */
  | 'anotherFirmLower';

type Compared = Pick<
  RecordedValuation,
  'firmPartyId' | 'purpose' | 'rightsValued' | 'valueType' | 'value'
>;

/** Of a report that values the right that is pledged, or is to be, beside all that are valid. */
export const relianceWarnings = (
  report: Compared,
  valid: readonly Compared[],
): RelianceWarning[] => [
  ...(report.purpose === 'pledge' ? [] : (['madeForAnotherPurpose'] as const)),
  ...(report.rightsValued.length === 1 ? [] : (['moreRightsValued'] as const)),
  ...(report.valueType === 'market' ? [] : (['notMarketValue'] as const)),
  ...(valid.some((other) => isLower(other, report)) ? (['anotherFirmLower'] as const) : []),
];

const isLower = (other: Compared, report: Compared): boolean =>
  other.firmPartyId !== report.firmPartyId &&
  other.valueType === report.valueType &&
  other.rightsValued.length === report.rightsValued.length &&
  other.rightsValued.every((right) => report.rightsValued.includes(right)) &&
  minorUnits(other.value) < minorUnits(report.value);
