import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { Title } from '../title/title.js';
import { accountOf, type AccountId } from './posting.js';

/** Where the proceeds of a pledged right go, as its pledgee consented (Civil Code art. 443, 444). */
export type Proceeds = 'payDown' | 'deposit' | 'asAgreed';

/** A pledge whose pledgee let the right be sold: what he may ask of the proceeds. */
export type BoundPledge = {
  readonly pledgeId: string;
  readonly pledgeePartyId: string;
  readonly consentId: string;
  readonly proceeds: Proceeds;
  /** What the pledge secures, as the title had it. */
  readonly secured: Money;
  /** Version of the title that says so. */
  readonly titleVersion: number;
};

/** What of a sale's proceeds one pledgee is due. */
export type PayDown = {
  readonly pledgeId: string;
  readonly pledgeePartyId: string;
  readonly consentId: string;
  readonly proceeds: Proceeds;
  readonly amount: Money;
};

/**
 * The pledges behind the consents that a deal relied on, in their order of rank (pattern 2: the title
 * as the handler read it).
 */
export const boundPledges = (title: Title, consentIds: readonly string[]): readonly BoundPledge[] =>
  consentIds
    .flatMap((consentId) => {
      const consent = title.consents.get(consentId);
      const pledge = title.pledges.get(consent?.pledgeId ?? '');
      if (consent === undefined || pledge === undefined) return [];
      const { pledgeId, pledgeePartyId, remaining: secured, rankKey } = pledge;
      const proceeds = consent.proceeds ?? 'asAgreed';
      const titleVersion = title.version;
      const bound = { pledgeId, pledgeePartyId, consentId, proceeds, secured, titleVersion };
      return [{ bound, rankKey }];
    })
    .sort(
      (a, b) =>
        a.rankKey.titleVersion - b.rankKey.titleVersion || a.rankKey.tranche - b.rankKey.tranche,
    )
    .map(({ bound }) => bound);

/** The seller's part of the proceeds by rank; what is left after it is his own. */
export const payDownsOf = (proceeds: bigint, bound: readonly BoundPledge[]): readonly PayDown[] => {
  let left = proceeds > 0n ? proceeds : 0n;
  return bound.map(({ pledgeId, pledgeePartyId, consentId, proceeds: where, secured }) => {
    const asks = minorUnits(secured);
    const minor = asks < left ? asks : left;
    left -= minor;
    const amount = fromMinorUnits(minor);
    return { pledgeId, pledgeePartyId, consentId, proceeds: where, amount };
  });
};

/** What pledgees are due of further proceeds, once they had their parts of those before. */
export const payDownsBetween = (
  before: bigint,
  after: bigint,
  bound: readonly BoundPledge[],
): readonly PayDown[] => {
  const had = payDownsOf(before, bound);
  return payDownsOf(after, bound).map((payDown, at) => {
    const minor = minorUnits(payDown.amount) - minorUnits(had[at]?.amount ?? fromMinorUnits(0n));
    return { ...payDown, amount: fromMinorUnits(minor) };
  });
};

/** The account that a pledgee's part is kept on; undefined where the sides see to it themselves. */
export const payDownAccount = (
  { proceeds, pledgeePartyId }: PayDown,
  sellerPartyId: string,
): AccountId | undefined => {
  switch (proceeds) {
    case 'payDown':
      return accountOf('payDown', pledgeePartyId);
    case 'deposit':
      return accountOf('deposit', sellerPartyId);
    case 'asAgreed':
      return undefined;
  }
};
