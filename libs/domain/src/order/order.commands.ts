import type { Meta } from '../decider.js';
import type { JsonObject } from '../json.js';
import type { LicensingEvidence } from '../offer/licensing-evidence.js';
import type { OfferContent } from '../offer/offer.events.js';
import type { OfferStage } from '../offer/offer.state.js';

/** The offer as the buyer's request met it (evidence: rule pattern 2). */
export interface OfferEvidence {
  readonly offerId: string;
  readonly version: number;
  readonly stage: OfferStage;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  /** Inclusive last day of the listing; absent on a draft. */
  readonly until?: string;
}

export type PlaceOrder = {
  readonly type: 'PlaceOrder';
  readonly data: {
    readonly orderId: string;
    readonly offer: OfferEvidence;
    readonly purpose: string;
    /** Id under which an ordinary licence runs, should it be given. */
    readonly licenceId: string;
    /** The title at the time of placing; only ordinary deals are checked against it here. */
    readonly licensing?: LicensingEvidence;
  };
  readonly meta: Meta;
};

export type SignContract = {
  readonly type: 'SignContract';
  readonly data: { readonly orderId: string; readonly contractDigest: string };
  readonly meta: Meta;
};

export type CancelOrder = {
  readonly type: 'CancelOrder';
  readonly data: { readonly orderId: string };
  readonly meta: Meta;
};

/** Exchange process: the title holds the licence for this order until `expiresAt`. */
export type NoteReservation = {
  readonly type: 'NoteReservation';
  readonly data: {
    readonly orderId: string;
    readonly reservationId: string;
    readonly titleVersion: number;
    readonly expiresAt: string;
  };
  readonly meta: Meta;
};

/** Registry process: the title refused to reserve, or to turn the reservation into a grant. */
export type RefuseLicence = {
  readonly type: 'RefuseLicence';
  readonly data: {
    readonly orderId: string;
    readonly code: string;
    readonly obstacles: JsonObject;
    readonly titleVersion: number;
  };
  readonly meta: Meta;
};

/** Exchange process: the reservation has become a grant. */
export type NoteGrant = {
  readonly type: 'NoteGrant';
  readonly data: {
    readonly orderId: string;
    readonly grantId: string;
    readonly titleVersion: number;
  };
  readonly meta: Meta;
};

/** Exchange process: the reservation ran out before it became a grant. */
export type NoteReservationLapse = {
  readonly type: 'NoteReservationLapse';
  readonly data: { readonly orderId: string; readonly reservationId: string };
  readonly meta: Meta;
};

export type OrderCommand =
  | PlaceOrder
  | SignContract
  | CancelOrder
  | NoteReservation
  | RefuseLicence
  | NoteGrant
  | NoteReservationLapse;
