import { addDays, orNextWorkingDay, shanghaiDate } from '../calendar.js';
import { minorUnits, normalMoney } from '../money.js';
import { checkMetering, checkSameKind, pricedBy } from '../pricing/plan.rules.js';
import { planOf } from '../pricing/price-plan.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import { agreedPrice } from '../settlement/price.js';
import { postingsOf, type Posting } from '../settlement/posting.js';
import { before } from '../title/title.standing.js';
import { chargeDueOn } from './charge.schedule.js';
import { agreedPlan } from './charge.state.js';
import type { ContractTerms } from './contract.events.js';
import type {
  AgreeAmendment,
  DeclineAmendment,
  ProposeAmendment,
  ProposeTerms,
  SignContract,
  TermsChange,
} from './order.commands.js';
import {
  checkNotMoving,
  checkRoom,
  checkStage,
  lastDay,
  other,
  partOf,
} from './order.conditions.js';
import { checkSigning } from './order.clocks.js';
import type { OrderEvent } from './order.events.js';
import { charged, reduced } from './order.money.js';
import { boundProceeds } from './placing.rules.js';
import { dueFirst } from './order.state.js';
import type { OrderSide, OrderState, PlacedOrder } from './order.state.js';

/** A counter-offer is a new version of the terms; signatures for the one before are void. */
export const proposeTerms = ({ data, meta }: ProposeTerms, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  checkStage(order, 'placed', 'licensed', 'licenceReserved');
  checkSigning(order, meta.now);
  const terms = changedTerms(order, data.change);
  if (sameJson(terms, order.terms)) return [];
  checkRoom(order);
  const { orderId } = data;
  const termsVersion = order.termsVersion + 1;
  const proposed = { orderId, termsVersion, side, partyId: meta.actor.partyId, terms };
  const { signingDays } = terms;
  const isTimed = order.stage === 'licensed' && signingDays !== undefined;
  const signUntil = isTimed ? { signUntil: lastDay(meta, signingDays, data.calendar) } : {};
  return [{ type: 'TermsProposed', data: { ...proposed, ...signUntil } }];
};

const daysMax = 3_650;

/** The terms with what a proposal changes; refuses what cannot be. */
const changedTerms = (order: PlacedOrder, change: TermsChange): ContractTerms => {
  const { price: _stated, pricePlan: _plan, deposit, note, ...days } = change;
  const { terms, orderId } = order;
  const { price, plan } = changedPlan(order, change);
  const { deposit: known, plan: _before, ...rest } = terms;
  const first = deposit === undefined ? known : (deposit ?? undefined);
  const gross = minorUnits(price.gross);
  const invalid = (field: string): never => refuse('order_terms_invalid', { orderId, field });
  if (gross < 0n) invalid('price');
  // A right moves when all of its price is there.
  if (first !== undefined && order.kind === 'transfer') invalid('deposit');
  if (first !== undefined && (minorUnits(first) <= 0n || minorUnits(first) > gross)) {
    invalid('deposit');
  }
  const wrong = Object.entries(days).find(([, value]) => value < 1 || value > daysMax);
  if (wrong !== undefined) invalid(wrong[0]);
  return {
    ...rest,
    ...days,
    price,
    ...(plan && { plan }),
    ...(first !== undefined && { deposit: normalMoney(first) }),
    ...(note !== undefined && { note }),
  };
};

/** The plan with what a proposal changes: a price alone is a one-off price. */
const changedPlan = (
  { terms, content, contract }: PlacedOrder,
  change: TermsChange,
): Pick<ContractTerms, 'price' | 'plan'> => {
  if (change.price === undefined && change.pricePlan === undefined) return terms;
  const priced = pricedBy(change);
  checkMetering(planOf(priced), content.metering);
  if (contract !== undefined) checkSameKind(agreedPlan(terms), planOf(priced));
  const { amount, vatIncluded } = priced.price;
  const price = agreedPrice(amount, vatIncluded, terms.price.vatRate);
  return { price, ...(priced.pricePlan && { plan: priced.pricePlan }) };
};

/** Each side signs once; the second of two equal signatures makes the contract. */
export const signContract = ({ data, meta }: SignContract, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, contractDigest } = data;
  const mine = order.signed[side];
  if (mine === contractDigest) return [];
  checkSignable({ data, meta }, order, side);
  const { termsVersion } = order;
  const version = termsVersion === 1 ? {} : { termsVersion };
  const { partyId } = meta.actor;
  const sharing = data.sharing === undefined ? {} : { sharingId: data.sharing.sharingId };
  const related = data.isRelated === true ? ({ isRelated: true } as const) : {};
  const signed: OrderEvent = {
    type: 'OrderSigned',
    data: { orderId, side, partyId, contractDigest, ...version, ...sharing, ...related },
  };
  if (order.signed[other(side)] === undefined) return [signed];
  return [signed, ...contracted({ data, meta }, order)];
};

const checkSignable = (
  { data, meta }: Pick<SignContract, 'data' | 'meta'>,
  order: PlacedOrder,
  side: OrderSide,
): void => {
  const { orderId, contractDigest, termsVersion = 1, sharing } = data;
  if (order.stage !== 'licensed' && order.stage !== 'licenceReserved') {
    refuse('order_not_signable', { orderId, state: order.stage });
  }
  checkSigning(order, meta.now);
  const { reservation } = order;
  if (reservation !== undefined && !before(meta.now, reservation.expiresAt)) {
    refuse('reservation_expired', { orderId, ...reservation });
  }
  if (termsVersion !== order.termsVersion) {
    refuse('order_terms_superseded', { orderId, termsVersion: order.termsVersion });
  }
  const mine = order.signed[side];
  if (mine !== undefined) refuse('already_signed', { orderId, contractDigest: mine });
  const theirs = order.signed[other(side)];
  if (theirs !== undefined && theirs !== contractDigest) {
    refuse('contract_digest_differs', { orderId, contractDigest: theirs });
  }
  const isOurs = side === 'seller' && sharing?.ownerPartyId === order.sellerPartyId;
  if (order.terms.plan?.kind === 'negotiated') refuse('price_not_agreed', { orderId });
  if (sharing !== undefined && !isOurs) {
    refuse('sharing_not_found', { sharingId: sharing.sharingId });
  }
};

