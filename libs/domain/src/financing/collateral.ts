import { addDays, type DateText } from '../calendar.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import { claimsFixedAt } from '../title/pledge.conditions.js';
import { orderOf } from '../title/pledge-order.js';
import { holdsOn, type Span } from '../title/span.js';
import type { Pledge, Title } from '../title/title.js';
import { instantOf, pledgeStanding } from '../title/title.standing.js';
import { countsFor, type Rank } from './coverage.js';
import type { AppraisedCollateral, ClaimsClosed } from './financing.events.js';
import type { FinancingState } from './facility.js';

type Perfected = FinancingState['perfected'];
/** Titles by asset. */
export type TitlesByAsset = ReadonlyMap<string, Title>;

/** The facility's pledges that stand on an asset on a date; none where the asset is gone (art. 390). */
const standingOn = (
  perfected: Perfected,
  assetId: string,
  title: Title | undefined,
  date: DateText,
): readonly Pledge[] => {
  if (title === undefined || (title.closed !== undefined && title.closed.on <= date)) return [];
  return perfected.flatMap((one) => {
    const pledge = one.assetId === assetId ? title.pledges.get(one.pledgeId) : undefined;
    const stands = pledge !== undefined && pledgeStanding(pledge, instantOf(date)) === 'registered';
    return stands ? [pledge] : [];
  });
};

/**
 * Places of the facility's pledges in the orders of the entries that they stand on, by registration
 * and agreement (Civil Code art. 414): one list per entry. What was fixed as the claims of a
 * maximum-amount pledge is all that it secures, however high its cap (art. 423).
 */
const placesOn = (
  pledges: readonly Pledge[],
  title: Title,
  date: DateText,
): readonly (readonly Rank[])[] => {
  const at = instantOf(date);
  const own = new Set(pledges.map(({ pledgeId }) => pledgeId));
  return [...new Set(pledges.map(({ holdingId }) => holdingId))].map((holdingId) => {
    const left = new Map(pledges.map((pledge) => [pledge.pledgeId, claimsOf(pledge, at)]));
    let ahead = 0n;
    return orderOf(title, holdingId, at).flatMap(({ pledgeId, amount }): Rank[] => {
      const limit = left.get(pledgeId) ?? amount;
      const secured = limit < amount ? limit : amount;
      if (left.get(pledgeId) !== undefined) left.set(pledgeId, limit - secured);
      const rank = { ahead: fromMinorUnits(ahead), secured: fromMinorUnits(secured) };
      ahead += secured;
      return own.has(pledgeId) && secured > 0n ? [rank] : [];
    });
  });
};

const claimsOf = (pledge: Pledge, at: string): bigint | undefined => {
  const claims = claimsFixedAt(pledge, at)?.claims;
  return claims && minorUnits(claims);
};

/**
 * Civil Code art. 423: once the claims of a maximum-amount pledge are fixed, nothing new is secured.
 * `undefined`: a pledge that takes new claims stands, or none stands at all.
 */
export const claimsClosed = (
  perfected: Perfected,
  titles: TitlesByAsset,
  date: DateText,
): ClaimsClosed | undefined => {
  const all = [...titles].flatMap(([assetId, title]) =>
    standingOn(perfected, assetId, title, date).map((pledge) => ({ assetId, title, pledge })),
  );
  const dates = all.map(({ pledge }) => claimsFixedAt(pledge, instantOf(date))?.on);
  const [from] = dates.filter((on) => on !== undefined).toSorted((a, b) => (a < b ? 1 : -1));
  if (from === undefined || dates.includes(undefined)) return undefined;
  const pledges = all.map(({ assetId, title, pledge: { pledgeId } }) => {
    return { assetId, pledgeId, titleVersion: title.version };
  });
  return { from, pledges };
};

/**
 * What an asset's ranks are for a value: an appraisal is of the asset and not of one entry, so where
 * several entries are pledged the one that brings most counts.
 */
const bestFor = (value: Money, places: readonly (readonly Rank[])[]): readonly Rank[] =>
  places.reduce<readonly Rank[]>((best, next) => {
    const brings = (ranks: readonly Rank[]) => countsFor({ value, ranks }, '0').reach;
    return brings(next) > brings(best) ? next : best;
  }, places[0] ?? []);

/**
 * What covers a facility: an asset counts for its appraisal as long as a pledge of the facility
 * stands on it, less what ranks before that pledge; and for nothing before that and after it.
 */
export const securing = (
  appraised: readonly AppraisedCollateral[],
  perfected: Perfected,
  titles: TitlesByAsset,
  date: DateText,
): readonly AppraisedCollateral[] =>
  appraised.map((one) => {
    const { assetId, version } = one;
    const title = titles.get(assetId);
    const pledges = standingOn(perfected, assetId, title, date);
    if (title === undefined || pledges.length === 0) {
      return { assetId, value: fromMinorUnits(0n), version, unsecured: true };
    }
    return { ...one, ranks: bestFor(one.value, placesOn(pledges, title, date)) };
  });

/** Dates on which the facility's pledges stood on an asset at the same places. */
export interface SecuredSpan extends Span {
  readonly places: readonly (readonly Rank[])[];
}

/** A title as it was from one date on. */
export interface DatedTitle {
  readonly from: DateText;
  readonly title: Title;
}

/** When and at which places the facility's pledges stood, as the title was known from day to day. */
export const securedSpans = (
  { perfected, lenderPartyId }: Pick<FinancingState, 'perfected' | 'lenderPartyId'>,
  assetId: string,
  history: readonly DatedTitle[],
): readonly SecuredSpan[] =>
  history.flatMap(({ from, title }, index) => {
    const next = history[index + 1]?.from;
    const turns = [...title.pledges.values()]
      .flatMap(({ terms }) => [terms.until, ...(terms.claimsUntil ? [terms.claimsUntil] : [])])
      .map((last) => addDays(last, 1))
      .filter((date) => date > from && (next === undefined || date < next));
    const dates = [...new Set([from, ...turns])].toSorted();
    const own = perfected.filter((one) => !wentAway(one, title, lenderPartyId));
    return dates.flatMap((date, at): SecuredSpan[] => {
      const pledges = standingOn(own, assetId, title, date);
      const end = dates[at + 1] ?? next;
      const until = end === undefined ? undefined : addDays(end, -1);
      return pledges.length === 0
        ? []
        : [{ from: date, until, places: placesOn(pledges, title, date) }];
    });
  });

/** Whether a pledge was another lender's already, who does not lend under this facility. */
const wentAway = (
  { pledgeId, assigned }: Perfected[number],
  title: Title,
  lenderPartyId: string,
): boolean =>
  assigned !== undefined &&
  assigned.toPartyId !== lenderPartyId &&
  title.pledges.get(pledgeId)?.pledgeePartyId === assigned.toPartyId;

/** What of a value counts on a date, in fen: after the haircut and after what ranks ahead. */
export const valueAt = (
  value: Money,
  spans: readonly SecuredSpan[],
  date: DateText,
  haircut: string,
): bigint => {
  const span = spans.find((one) => holdsOn(one, date));
  return span === undefined
    ? 0n
    : countsFor({ value, ranks: bestFor(value, span.places) }, haircut).net;
};
