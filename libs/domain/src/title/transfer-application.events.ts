/** Why a transfer that both sides applied for is not registered; guide art. 22. */
export const transferGrounds = [
  'publicInterest',
  'unlawfulSource',
  'ownershipDispute',
  'falseProof',
  'otherLaw',
] as const;
export type TransferGround = (typeof transferGrounds)[number];

/** What moves; absent: the whole entry. */
export type TransferPart =
  | { readonly share: string }
  | { readonly purposes: readonly string[] }
  | { readonly fields: readonly string[] };

/**
 * Facts of `title-<assetId>` on a transfer that both sides apply for and the registrar reviews
 * (转让登记, guide art. 34). What is approved is a `RightTransferred` of the same `transferId`.
 */
export type TransferApplicationEvent =
  | {
      /** The transferor applies; nothing has moved. */
      readonly type: 'TransferApplied';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly holdingId: string;
        readonly toHoldingId: string;
        readonly remainingHoldingId: string;
        readonly registrarPartyId: string;
        readonly transferorPartyId: string;
        readonly transferees: readonly { readonly partyId: string; readonly share?: string }[];
        readonly part?: TransferPart;
        /** SHA-256 of the contract, hex. */
        readonly contractDigest: string;
        /** Working days that the registrar has, once all have joined. */
        readonly reviewDays: number;
        readonly on: string;
      };
    }
  | {
      /** A transferee applies with him. */
      readonly type: 'TransferJoined';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly partyId: string;
        readonly on: string;
        /** Where he was the last: inclusive last day of the review, and what counted it. */
        readonly reviewBy?: string;
        readonly calendarVersion?: number;
      };
    }
  | {
      /** One of the sides does not want it any more, or never did. */
      readonly type: 'TransferWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly partyId: string;
        readonly reason: string;
        readonly on: string;
      };
    }
  | {
      /** The registrar does not register it. */
      readonly type: 'TransferTurnedDown';
      readonly data: {
        readonly assetId: string;
        readonly transferId: string;
        readonly ground: TransferGround;
        readonly explanation: string;
        readonly on: string;
      };
    };
