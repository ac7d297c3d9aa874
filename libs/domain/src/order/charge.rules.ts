import { addDays, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { monthOf } from '../month.js';
import {
  daysWithin,
  monthsOver,
  periodsBegun,
  type ChargePeriod,
  type UseTerm,
} from '../pricing/periods.js';
import { isMetered, isRunning } from '../pricing/price-plan.js';
import { refuse } from '../refusal.js';
import { agreedPrice } from '../settlement/price.js';
import { sellerPart, withRecovery } from '../settlement/settlement.js';
import type {
  BuyPackages,
  ChargeDue,
  CreditCharge,
  DeclareForCharge,
  DivideCharge,
} from './charge.commands.js';
import { creditedOf, spread } from './charge.money.js';
import { Chargings, type PeriodCharge } from './charge.posting.js';
import { hasMinimum, nextPeriodOn } from './charge.schedule.js';
import { agreedPlan, type Charge } from './charge.state.js';
import { isConfirmed } from './deal.js';
import { checkRoom, lastDay, orderOfSide, partOf, placedOrder } from './order.conditions.js';
import type { OrderEvent } from './order.events.js';
import type { OrderState, PlacedOrder } from './order.state.js';
import { useTermOf } from './use-term.js';

/** Charges of one command: what is left is charged by the next. */
export const chargesPerCommandMax = 20;
/** More packages than any buyer needs at once. */
export const packagesMax = 1_000;

/** Whether the contract stands or stood, so that what was used under it is charged. */
const isChargeable = (order: PlacedOrder): boolean =>
  order.contract !== undefined &&
  isConfirmed(order) &&
  !['closed', 'refused', 'cancelled', 'refunded'].includes(order.stage);

const chargeable = (order: PlacedOrder): UseTerm => {
  const term = useTermOf(order);
  if (term !== undefined && isChargeable(order)) return term;
  return refuse('order_state_forbids', { orderId: order.orderId, state: order.stage });
};

const isOwnOf = ({ actor: { role } }: Meta): boolean => role === 'system' || role === 'operator';

/** Everything that is due by now and is not charged, or was charged otherwise than it now comes to. */
export const chargeDue = ({ data, meta }: ChargeDue, state: OrderState): OrderEvent[] => {
  const order = isOwnOf(meta) ? placedOrder(state, data.orderId) : partOf(state, data, meta).order;
  const { orderId } = order;
  const { kind } = agreedPlan(order.terms);
  if (!isRunning({ kind })) return refuse('charge_not_by_plan', { orderId, kind });
  if (meta.actor.role === 'system' && !isChargeable(order)) return [];
  const term = chargeable(order);
  const today = shanghaiDate(meta.now);
  const chargings = new Chargings(order, data, meta);
  for (const wanted of dueBy(order, term, today, data.usage)) {
    if (chargings.count >= chargesPerCommandMax) break;
    chargings.post(wanted);
  }
  chargings.settle();
  if (chargings.count < chargesPerCommandMax) end(chargings, order, term, meta, data);
  return chargings.events;
};

/** Nothing is left to charge: from here on runs the after-sale of the whole order. */
const end = (
  chargings: Chargings,
  { terms, charging, useEndedOn }: PlacedOrder,
  term: UseTerm,
  meta: Meta,
  { calendar }: ChargeDue['data'],
): void => {
  const today = shanghaiDate(meta.now);
  // Who ended it before its time said so on its last day: nothing is used after that.
  const last =
    term.until !== undefined && term.until === useEndedOn ? addDays(term.until, -1) : term.until;
  const isOver = last !== undefined && today > last;
  if (!isOver || charging.afterSaleUntil !== undefined) return;
  if (nextPeriodOn(chargings.order, term) !== undefined) return;
  chargings.end(lastDay(meta, terms.afterSaleDays, calendar));
};

/** What each period that is due comes to: by its own plan, by the term as it is known now. */
const dueBy = (
  order: PlacedOrder,
  term: UseTerm,
  today: string,
  usage: ChargeDue['data']['usage'],
): readonly PeriodCharge[] => {
  const plan = agreedPlan(order.terms);
  if (plan.kind === 'subscription') {
    return periodsBegun(term, plan.every, today, 0, Infinity).map((period) => ({
      ground: 'fee',
      period,
      basis: { is: 'period', days: daysWithin(period, term) },
    }));
  }
  if (isMetered(plan)) {
    if (usage === undefined) throw new Error('Use is charged without its totals.');
    const billable = new Map(usage.months.map((one) => [one.month, one.billable]));
    return monthsOver(term, today, 0, Infinity).map((period) => ({
      ground: plan.kind === 'perResult' ? 'results' : 'use',
      period,
      basis: { is: 'use', quantity: billable.get(monthOf(period.from)) ?? 0 },
      more: { usagePosition: usage.position },
    }));
  }
  if (plan.kind !== 'revenueShare' || !hasMinimum(order)) return [];
  return periodsBegun(term, plan.every, today, 0, Infinity)
    .filter((period) => endOf(period, term) < today && !order.charging.periods.has(period.from))
    .map((period) => shareOf(period, term, 0n));
};

const endOf = ({ until }: ChargePeriod, term: UseTerm): string =>
  term.until !== undefined && term.until < until ? term.until : until;

const shareOf = (
  period: ChargePeriod,
  term: UseTerm,
  revenue: bigint,
  more: PeriodCharge['more'] = {},
): PeriodCharge => ({
  ground: 'share',
  period,
  basis: { is: 'revenue', revenue: fromMinorUnits(revenue), days: daysWithin(period, term) },
  more,
});

/** Revenue: by either side, the other may dispute it. Results: by the seller who found them. */
export const declareForCharge = (
  { data, meta }: DeclareForCharge,
  state: OrderState,
): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, from, revenue, results, reportDigest } = data;
  const plan = agreedPlan(order.terms);
  const unfit = (): never => refuse('charge_not_by_plan', { orderId, kind: plan.kind });
  const isDeclared = plan.kind === 'perResult' && plan.counting === 'declared';
  if (plan.kind !== 'revenueShare' && !isDeclared) return unfit();
  if ((plan.kind === 'revenueShare' ? revenue : results) === undefined) return unfit();
  if (revenue !== undefined && results !== undefined) return unfit();
  if (isDeclared) orderOfSide(state, data, meta, 'seller');
  const term = chargeable(order);
  const today = shanghaiDate(meta.now);
  const periods =
    plan.kind === 'revenueShare'
      ? periodsBegun(term, plan.every, today, 0, Infinity)
      : monthsOver(term, today, 0, Infinity);
  const period = periods.find((one) => one.from === from && endOf(one, term) < today);
  if (period === undefined) return refuse('charge_period_unsound', { orderId, from });
  const { partyId } = meta.actor;
  const said = { ...(revenue && { revenue }), ...(results !== undefined && { results }) };
  const more = { declaration: { side, partyId, ...said, reportDigest } };
  const chargings = new Chargings(order, data, meta);
  chargings.post(
    revenue === undefined
      ? { ground: 'results', period, basis: { is: 'use', quantity: results ?? 0 }, more }
      : shareOf(period, term, minorUnits(revenue), more),
  );
  chargings.settle();
  return chargings.events;
};

