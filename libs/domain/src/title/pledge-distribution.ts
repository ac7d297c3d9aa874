import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { ClaimDue, ClaimPart, DistributedShare } from './pledge-life.events.js';
import { type Agreement, agreedOrder, byRank, type Slice } from './pledge-order.js';
import type { Pledge } from './title.js';

/** What a distribution needs to know of a pledge. */
export type Ranking = Pick<Pledge, 'pledgeId' | 'tranches' | 'terms' | 'remaining' | 'fixed'>;

export interface Distribution {
  readonly shares: readonly DistributedShare[];
  /** What is left for the pledgor (Civil Code art. 438). */
  readonly surplus: Money;
}

/**
 * Proceeds by rank (Civil Code art. 414), each pledgee up to what is secured and owed, inside a
 * claim costs, interest, principal (art. 561) unless agreed otherwise; exact to the fen. For a
 * pledgee whose claim nobody stated, what is registered is kept: he is not passed over.
 */
export const distribute = (
  proceeds: Money,
  pledges: readonly Ranking[],
  claims: readonly ClaimDue[],
  agreements: readonly Agreement[] = [],
): Distribution => {
  const due = new Map(pledges.map((pledge) => [pledge.pledgeId, dueTo(pledge, claims)]));
  const secured = pledges.flatMap((pledge) => securedSlices(pledge, due.get(pledge.pledgeId)));
  let left = minorUnits(proceeds);
  const paid = new Map<string, bigint>();
  for (const { pledgeId, amount } of agreedOrder(byRank(secured), agreements)) {
    const gets = amount < left ? amount : left;
    left -= gets;
    paid.set(pledgeId, (paid.get(pledgeId) ?? 0n) + gets);
  }
  const shares = pledges.map((pledge) => {
    const owed = due.get(pledge.pledgeId) ?? dueTo(pledge, []);
    return shareOf(pledge.pledgeId, owed, paid.get(pledge.pledgeId) ?? 0n);
  });
  return { shares, surplus: fromMinorUnits(left) };
};

interface Due {
  readonly costs: bigint;
  readonly interest: bigint;
  readonly principal: bigint;
  readonly order: readonly ClaimPart[];
  readonly reserved: boolean;
}

const usualOrder: readonly ClaimPart[] = ['costs', 'interest', 'principal'];

const dueTo = ({ pledgeId, remaining }: Ranking, claims: readonly ClaimDue[]): Due => {
  const stated = claims.find((claim) => claim.pledgeId === pledgeId);
  if (stated === undefined) {
    const principal = minorUnits(remaining);
    return { costs: 0n, interest: 0n, principal, order: usualOrder, reserved: true };
  }
  const { costs, interest, principal, order = usualOrder } = stated;
  return {
    costs: minorUnits(costs),
    interest: minorUnits(interest),
    principal: minorUnits(principal),
    order,
    reserved: false,
  };
};

const totalOf = ({ costs, interest, principal }: Due): bigint => costs + interest + principal;

/**
 * What of a claim each tranche secures. A cap holds for the whole claim; else it is the principal
 * that is limited, and interest and costs go with the part of it that is secured (art. 389). Of
 * principal no more is secured than was owed when the claims were fixed (art. 423); interest and
 * costs that go with that much are, up to the cap (Interp. 15).
 */
const securedSlices = (
  { pledgeId, tranches, terms, fixed }: Ranking,
  due?: Due,
): readonly Slice[] => {
  if (due === undefined) return [];
  const isCap = terms.kind === 'maximumAmount' && terms.capCovers === undefined;
  const most = fixed === undefined || due.reserved ? due.principal : minorUnits(fixed.claims);
  const isLess = most < due.principal;
  const principal = isLess ? most : due.principal;
  const beside = due.costs + due.interest;
  const withPrincipal = isLess ? (beside * principal) / due.principal : beside;
  const extras = isCap ? 0n : withPrincipal;
  const base = isCap ? withPrincipal + principal : principal;
  let left = base;
  let spread = 0n;
  return tranches.map(({ rankKey, remaining, since }, index) => {
    const limit = minorUnits(remaining);
    const part = left < limit ? left : limit;
    left -= part;
    const share = withIt(extras, { part, base, spread, isFirst: index === 0, isLast: left === 0n });
    spread += share;
    const slice = { pledgeId, rankKey, amount: part + share };
    return since === undefined ? slice : { ...slice, since };
  });
};

interface Portion {
  readonly part: bigint;
  readonly base: bigint;
  /** What went with earlier tranches. */
  readonly spread: bigint;
  readonly isFirst: boolean;
  readonly isLast: boolean;
}

/** Rounded down; the last tranche in use takes the rest, where juniors wait the least for it. */
const withIt = (extras: bigint, { part, base, spread, isFirst, isLast }: Portion): bigint => {
  if (base === 0n) return isFirst ? extras : 0n;
  if (part === 0n) return 0n;
  return isLast ? extras - spread : (extras * part) / base;
};

const shareOf = (pledgeId: string, due: Due, paid: bigint): DistributedShare => {
  const parts = { costs: 0n, interest: 0n, principal: 0n };
  let left = paid;
  for (const part of due.order) {
    parts[part] = due[part] < left ? due[part] : left;
    left -= parts[part];
  }
  return {
    pledgeId,
    costs: fromMinorUnits(parts.costs),
    interest: fromMinorUnits(parts.interest),
    principal: fromMinorUnits(parts.principal),
    total: fromMinorUnits(paid),
    shortfall: fromMinorUnits(totalOf(due) - paid),
    reserved: due.reserved,
  };
};
