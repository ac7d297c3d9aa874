import { minorUnits } from '../money.js';
import { mainland } from '../party/party-identifier.js';
import { accountOf, posted } from '../settlement/posting.js';
import { chargedAfter, isCharging, nothingCharged } from './charge.state.js';
import type { OrderSide } from './contract.events.js';
import { agreedAfter, isAgreement } from './contract.state.js';
import { isConfirmed } from './deal.js';
import type { ChargeEvent } from './charge.events.js';
import type { OrderData, OrderEvent } from './order.events.js';
import { isPerformance, performedAfter } from './performance.state.js';
import type { PlacedOrder } from './placed-order.js';
import { isRemedy, remediedAfter } from './remedy.state.js';
import { listedTerms } from './terms.js';

export type { OrderSide } from './contract.events.js';
export {
  courseStages,
  orderStages,
  sideStages,
  type Delivery,
  type OrderStage,
  type PlacedOrder,
} from './placed-order.js';

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
 * dispute stops nothing by itself; who gets his money back stops at once. Who has bought the right
 * itself uses the data as its holder, and not under a licence.
 */
export const entitles = (order: PlacedOrder): boolean => {
  if (order.isLicenceEnded) return false;
  if (order.kind === 'transfer' || !isConfirmed(order)) return false;
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
  if (isCharging(event)) return withCharge(order, event);
  const { type, data } = event;
  switch (type) {
    case 'OrderLicensed':
      return {
        ...{ ...order, stage: 'licensed', bound: data.bound ?? [] },
        ...(data.signUntil !== undefined && { signUntil: data.signUntil }),
      };
    case 'LicenceReservationNoted': {
      const { reservationId, expiresAt } = data;
      // A reservation that is held for longer is noted again, whatever has happened since.
      const stage = order.stage === 'placed' ? 'licenceReserved' : order.stage;
      return { ...order, stage, reservation: { reservationId, expiresAt } };
    }
    case 'LicenceRefused': {
      const { code, obstacles } = data;
      return { ...order, stage: 'refused', refusal: { code, obstacles } };
    }
    case 'LicenceGrantNoted':
      return { ...order, grantId: data.grantId, bound: data.bound ?? [] };
    case 'RightTransferNoted': {
      const { transferId, toHoldingId } = data;
      return { ...order, transfer: { transferId, toHoldingId }, bound: data.bound ?? [] };
    }
    case 'ProceedsBound':
      return order;
    case 'OrderCancelled':
      return { ...order, stage: 'cancelled' };
  }
};

const withCharge = (order: PlacedOrder, event: ChargeEvent): PlacedOrder => {
  const own = accountOf('payable', order.sellerPartyId);
  const charging = chargedAfter(order.charging, event, own);
  if (event.type !== 'ChargesPaid') return { ...order, charging };
  const fundingIds = new Set(order.fundingIds).add(event.data.fundingId);
  return { ...order, charging, fundingIds };
};

const begun = (data: OrderData<'OrderPlaced'>): PlacedOrder => {
  const { orderId, offerId, sellerPartyId, buyerPartyId, content, purpose } = data;
  const terms = data.terms ?? listedTerms(content);
  const country = data.identities?.buyer.country ?? mainland;
  return {
    stage: 'placed',
    version: 1,
    orderId,
    sellerPartyId,
    buyerPartyId,
    ...(country !== mainland && { isBuyerAbroad: true }),
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
    charging: nothingCharged,
    isLicenceEnded: false,
  };
};
