import type { JsonObject } from '../json.js';
import { minorUnits } from '../money.js';
import type { DealKind, OfferContent } from '../offer/offer.events.js';
import type { BoundPledge } from '../settlement/pay-down.js';
import { type Balances, posted } from '../settlement/posting.js';
import type { ContractTerms, OrderSide } from './contract.events.js';
import { agreedAfter, isAgreement } from './contract.state.js';
import type { OrderData, OrderEvent } from './order.events.js';
import { isPerformance, performedAfter } from './performance.state.js';
import { isRemedy, remediedAfter } from './remedy.state.js';
import { listedTerms } from './terms.js';

export type { OrderSide } from './contract.events.js';

/** How far an order has come, as long as all goes well. */
export const courseStages = [
  'placed',
  'licensed',
  'licenceReserved',
  'contracted',
  'funded',
  'delivering',
  'delivered',
  'accepted',
  'settled',
  'closed',
] as const;

/** Beside the course: the first two wait for somebody, the others are ends. */
export const sideStages = [
  'disputed',
  'refunding',
  'refused',
  'cancelled',
  'refunded',
  'terminated',
] as const;

export const orderStages = [...courseStages, ...sideStages] as const;
export type OrderStage = (typeof orderStages)[number];

export interface Delivery {
  readonly deliveryNo: number;
  readonly contentDigest: string;
  /** What the buyer said of it; absent: nothing yet. */
  readonly matches?: boolean;
}

/** What the rules must know of one transaction. Amounts are fen. */
export interface PlacedOrder {
  readonly stage: OrderStage;
  /** Events so far. */
  readonly version: number;
  readonly orderId: string;
  readonly sellerPartyId: string;
  readonly buyerPartyId: string;
  readonly kind: DealKind;
  /** What was ordered: the offer as it stood. */
  readonly offerId: string;
  readonly content: OfferContent;
  readonly purpose: string;
  /** As last proposed before the contract, as last agreed after it. */
  readonly terms: ContractTerms;
  readonly termsVersion: number;
  readonly reservation?: { readonly reservationId: string; readonly expiresAt: string };
  /** Contract digest by the side that signed it, for the present version of the terms. */
  readonly signed: { readonly [side in OrderSide]?: string };
  readonly sharingId?: string;
  readonly grantId?: string;
  readonly refusal?: { readonly code: string; readonly obstacles: JsonObject };
  /** The contract that stands, and the day of the sale. */
  readonly contract?: {
    readonly digest: string;
    readonly on: string;
    readonly fundingUntil?: string;
  };
  readonly amendment?: OrderData<'AmendmentProposed'>;
  readonly amendments: number;
  readonly bound: readonly BoundPledge[];
  /** Of the order's own postings. */
  readonly balances: Balances;
  /** The price less what it was reduced by before settlement. */
  readonly due: bigint;
  readonly received: bigint;
  readonly fundingIds: ReadonlySet<string>;
  readonly deliveryUntil?: string;
  readonly deliveries: readonly Delivery[];
  readonly acceptanceUntil?: string;
  /** Set while a rejected delivery is to be made anew. */
  readonly cureUntil?: string;
  readonly settled?: OrderData<'OrderSettled'>;
  /** Of the settled price. */
  readonly refunded: bigint;
  readonly disputes: number;
  readonly dispute?: OrderData<'DisputeOpened'> & { readonly resumes: OrderStage };
  readonly refunds: number;
  readonly refund?: OrderData<'RefundGranted'> & { readonly resumes: OrderStage };
  readonly terminationBy?: OrderSide;
  readonly isLicenceEnded: boolean;
  /** Last day of use, where the contract or the licence ended before its term. */
  readonly useEndedOn?: string;
}

/** `undefined`: nothing has been placed under this id. */
export type OrderState = PlacedOrder | undefined;

export const orderStream = (orderId: string): string => `order-${orderId}`;

/** Whether it came to nothing, or was undone: what the title keeps for it is given up. */
export const isUndone = ({ stage }: Pick<PlacedOrder, 'stage'>): boolean =>
  stage === 'refused' || stage === 'cancelled' || stage === 'refunded' || stage === 'terminated';

/** Whether nothing more can happen. */
export const hasEnded = (order: Pick<PlacedOrder, 'stage'>): boolean =>
  order.stage === 'closed' || isUndone(order);

