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
  /** Its value is also that of rights that are not pledged. */
  | 'moreRightsValued'
  /** Its value type is not market value. */
  | 'notMarketValue';

/** Of a report that values the right that is pledged, or is to be. */
export const relianceWarnings = ({
  purpose,
  rightsValued,
  valueType,
}: Pick<RecordedValuation, 'purpose' | 'rightsValued' | 'valueType'>): RelianceWarning[] => [
  ...(purpose === 'pledge' ? [] : (['madeForAnotherPurpose'] as const)),
  ...(rightsValued.length === 1 ? [] : (['moreRightsValued'] as const)),
  ...(valueType === 'market' ? [] : (['notMarketValue'] as const)),
];
