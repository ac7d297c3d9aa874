import type { JsonObject } from '../json.js';
import type { OfferContent } from '../offer/offer.events.js';

/** Facts of `order-<orderId>`: one transaction on the exchange. */
export type OrderEvent =
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
      readonly data: {
        readonly orderId: string;
        /** The title's refusal code. */
        readonly code: string;
        readonly obstacles: JsonObject;
        readonly titleVersion: number;
      };
    }
  | {
      readonly type: 'OrderSigned';
      readonly data: {
        readonly orderId: string;
        readonly side: 'seller' | 'buyer';
        readonly partyId: string;
        /** SHA-256 of the contract, hex; both sides sign the same. */
        readonly contractDigest: string;
      };
    }
  | {
      readonly type: 'OrderContracted';
      readonly data: { readonly orderId: string; readonly contractDigest: string };
    }
  | {
      /** The reservation has become a grant on the title (grantId = reservationId). */
      readonly type: 'LicenceGrantNoted';
      readonly data: {
        readonly orderId: string;
        readonly grantId: string;
        readonly titleVersion: number;
      };
    }
  | {
      readonly type: 'OrderCancelled';
      readonly data: {
        readonly orderId: string;
        readonly reason: 'withdrawnByBuyer' | 'withdrawnBySeller' | 'reservationLapsed';
      };
    };