/** The price is due; where nothing is due before delivery the seller may deliver at once. */
const contracted = (
  { data, meta }: Pick<SignContract, 'data' | 'meta'>,
  order: PlacedOrder,
): OrderEvent[] => {
  const { orderId, contractDigest, calendar } = data;
  const { terms, termsVersion, due } = order;
  const isFree = dueFirst(order) === 0n;
  const on = shanghaiDate(meta.now);
  const chargeOn = chargeDueOn({ ...order, contract: { digest: contractDigest, on } });
  return [
    {
      type: 'OrderContracted',
      data: {
        orderId,
        contractDigest,
        ...(termsVersion === 1 ? {} : { termsVersion }),
        on,
        ...(isFree
          ? { deliveryUntil: lastDay(meta, terms.deliveryDays, calendar) }
          : { fundingUntil: lastDay(meta, terms.fundingDays, calendar) }),
        ...(chargeOn !== undefined && { chargeOn }),
        ...postingsOf(charged(order, due)),
      },
    },
    ...boundProceeds(orderId, order.bound),
  ];
};

const amendable = ['contracted', 'funded', 'delivering', 'delivered', 'accepted'] as const;

/** A contract is never changed: another one is put in its place. A later proposal replaces this. */
export const proposeAmendment = (
  { data, meta }: ProposeAmendment,
  state: OrderState,
): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  checkStage(order, ...amendable);
  const { orderId, contractDigest } = data;
  const terms = changedTerms(order, data.change);
  const supersedes = order.contract?.digest ?? '';
  if (contractDigest === supersedes) return refuse('order_amendment_is_the_contract', { orderId });
  checkRoom(order);
  const amendmentNo = order.amendments + 1;
  const { partyId } = meta.actor;
  const proposed = { orderId, amendmentNo, side, partyId, terms, contractDigest, supersedes };
  return [{ type: 'AmendmentProposed', data: proposed }];
};

export const agreeAmendment = ({ data, meta }: AgreeAmendment, state: OrderState): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, amendmentNo, contractDigest, calendar } = data;
  if (order.contract?.digest === contractDigest) return [];
  checkStage(order, ...amendable);
  checkNotMoving(order);
  const amendment = pending(order, amendmentNo);
  if (amendment.side === side) return refuse('order_amendment_own', { orderId, amendmentNo });
  if (amendment.contractDigest !== contractDigest) {
    const { contractDigest: theirs } = amendment;
    return refuse('contract_digest_differs', { orderId, contractDigest: theirs });
  }
  const { terms, supersedes } = amendment;
  const change = minorUnits(terms.price.gross) - minorUnits(order.terms.price.gross);
  const due = order.due + change;
  if (due < 0n) return refuse('order_terms_invalid', { orderId, field: 'price' });
  const isPaid = order.stage === 'contracted' && order.received >= dueFirst({ terms, due });
  const fundingUntil = isPaid ? undefined : laterFunding(order, { data, meta }, terms);
  const isOpen = order.stage === 'accepted' && order.received < due;
  const { balanceDays } = terms;
  const { partyId } = meta.actor;
  return [
    {
      type: 'ContractAmended',
      data: {
        orderId,
        amendmentNo,
        partyId,
        terms,
        contractDigest,
        supersedes,
        on: shanghaiDate(meta.now),
        ...(isPaid && { deliveryUntil: lastDay(meta, terms.deliveryDays, calendar) }),
        ...(fundingUntil !== undefined && { fundingUntil }),
        ...(isOpen &&
          balanceDays !== undefined && { balanceUntil: lastDay(meta, balanceDays, calendar) }),
        ...postingsOf(changedPrice(order, change)),
      },
    },
  ];
};

/** Another time to pay, where one is agreed before it is paid: counted from the contract as well. */
const laterFunding = (
  { orderId, stage, contract, terms: known }: PlacedOrder,
  { data, meta }: Pick<AgreeAmendment, 'data' | 'meta'>,
  { fundingDays }: ContractTerms,
): string | undefined => {
  if (stage !== 'contracted' || fundingDays === known.fundingDays) return undefined;
  const from = contract?.on ?? shanghaiDate(meta.now);
  const until = orNextWorkingDay(addDays(from, fundingDays), data.calendar);
  if (until >= shanghaiDate(meta.now)) return until;
  return refuse('order_terms_invalid', { orderId, field: 'fundingDays' });
};

const changedPrice = (order: PlacedOrder, change: bigint): readonly Posting[] =>
  change >= 0n ? charged(order, change) : reduced(order, -change);

/** The other side says no, or who proposed it takes it back. */
export const declineAmendment = (
  { data, meta }: DeclineAmendment,
  state: OrderState,
): OrderEvent[] => {
  const { order, side } = partOf(state, data, meta);
  const { orderId, amendmentNo, reason } = data;
  pending(order, amendmentNo);
  return [{ type: 'AmendmentDeclined', data: { orderId, amendmentNo, side, reason } }];
};

const pending = ({ orderId, amendment }: PlacedOrder, amendmentNo: number) =>
  amendment?.amendmentNo === amendmentNo
    ? amendment
    : refuse('order_amendment_not_found', { orderId, amendmentNo });
