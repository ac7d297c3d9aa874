import type { FractionText } from '../fraction.js';

/** What an order buys where it buys the right itself: all of the entry, or the seller's share. */
export type SoldRight = {
  /** Exact part of the whole entry; absent: all of it. */
  readonly share?: FractionText;
};

/** What is sold under an offer, beyond licences in any number. */
export type SaleLimits = {
  /** Licences that may stand or be reserved at once, at most; absent: any number. */
  readonly cap?: number;
  /** The right itself is for sale and not a licence. */
  readonly transfer?: SoldRight;
};

/** Highest cap of an offer: every licence under it is written into the title. */
export const licencesCapMax = 1_000;

/** Facts of a title about what is sold under an offer. Part of `TitleEvent`. */
export type SaleEvent =
  | {
      /** Fewer licences than before; never fewer than are taken, and never more. */
      readonly type: 'LicensingCapLowered';
      readonly data: {
        readonly assetId: string;
        readonly offerId: string;
        readonly cap: number;
        readonly on: string;
      };
    }
  | {
      /** The sale of the right is contracted: it is kept for the buyer until he has to have paid. */
      readonly type: 'ReservationHeld';
      readonly data: {
        readonly assetId: string;
        readonly reservationId: string;
        readonly orderId: string;
        /** Instant (RFC 3339 UTC) at which it lapses unless the right has moved. */
        readonly expiresAt: string;
        /** Version of the title policy that the time after the last day to pay follows from. */
        readonly policyVersion: number;
        /** Consents that it relied on; used up by it. */
        readonly consentIds?: readonly string[];
      };
    };
