import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { fromMinorUnits, minorUnits } from '../money.js';
import { computed, type ChargeBasis, type Computed } from '../pricing/charging.js';
import type { ChargePeriod } from '../pricing/periods.js';
import type { PricePlan } from '../pricing/price-plan.js';
import { refuse } from '../refusal.js';
import { agreedPrice } from '../settlement/price.js';
import { accountOf, exchangeOwner, posting, postingsOf } from '../settlement/posting.js';
import { divide, sellerPart, type Division } from '../settlement/settlement.js';
import { recovers } from '../sharing/sharing.terms.js';
import type { ChargeDue, SharingVersions } from './charge.commands.js';
import type { ChargeEvent, ChargeGround } from './charge.events.js';
import { creditedOf, settledCharges, spread, type Credited } from './charge.money.js';
import { chargeDueOn } from './charge.schedule.js';
import { chargedAfter, closesAfter, outstandingOf, planFor } from './charge.state.js';
import { checkRoom, lastDay } from './order.conditions.js';
import { charged } from './order.money.js';
import type { PlacedOrder } from './order.state.js';
import { agreedMetering } from './use-term.js';

type Posted = Extract<ChargeEvent, { readonly type: 'ChargePosted' }>['data'];

/** A period and what it now comes to. */
export interface PeriodCharge {
  readonly ground: ChargeGround;
  readonly period: ChargePeriod;
  readonly basis: ChargeBasis;
  readonly more?: Partial<Pick<Posted, 'usagePosition' | 'declaration'>>;
}

type Rules = Pick<ChargeDue['data'], 'rules' | 'sharing' | 'calendar'>;

/** What a charge says that is not in its own amounts. */
type Said = Omit<
  Posted,
  | 'orderId'
  | 'chargeNo'
  | 'assetId'
  | 'sellerPartyId'
  | 'buyerPartyId'
  | 'net'
  | 'vat'
  | 'gross'
  | 'on'
>;

/** The charges of one command: each is decided on the order as the one before has left it. */
export class Chargings {
  readonly events: ChargeEvent[] = [];

  constructor(
    public order: PlacedOrder,
    private readonly rules: Rules | undefined,
    private readonly meta: Meta,
  ) {}

  get count(): number {
    return this.events.filter(({ type }) => type === 'ChargePosted').length;
  }

  /** Charges a period: wholly, or what it comes to more or less than before. */
  post(wanted: PeriodCharge): void {
    const { order, rules } = this;
    const { period, ground } = wanted;
    const plan = planFor(order, period.from);
    const sum = computed(plan, wanted.basis);
    const { vatRate } = order.terms.price;
    const whole = agreedPrice(sum.stated, plan.vatIncluded, vatRate);
    const before = ground === 'package' ? undefined : order.charging.periods.get(period.from);
    const quantity = quantityOf(wanted.basis);
    const change = minorUnits(whole.gross) - (before?.gross ?? 0n);
    if (before !== undefined && change === 0n && before.quantity === quantity) return;
    checkRoom(order);
    if (rules === undefined) throw new Error('A period is charged without rules.');
    const said: Said = {
      ...saidOf(wanted, sum, plan),
      ...(before && { follows: before.chargeNo }),
      ...unitOf(order, ground),
      quantity,
      quantityBefore: before?.quantity ?? '0',
      whole,
      charged: fromMinorUnits(before?.gross ?? 0n),
      vatRate,
    };
    if (change < 0n) {
      const charges = order.charging.charges.filter(
        (charge) => charge.period.from === period.from && charge.ground === ground,
      );
      this.credit(creditedOf(order, spread(charges, -change)), said);
    } else this.debit(change, said, rules);
  }

  private debit(minor: bigint, said: Said, { rules, sharing, calendar }: Rules): void {
    const { order, meta } = this;
    const { orderId, sellerPartyId, terms } = order;
    const { vatRate } = terms.price;
    const on = said.ground === 'fee' ? said.period.from : said.period.until;
    const inForce = sharingAt(order, sharing, on);
    // A charge that is taken back was charged for nothing: so was the fee on it.
    const taken = { ...rules.terms, vatRate, feeRefunded: true };
    const division = divide(
      minor,
      sellerPartyId,
      taken,
      inForce && { terms: inForce.terms, recovered: new Map() },
    );
    if (sellerPart(division, sellerPartyId) < 0n) {
      refuse('order_shares_exceed_price', { orderId });
    }
    const vat = minorUnits(division.vat);
    this.add({
      ...said,
      ...amounts(minor, vat),
      division,
      ...(inForce && { sharing: { sharingId: inForce.sharingId, version: inForce.version } }),
      ...(minor > 0n && inForce && recovers(inForce.terms) && { awaitsRecovery: true }),
      policyVersion: rules.version,
      ...(minor > 0n && { payUntil: lastDay(meta, terms.fundingDays, calendar) }),
      ...postingsOf(charged(order, minor)),
    });
  }

  /** It is known what a charge gives towards the recovery of costs. */
  divide(chargeNo: number, division: Division): void {
    const { orderId } = this.order;
    const on = shanghaiDate(this.meta.now);
    this.push({ type: 'ChargeDivided', data: { orderId, chargeNo, division, on } });
  }

