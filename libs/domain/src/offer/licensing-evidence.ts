import { shanghaiDate } from '../calendar.js';
import type { RightKind } from '../asset/asset.events.js';
import type { JsonObject } from '../json.js';
import { sameJson } from '../same-json.js';
import type { SaleLimits } from '../title/sale.events.js';
import type { GrantTerms } from '../title/title.events.js';
import type { OfferContent } from './offer.events.js';

/**
 * What the title of the offered asset said when it was asked: evidence of rule pattern 2. The rule
 * that reads it is here, so that listing an offer and placing an ordinary order cannot differ.
 */
export interface LicensingEvidence {
  readonly titleVersion: number;
  /** The right of the offered entry; absent where there is no live entry of that id. */
  readonly right?: RightKind;
  readonly sellerHoldsEntry: boolean;
  /** The holder's standing authorisation for this very offer; absent where none stands. */
  readonly authorisation?: SaleLimits & {
    readonly holdingId: string;
    readonly terms: GrantTerms;
    /** Inclusive last day. */
    readonly until: string;
  };
  /** Pledges, bars and the like that keep the entry from being licensed, by kind. */
  readonly suspendedBy?: JsonObject;
}

/**
 * Why no licence can be given under the holder's authorisation now; `undefined`: it is open.
 * `reason` is the first of: `suspended` (while an entry is pledged or barred its holder cannot even
 * authorise), `notAuthorised`, `authorisationEnded`, `otherTerms`.
 */
export const licensingObstacles = (
  { titleVersion, sellerHoldsEntry, authorisation, suspendedBy }: LicensingEvidence,
  { holdingId, terms, cap, transfer }: Pick<OfferContent, 'holdingId' | 'terms' | keyof SaleLimits>,
  now: string,
): JsonObject | undefined => {
  const because = (reason: string, more: JsonObject = {}): JsonObject => ({
    reason,
    holdingId,
    titleVersion,
    ...more,
  });
  if (suspendedBy !== undefined) return because('suspended', suspendedBy);
  if (!sellerHoldsEntry || authorisation === undefined) return because('notAuthorised');
  if (shanghaiDate(now) > authorisation.until) {
    return because('authorisationEnded', { until: authorisation.until });
  }
  const covers =
    authorisation.holdingId === holdingId &&
    sameJson(authorisation.terms, terms) &&
    authorisation.cap === cap &&
    sameJson(authorisation.transfer ?? null, transfer ?? null);
  return covers ? undefined : because('otherTerms');
};
