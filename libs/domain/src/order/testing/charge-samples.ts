import type { Money } from '../../money.js';
import type { OfferContent } from '../../offer/offer.events.js';
import { priceAtContract, type PricePlan } from '../../pricing/price-plan.js';
import { accountOf, posted, type Balances } from '../../settlement/posting.js';
import type { SharingVersions } from '../charge.commands.js';
import type { OrderCommand } from '../order.commands.js';
import type { OrderData, OrderEvent } from '../order.events.js';
import { cny, day, operator, system } from './course-samples.js';
import {
  buyer,
  content,
  digest,
  holdingId,
  meta,
  orderId,
  place,
  seller,
  sign,
} from './order-samples.js';

/** Commands on charges, as literal as they can be; the contract is of 2 March 2026. */
const terms = { vatRate: '0.06', feeRate: '0.01', feeVatRate: '0.06', feeRefunded: false };
const rules = { version: 3, terms };

/** An order under a plan that both have signed. */
export const contractedUnder = (
  pricePlan: PricePlan,
  more: Partial<OfferContent> = {},
): readonly OrderCommand[] => {
  const price = priceAtContract(pricePlan);
  const offered = content('ordinary', { price, pricePlan, ...more });
  const authorisation = { holdingId, terms: offered.terms, until: '2026-12-31' };
  const placed = place('ordinary', { offer: { content: offered }, title: { authorisation } });
  return [placed, sign(seller), sign(buyer)];
};

export const due = (
  date: string,
  months: Readonly<Record<string, number>> = {},
  more: { readonly by?: string; readonly sharing?: SharingVersions } = {},
): OrderCommand => ({
  type: 'ChargeDue',
  data: {
    ...{ orderId, rules, ...(more.sharing && { sharing: more.sharing }) },
    usage: {
      months: Object.entries(months).map(([month, billable]) => ({ month, billable })),
      position: 77,
    },
  },
  meta: more.by === undefined ? system(day(date)) : meta(more.by, day(date)),
});

export const declare = (
  by: string,
  date: string,
  said: { readonly from: string; readonly revenue?: Money; readonly results?: number },
): OrderCommand => ({
  type: 'DeclareForCharge',
  data: { orderId, rules, reportDigest: digest, ...said },
  meta: meta(by, day(date)),
});

export const buyPackages = (date: string, packages = 1, by = buyer): OrderCommand => ({
  type: 'BuyPackages',
  data: { orderId, rules, packages },
  meta: meta(by, day(date)),
});

export const credit = (chargeNo: number, amount: string, by = seller): OrderCommand => ({
  type: 'CreditCharge',
  data: { orderId, chargeNo, amount: cny(amount), reason: '减免' },
  meta: meta(by, day('2026-04-02')),
});

export const pay = (amount: string, fundingId = amount, date = '2026-04-02'): OrderCommand => ({
  type: 'FundOrder',
  data: { orderId, fundingId, amount: cny(amount), reference: 'R-9' },
  meta: { ...operator, now: day(date) },
});

export const disputeCharge = (chargeNo: number, date = '2026-04-03'): OrderCommand => ({
  type: 'OpenDispute',
  data: { orderId, ground: 'payment', claim: '计量有误', chargeNo },
  meta: meta(buyer, day(date)),
});

/** The charges among events. */
export const chargesIn = (events: readonly OrderEvent[]): readonly OrderData<'ChargePosted'>[] =>
  events.flatMap((event) => (event.type === 'ChargePosted' ? [event.data] : []));

export const balancesOf = (log: readonly OrderEvent[]): Balances =>
  log.reduce<Balances>(
    (sums, { data }) => posted(sums, 'postings' in data ? (data.postings ?? []) : []),
    new Map(),
  );

/** Fen on an account after events. */
export const balanceOf = (
  log: readonly OrderEvent[],
  kind: Parameters<typeof accountOf>[0],
  owner: string,
): bigint => balancesOf(log).get(accountOf(kind, owner)) ?? 0n;