/**
 * Whether the title has said its word on the placing: `waitFor=decided` waits for this. Everything
 * but `placed` has been decided; an ordinary order is decided as it is placed.
 */
export const isDecided = (order: PlacedOrder): boolean => order.stage !== 'placed';

/**
 * Whether the contract lets the buyer use the data: from the payment that is due before delivery on
 * until the contract or the licence ends; the licence's own term, purpose and count come on top. A
 * dispute stops nothing by itself; who gets his money back stops at once.
 */
export const entitles = (order: PlacedOrder): boolean => {
  if (order.isLicenceEnded) return false;
  if (order.kind === 'exclusive' && order.grantId === undefined) return false;
  switch (order.stage) {
    case 'funded':
    case 'delivering':
    case 'delivered':
    case 'accepted':
    case 'settled':
    case 'closed':
      return true;
    case 'disputed':
      return order.dispute !== undefined && entitles({ ...order, stage: order.dispute.resumes });
    case 'refunding':
      return order.refund?.kind === 'partial';
    case 'placed':
    case 'licensed':
    case 'licenceReserved':
    case 'contracted':
    case 'refused':
    case 'cancelled':
    case 'refunded':
    case 'terminated':
      return false;
  }
};

/** Fen that must have come in before anything is delivered. */
export const dueFirst = ({ terms, due }: Pick<PlacedOrder, 'terms' | 'due'>): bigint => {
  const first = terms.deposit === undefined ? due : minorUnits(terms.deposit);
  return first < due ? first : due;
};

/** The side on which one of these parties is; `undefined` for everybody else. */
export const sideOf = (
  { sellerPartyId, buyerPartyId }: Pick<PlacedOrder, 'sellerPartyId' | 'buyerPartyId'>,
  partyIds: readonly string[],
): OrderSide | undefined => {
  if (partyIds.includes(sellerPartyId)) return 'seller';
  return partyIds.includes(buyerPartyId) ? 'buyer' : undefined;
};

export const evolveOrder = (state: OrderState, event: OrderEvent): OrderState => {
  if (event.type === 'OrderPlaced') return begun(event.data);
  if (state === undefined) throw new Error('An order stream does not begin with OrderPlaced.');
  const postings = 'postings' in event.data ? (event.data.postings ?? []) : [];
  const balances = postings.length === 0 ? state.balances : posted(state.balances, postings);
  return { ...changed(state, event), balances, version: state.version + 1 };
};

type Later = Exclude<OrderEvent, { type: 'OrderPlaced' }>;

const changed = (order: PlacedOrder, event: Later): PlacedOrder => {
  if (isAgreement(event)) return agreedAfter(order, event);
  if (isPerformance(event)) return performedAfter(order, event);
  if (isRemedy(event)) return remediedAfter(order, event);
  const { type, data } = event;
  switch (type) {
    case 'OrderLicensed':
      return { ...order, stage: 'licensed', bound: data.bound ?? [] };
    case 'LicenceReservationNoted': {
      const { reservationId, expiresAt } = data;
      return { ...order, stage: 'licenceReserved', reservation: { reservationId, expiresAt } };
    }
    case 'LicenceRefused': {
      const { code, obstacles } = data;
      return { ...order, stage: 'refused', refusal: { code, obstacles } };
    }
    case 'LicenceGrantNoted':
      return { ...order, grantId: data.grantId, bound: data.bound ?? [] };
    case 'ProceedsBound':
      return order;
    case 'OrderCancelled':
      return { ...order, stage: 'cancelled' };
  }
};

const begun = (data: OrderData<'OrderPlaced'>): PlacedOrder => {
  const { orderId, offerId, sellerPartyId, buyerPartyId, content, purpose } = data;
  const terms = data.terms ?? listedTerms(content);
  return {
    stage: 'placed',
    version: 1,
    orderId,
    sellerPartyId,
    buyerPartyId,
    kind: content.kind,
    offerId,
    content,
    purpose,
    terms,
    termsVersion: 1,
    signed: {},
    amendments: 0,
    bound: [],
    balances: new Map(),
    due: minorUnits(terms.price.gross),
    received: 0n,
    fundingIds: new Set(),
    deliveries: [],
    refunded: 0n,
    disputes: 0,
    refunds: 0,
    isLicenceEnded: false,
  };
};