/** More units under the same contract; they can be used once they are paid for. */
export const buyPackages = ({ data, meta }: BuyPackages, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'buyer');
  const { orderId, packages } = data;
  const plan = agreedPlan(order.terms);
  if (plan.kind !== 'package') return refuse('charge_not_by_plan', { orderId, kind: plan.kind });
  const term = chargeable(order);
  const today = shanghaiDate(meta.now);
  if (order.charging.afterSaleUntil !== undefined || packages < 1 || packages > packagesMax) {
    return refuse('charge_period_unsound', { orderId, from: today });
  }
  const from = today > term.from ? today : term.from;
  const chargings = new Chargings(order, data, meta);
  chargings.post({
    ground: 'package',
    period: { from, until: addDays(from, plan.validDays - 1) },
    basis: { is: 'packages', count: packages },
  });
  return chargings.events;
};

/** The seller takes back what he charged, wholly or in part. */
export const creditCharge = ({ data, meta }: CreditCharge, state: OrderState): OrderEvent[] => {
  const order = orderOfSide(state, data, meta, 'seller');
  chargeable(order);
  checkRoom(order);
  const { chargeNo, amount, reason } = data;
  return credited(order, { chargeNo, minor: minorUnits(amount), reason }, meta);
};

/** Told twice it says nothing: a charge is divided once. */
export const divideCharge = ({ data, meta }: DivideCharge, state: OrderState): OrderEvent[] => {
  const order = placedOrder(state, data.orderId);
  const { orderId, sellerPartyId } = order;
  const { chargeNo, sharing } = data;
  const charge = chargeOf(order, chargeNo);
  if (!charge.awaitsRecovery || charge.division === undefined) return [];
  const given = sharing && {
    terms: sharing.terms,
    recovered: new Map(
      sharing.recovered.map(({ partyId, amount }) => [partyId, minorUnits(amount)]),
    ),
  };
  const division = given ? withRecovery(charge.division, sellerPartyId, given) : charge.division;
  if (sellerPart(division, sellerPartyId) < 0n) {
    return refuse('order_shares_exceed_price', { orderId });
  }
  const chargings = new Chargings(order, undefined, meta);
  chargings.divide(chargeNo, division);
  chargings.settle();
  return chargings.events;
};