  /** Takes back parts of earlier charges. */
  credit({ gross, vat, credits, returned, postings }: Credited, said: Said): void {
    this.add({
      ...said,
      ...amounts(-gross, -vat),
      credits,
      ...(returned && { returned }),
      ...postingsOf(postings),
    });
  }

  /** Money that came in. */
  pay(paid: {
    readonly fundingId: string;
    readonly minor: bigint;
    readonly reference: string;
  }): void {
    const { order, meta } = this;
    const { orderId, buyerPartyId } = order;
    const { fundingId, minor, reference } = paid;
    const outstanding = fromMinorUnits(outstandingOf(order.charging) - minor);
    const receivable = accountOf('receivable', buyerPartyId);
    const postings = postingsOf([
      ...posting(accountOf('custody', exchangeOwner), receivable, minor),
      ...posting(accountOf('due', orderId), accountOf('escrow', orderId), minor),
    ]);
    const on = shanghaiDate(meta.now);
    const data = { orderId, fundingId, amount: fromMinorUnits(minor), reference, outstanding, on };
    this.push({ type: 'ChargesPaid', data: { ...data, ...postings } });
  }

  /** Divides what the escrow covers by now. */
  settle(): void {
    const { charges, postings } = settledCharges(this.order);
    if (charges.length === 0) return;
    const { orderId } = this.order;
    const on = shanghaiDate(this.meta.now);
    const data = { orderId, charges, on, ...postingsOf(postings) };
    const nextOn = chargeDueOn(this.after({ type: 'ChargesSettled', data }));
    const next = nextOn === undefined ? {} : { nextOn };
    this.push({ type: 'ChargesSettled', data: { ...data, ...next } });
  }

  end(afterSaleUntil: string): void {
    const on = shanghaiDate(this.meta.now);
    this.push({
      type: 'ChargingEnded',
      data: { orderId: this.order.orderId, on, afterSaleUntil },
    });
  }

  private add(
    said: Omit<
      Posted,
      'orderId' | 'chargeNo' | 'assetId' | 'sellerPartyId' | 'buyerPartyId' | 'on'
    >,
  ) {
    const { orderId, content, sellerPartyId, buyerPartyId, charging } = this.order;
    const { assetId } = content;
    const chargeNo = charging.charges.length + 1;
    const on = shanghaiDate(this.meta.now);
    const whose = { orderId, chargeNo, assetId, sellerPartyId, buyerPartyId };
    const data: Posted = { ...whose, ...said, on };
    const nextOn = chargeDueOn(this.after({ type: 'ChargePosted', data }));
    this.push({ type: 'ChargePosted', data: { ...data, ...(nextOn !== undefined && { nextOn }) } });
  }

  /** Keeps an event, with the day after which the order can be closed where it leaves nothing open. */
  private push(event: ChargeEvent): void {
    this.order = this.after(event);
    const { settled } = this.order;
    const closes = settled && closesAfter(this.order, settled.afterSaleUntil);
    this.events.push(
      closes === undefined || event.type === 'ChargesSettled' || event.type === 'ChargeDivided'
        ? event
        : ({ ...event, data: { ...event.data, closesAfter: closes } } as ChargeEvent),
    );
  }

  private after(event: ChargeEvent): PlacedOrder {
    const { order } = this;
    const own = accountOf('payable', order.sellerPartyId);
    return {
      ...order,
      version: order.version + 1,
      charging: chargedAfter(order.charging, event, own),
    };
  }
}

const amounts = (gross: bigint, vat: bigint) => ({
  net: fromMinorUnits(gross - vat),
  vat: fromMinorUnits(vat),
  gross: fromMinorUnits(gross),
});

const saidOf = ({ ground, period, more }: PeriodCharge, sum: Computed, plan: PricePlan) => ({
  ground,
  period,
  ...sum,
  vatIncluded: plan.vatIncluded,
  ...more,
});

const unitOf = (order: PlacedOrder, ground: ChargeGround): Pick<Posted, 'unit'> =>
  ground === 'use' || ground === 'results' ? { unit: agreedMetering(order).unit } : {};

/** What tells one state of a period from another, and stands on the invoice. */
const quantityOf = (basis: ChargeBasis): string => {
  switch (basis.is) {
    case 'period':
      return basis.days.used === basis.days.of ? '1' : `${basis.days.used}/${basis.days.of}`;
    case 'use':
      return String(basis.quantity);
    case 'revenue':
      return basis.revenue.amount;
    case 'packages':
      return String(basis.count);
  }
};

/** The version in force on a day of the agreement that the seller named. */
const sharingAt = (
  { orderId, sharingId }: PlacedOrder,
  sharing: SharingVersions | undefined,
  on: string,
) => {
  if (sharingId === undefined) return undefined;
  const found = sharing?.versions.findLast(({ from }) => from <= on);
  if (found === undefined || sharing?.sharingId !== sharingId) {
    return refuse('order_sharing_not_in_force', { orderId, sharingId });
  }
  return { sharingId, ...found };
};
