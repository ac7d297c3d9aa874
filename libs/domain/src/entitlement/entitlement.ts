import { shanghaiDate } from '../calendar.js';
import { isConfirmed } from '../order/deal.js';
import { overdueCharge } from '../order/charge.state.js';
import { isBalanceOverdue } from '../order/order.clocks.js';
import { entitles } from '../order/order.state.js';
import type { PlacedOrder } from '../order/order.state.js';
import { agreedMetering, useTermOf } from '../order/use-term.js';
import { refuse } from '../refusal.js';
import type { Metering } from '../usage/metering.js';
import { countedUnder } from '../usage/usage.totals.js';
import type { UsageTotals } from '../usage/usage.totals.js';

/** Who may use what for which purpose, when, and how much of it: the licence of an order. */
export interface Entitlement {
  readonly orderId: string;
  readonly sellerPartyId: string;
  readonly buyerPartyId: string;
  readonly purpose: string;
  /** First day of use: of the licence's term, and not before the day of the contract. */
  readonly from: string;
  /** Inclusive last day of use; absent: as long as the seller's own right. */
  readonly until?: string;
  readonly metering: Metering;
}

/** How the use under an order is counted. */
export const meteringOf = agreedMetering;

/**
 * The licence that an order's contract gives; `undefined` where there is none. It rests on the
 * contract alone, so neither a delisted offer nor a later pledge ends it; where contract or licence
 * ended before their term, that day is the last. Use is metered by it: also when it is over, or not
 * paid for, for what was used is a fact. Whether data may be used now, `allowedUse` says.
 */
export const entitlementOf = (order: PlacedOrder): Entitlement | undefined => {
  const { orderId, sellerPartyId, buyerPartyId, purpose } = order;
  // Where the title grants it, it is there when it has; who buys the right itself needs no licence.
  if (order.kind === 'transfer' || !isConfirmed(order)) return undefined;
  const term = useTermOf(order);
  if (term === undefined) return undefined;
  return {
    orderId,
    sellerPartyId,
    buyerPartyId,
    purpose,
    ...term,
    metering: meteringOf(order),
  };
};

/** A use that a delivery system is about to let through. */
export interface WantedUse {
  /** The parties in whose place who wants to use it stands, itself among them. */
  readonly standsFor: readonly string[];
  readonly purpose: string;
  /** In units. */
  readonly quantity: number;
}

/** The use may go through. */
export interface AllowedUse {
  readonly entitlement: Entitlement;
  /** Units left in the quota before this use; absent where there is none. */
  readonly remaining?: number;
}

/**
 * Whether a use may go through now (可控): throws the `EntitlementRefusal` that stands in the way.
 * It reserves nothing: use that goes through at the same time elsewhere counts once it is recorded,
 * and what then lies beyond the quota is flagged.
 */
export const allowedUse = (
  order: PlacedOrder,
  totals: UsageTotals,
  { standsFor, purpose, quantity }: WantedUse,
  now: string,
): AllowedUse => {
  const { orderId } = order;
  if (!standsFor.includes(order.buyerPartyId)) return refuse('not_the_licensee', { orderId });
  const entitlement = entitlementOf(order);
  if (entitlement === undefined || !entitles(order)) {
    return refuse('entitlement_not_active', { orderId, state: order.stage });
  }
  const { from, until, metering } = entitlement;
  if (purpose !== entitlement.purpose) {
    return refuse('purpose_not_licensed', { orderId, purpose: entitlement.purpose });
  }
  const today = shanghaiDate(now);
  if (today < from) return refuse('entitlement_not_started', { orderId, from });
  if (until !== undefined && today > until)
    return refuse('entitlement_expired', { orderId, until });
  const overdue = overdueCharge(order.charging, today, order.dispute?.chargeNo);
  if (overdue !== undefined) {
    const { chargeNo, payUntil = '' } = overdue;
    return refuse('charge_overdue', { orderId, chargeNo, payUntil });
  }
  if (isBalanceOverdue(order, today)) {
    return refuse('balance_overdue', { orderId, until: order.balanceUntil ?? '' });
  }
  const { quota } = metering;
  if (quota === undefined) return { entitlement };
  const used = countedUnder(quota, totals, today.slice(0, 7));
  const remaining = Math.max(0, quota.quantity - used);
  if (quantity > remaining) {
    return refuse('quota_exhausted', { orderId, quota, used, remaining, wanted: quantity });
  }
  return { entitlement, remaining };
};
