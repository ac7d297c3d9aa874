import type { JsonObject } from '../json.js';
import type { GatesPassed, OfferContent } from '../offer/offer.events.js';
import type { BoundPledge } from '../settlement/pay-down.js';
import type { ChargeEvent } from './charge.events.js';
import type {
  ContractEvent,
  ContractTerms,
  Moves,
  SideIdentity,
  SourceStatement,
} from './contract.events.js';
import type { PerformanceEvent } from './performance.events.js';
import type { RemedyEvent } from './remedy.events.js';

/** Why an order that was never contracted, or never granted, ended. */
export const cancellationReasons = [
  'withdrawnByBuyer',
  'withdrawnBySeller',
  'reservationLapsed',
  'notSigned',
] as const;
export type CancellationReason = (typeof cancellationReasons)[number];

/** Facts of `order-<orderId>`: one transaction on the exchange. */
export type OrderEvent =
  | ContractEvent
  | PerformanceEvent
  | RemedyEvent
  | ChargeEvent
  | {
      readonly type: 'OrderPlaced';
      readonly data: {
        readonly orderId: string;
        readonly offerId: string;
        readonly offerVersion: number;
        readonly sellerPartyId: string;
        readonly buyerPartyId: string;
        /** The offer as it stood: a later change of the offer changes no order. */
        readonly content: OfferContent;
        readonly purpose: string;
        /** Version 1 of the terms: the offer's price, the periods of the trading policy. */
        readonly terms?: ContractTerms;
        /** Versions of the policies that the terms come from. */
        readonly policies?: { readonly trading: number; readonly settlement: number };
        /** Who the sides are and where the data comes from, kept with the deal (art. 33). */
        readonly identities?: { readonly seller: SideIdentity; readonly buyer: SideIdentity };
        readonly source?: SourceStatement;
        /** What the gates of trading passed on. */
        readonly passed?: GatesPassed;
      };
    }
  | {
      /** An ordinary order runs under the standing authorisation; the title is not written. */
      readonly type: 'OrderLicensed';
      readonly data: {
        readonly orderId: string;
        readonly licenceId: string;
        /** The title's version at which the authorisation was found open. */
        readonly titleVersion: number;
        /** Inclusive last day to sign: after it the clock calls the order off. */
        readonly signUntil?: string;
        /** Pledges whose pledgees consented to licences under this offer. */
        readonly bound?: readonly BoundPledge[];
      };
    }
  | {
      readonly type: 'LicenceReservationNoted';
      readonly data: {
        readonly orderId: string;
        readonly reservationId: string;
        readonly titleVersion: number;
        readonly expiresAt: string;
      };
    }
  | {
      /** The one event that this stream takes from the other service: why the title refused. */
      readonly type: 'LicenceRefused';
      readonly data: Moves & {
        readonly orderId: string;
        /** The title's refusal code. */
        readonly code: string;
        readonly obstacles: JsonObject;
        readonly titleVersion: number;
      };
    }
  | {
      /** The reservation has become a grant on the title (grantId = reservationId). */
      readonly type: 'LicenceGrantNoted';
      readonly data: {
        readonly orderId: string;
        readonly grantId: string;
        readonly titleVersion: number;
        /** Pledges whose pledgees consented to this grant. */
        readonly bound?: readonly BoundPledge[];
      };
    }
  | {
      /** The right that was sold has moved on the title (transferId = reservationId). */
      readonly type: 'RightTransferNoted';
      readonly data: {
        readonly orderId: string;
        readonly transferId: string;
        /** The entry that the buyer holds now, alone or with others. */
        readonly toHoldingId: string;
        readonly titleVersion: number;
        /** Pledges whose pledgees consented to the transfer. */
        readonly bound?: readonly BoundPledge[];
      };
    }
  | {
      /** The proceeds of a pledged right are spoken for: their pledgees see it from here on. */
      readonly type: 'ProceedsBound';
      readonly data: {
        readonly orderId: string;
        readonly pledges: readonly BoundPledge[];
      };
    }
  | {
      readonly type: 'OrderCancelled';
      readonly data: Moves & {
        readonly orderId: string;
        readonly reason: CancellationReason;
      };
    };

export type OrderData<T extends OrderEvent['type']> = Extract<
  OrderEvent,
  { readonly type: T }
>['data'];