/** A charge of the order; refuses where there is none that could be taken back. */
export const chargeOf = ({ orderId, charging }: PlacedOrder, chargeNo: number): Charge => {
  const charge = charging.charges[chargeNo - 1];
  if (charge === undefined || charge.gross <= 0n) {
    return refuse('charge_not_found', { orderId, chargeNo });
  }
  return charge;
};

interface Crediting {
  readonly chargeNo: number;
  /** Absent: all that is left. */
  readonly minor?: bigint | undefined;
  readonly reason: string;
  readonly disputeNo?: number;
}

/** A charge that takes back so much of an earlier one. */
export const credited = (
  order: PlacedOrder,
  { chargeNo, minor: wanted, reason, disputeNo }: Crediting,
  meta: Meta,
): OrderEvent[] => {
  const { orderId } = order;
  const charge = chargeOf(order, chargeNo);
  const left = charge.gross - charge.credited;
  const minor = wanted ?? left;
  if (minor <= 0n) return refuse('order_amount_not_positive', { orderId });
  if (minor > left) {
    return refuse('charge_credit_exceeds', { chargeNo, left: fromMinorUnits(left).amount });
  }
  const taken = creditedOf(order, spread([charge], minor));
  const vatRate = charge.division?.vatRate ?? order.terms.price.vatRate;
  const chargings = new Chargings(order, undefined, meta);
  chargings.credit(taken, {
    ...{ ground: 'adjustment', period: charge.period, follows: chargeNo, reason },
    ...{ lines: [], quantity: charge.quantity, quantityBefore: charge.quantity },
    ...{ exact: '0.00', stated: fromMinorUnits(-minor), vatIncluded: true },
    whole: agreedPrice(fromMinorUnits(left - minor), true, vatRate),
    charged: fromMinorUnits(left),
    vatRate,
    ...(disputeNo !== undefined && { disputeNo }),
  });
  chargings.settle();
  return chargings.events;
};

/** Money for charges: it stays in the escrow until the oldest unpaid one is covered. */
export const chargesPaid = (
  order: PlacedOrder,
  paid: { readonly fundingId: string; readonly minor: bigint; readonly reference: string },
  meta: Meta,
): OrderEvent[] => {
  const chargings = new Chargings(order, undefined, meta);
  chargings.pay(paid);
  chargings.settle();
  return chargings.events;
};
