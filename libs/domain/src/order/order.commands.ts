import type { Abroad } from '../cross-border/export-gate.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';
import type { GateEvidence } from '../offer/trading-gates.js';
import type { LicensingEvidence } from '../offer/licensing-evidence.js';
import type { OfferContent } from '../offer/offer.events.js';
import type { Assessments } from '../offer/opinion.js';
import type { OfferStage } from '../offer/offer.state.js';
import type { Wanted } from '../offer/product.rules.js';
import type { BoundPledge } from '../settlement/pay-down.js';
import type { SharingEvidence } from '../sharing/sharing.evidence.js';
import type { ChargeCommand } from './charge.commands.js';
import type { Calendar, InPlaceOf, Of, OrderRules, TermsChange } from './command-parts.js';
import type { SideIdentity, SourceStatement } from './contract.events.js';
import type { RejectionGround } from './performance.events.js';
import type { RemedyCommand } from './remedy.commands.js';

/** The offer as the buyer's request met it (evidence: rule pattern 2). */
export interface OfferEvidence {
  readonly offerId: string;
  readonly version: number;
  readonly stage: OfferStage;
  readonly sellerPartyId: string;
  readonly content: OfferContent;
  /** Inclusive last day of the listing; absent on a draft. */
  readonly until?: string;
  readonly assessments?: Assessments;
}

export type { InPlaceOf, OrderRules, TermsChange } from './command-parts.js';

/** A side as its own stream describes it now. */
export type SideNow = SideIdentity & {
  readonly isSuspended?: boolean;
  /** It is named in a register that does not tell the mainland: it must be registered itself. */
  readonly isOfOtherRegister?: boolean;
};

export type PlaceOrder = Of<
  'PlaceOrder',
  {
    readonly offer: OfferEvidence;
    readonly gates: GateEvidence;
    readonly purpose: string;
    /** Id under which an ordinary licence runs, should it be given. */
    readonly licenceId: string;
    /** The title at the time of placing; only ordinary deals are checked against it here. */
    readonly licensing?: LicensingEvidence;
    /** Pledges behind the consents that the standing authorisation relies on. */
    readonly bound?: readonly BoundPledge[];
    /** Absent: as shipped. */
    readonly rules?: OrderRules & Calendar;
    readonly sides?: { readonly seller: SideNow; readonly buyer: SideNow };
    readonly source?: SourceStatement;
    /** Which mode, and which version of the offer the buyer has looked at. */
    readonly wanted?: Wanted;
  }
>;

export type ProposeTerms = Of<
  'ProposeTerms',
  InPlaceOf & Calendar & { readonly change: TermsChange }
>;

export type SignContract = Of<
  'SignContract',
  InPlaceOf &
    Calendar & {
      readonly contractDigest: string;
      /** Absent: 1, the offer's own terms. */
      readonly termsVersion?: number;
      /** The seller's; pattern 2: who owns that agreement. */
      readonly sharing?: { readonly sharingId: string; readonly ownerPartyId: string };
      /** The side declares that the two are related parties. */
      readonly isRelated?: boolean;
    }
>;

export type CancelOrder = Of<'CancelOrder', InPlaceOf>;

/** Exchange process: the title holds the licence for this order until `expiresAt`. */
export type NoteReservation = Of<
  'NoteReservation',
  {
    readonly reservationId: string;
    readonly titleVersion: number;
    readonly expiresAt: string;
  }
>;

/** Registry process: the title refused to reserve, or to turn the reservation into a grant. */
export type RefuseLicence = Of<
  'RefuseLicence',
  {
    readonly code: string;
    readonly obstacles: JsonObject;
    readonly titleVersion: number;
  }
>;

/** Exchange process: the reservation has become a grant. */
export type NoteGrant = Of<
  'NoteGrant',
  {
    readonly grantId: string;
    readonly titleVersion: number;
    /** Pledges behind the consents that it relied on. */
    readonly bound?: readonly BoundPledge[];
  }
>;

/** Exchange process: the right that was sold has moved. */
export type NoteTransfer = Of<
  'NoteTransfer',
  {
    readonly transferId: string;
    readonly toHoldingId: string;
    readonly titleVersion: number;
    /** Pledges behind the consents that it relied on. */
    readonly bound?: readonly BoundPledge[];
  }
>;

/** Exchange process: the reservation ran out before it became a grant. */
export type NoteReservationLapse = Of<'NoteReservationLapse', { readonly reservationId: string }>;

/** Sweep: the time to sign is over. */
export type NoteSigningLapse = Of<'NoteSigningLapse'>;

export type ProposeAmendment = Of<
  'ProposeAmendment',
  InPlaceOf & { readonly change: TermsChange; readonly contractDigest: string }
>;

export type AgreeAmendment = Of<
  'AgreeAmendment',
  InPlaceOf & Calendar & { readonly amendmentNo: number; readonly contractDigest: string }
>;

export type DeclineAmendment = Of<
  'DeclineAmendment',
  InPlaceOf & { readonly amendmentNo: number; readonly reason: string }
>;

/** Operator: money of the buyer has come in. */
export type FundOrder = Of<
  'FundOrder',
  Calendar & { readonly fundingId: string; readonly amount: Money; readonly reference: string }
>;

/** Pattern 2: what is looked at again before data leaves. */
export interface DeliveryGate {
  readonly titleVersion: number;
  /** What forbids it now; absent: nothing. */
  readonly obstacles?: JsonObject;
  /** It leaves the country: for a foreign buyer, or to where the seller says. */
  readonly abroad?: Abroad;
}

export type DeliverData = Of<
  'DeliverData',
  InPlaceOf &
    Calendar & {
      readonly contentDigest: string;
      readonly records?: number;
      readonly bytes?: number;
      readonly description?: string;
      readonly isLast: boolean;
      readonly gate: DeliveryGate;
    }
>;

export type ReceiveDelivery = Of<
  'ReceiveDelivery',
  InPlaceOf & { readonly deliveryNo: number; readonly contentDigest: string }
>;

export type RejectDelivery = Of<
  'RejectDelivery',
  InPlaceOf &
    Calendar & {
      readonly ground: RejectionGround;
      readonly explanation: string;
      readonly deliveryNos: readonly number[];
      /** Days to deliver anew; absent: as shipped. */
      readonly cureDays?: number;
    }
>;

export type AcceptOrder = Of<'AcceptOrder', InPlaceOf & Calendar>;

/** Sweep: the period of inspection is over and the buyer said nothing. */
export type AcceptBySilence = Of<'AcceptBySilence', Calendar>;

/** Process after acceptance, or seller or operator when something stood in the way. */
export type SettleOrder = Of<
  'SettleOrder',
  InPlaceOf &
    Calendar & {
      readonly rules: OrderRules['settlement'];
      readonly sharing?: SharingEvidence;
    }
>;

/** Sweep: after-sale is over. */
export type CloseOrder = Of<'CloseOrder'>;

export type OrderCommand =
  | PlaceOrder
  | ProposeTerms
  | SignContract
  | CancelOrder
  | NoteReservation
  | RefuseLicence
  | NoteGrant
  | NoteTransfer
  | NoteReservationLapse
  | NoteSigningLapse
  | ProposeAmendment
  | AgreeAmendment
  | DeclineAmendment
  | FundOrder
  | DeliverData
  | ReceiveDelivery
  | RejectDelivery
  | AcceptOrder
  | AcceptBySilence
  | SettleOrder
  | CloseOrder
  | RemedyCommand
  | ChargeCommand;
