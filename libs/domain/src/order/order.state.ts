import type { JsonObject } from '../json.js';
import type { DealKind } from '../offer/offer.events.js';
import type { OrderEvent } from './order.events.js';

/** How far an order has come. `refused` and `cancelled` are ends. */
export type OrderStage =
  'placed' | 'licensed' | 'licenceReserved' | 'contracted' | 'refused' | 'cancelled';

export type OrderSide = 'seller' | 'buyer';

export interface PlacedOrder {
  readonly stage: OrderStage;
  readonly orderId: string;
  readonly sellerPartyId: string;
  readonly buyerPartyId: string;
  readonly kind: DealKind;
  readonly reservation?: { readonly reservationId: string; readonly expiresAt: string };
  /** Contract digest by the side that signed it. */
  readonly signed: { readonly [side in OrderSide]?: string };
  readonly grantId?: string;
  readonly refusal?: { readonly code: string; readonly obstacles: JsonObject };
}

/** `undefined`: nothing has been placed under this id. */
export type OrderState = PlacedOrder | undefined;

/** Whether nothing more can happen that the title has not been told of. */
export const hasEnded = ({ stage }: PlacedOrder): boolean =>
  stage === 'refused' || stage === 'cancelled';

/**
 * Whether the title has said its word on the placing: `waitFor=decided` waits for this. Everything
 * but `placed` has been decided; an ordinary order is decided as it is placed.
 */
export const isDecided = (order: PlacedOrder): boolean => order.stage !== 'placed';

/** The side that a party is on; `undefined` for everybody else. */
export const sideOf = (
  { sellerPartyId, buyerPartyId }: Pick<PlacedOrder, 'sellerPartyId' | 'buyerPartyId'>,
  partyId: string,
): OrderSide | undefined => {
  if (partyId === sellerPartyId) return 'seller';
  return partyId === buyerPartyId ? 'buyer' : undefined;
};

export const evolveOrder = (state: OrderState, { type, data }: OrderEvent): OrderState => {
  switch (type) {
    case 'OrderPlaced':
      return {
        stage: 'placed',
        orderId: data.orderId,
        sellerPartyId: data.sellerPartyId,
        buyerPartyId: data.buyerPartyId,
        kind: data.content.kind,
        signed: {},
      };
    case 'OrderLicensed':
      return { ...placed(state), stage: 'licensed' };
    case 'LicenceReservationNoted': {
      const { reservationId, expiresAt } = data;
      return {
        ...placed(state),
        stage: 'licenceReserved',
        reservation: { reservationId, expiresAt },
      };
    }
    case 'LicenceRefused': {
      const { code, obstacles } = data;
      return { ...placed(state), stage: 'refused', refusal: { code, obstacles } };
    }
    case 'OrderSigned': {
      const order = placed(state);
      return { ...order, signed: { ...order.signed, [data.side]: data.contractDigest } };
    }
    case 'OrderContracted':
      return { ...placed(state), stage: 'contracted' };
    case 'LicenceGrantNoted':
      return { ...placed(state), grantId: data.grantId };
    case 'OrderCancelled':
      return { ...placed(state), stage: 'cancelled' };
  }
};

const placed = (state: OrderState): PlacedOrder => {
  if (state === undefined) throw new Error('An order stream does not begin with OrderPlaced.');
  return state;
};
