/**
 * An asset as a claim knows it. `registeredPosition` is the position from which the register has it
 * with this content (its registration, or a change since): it decides which of two is the later one.
 */
export type ClaimedAsset = {
  readonly assetId: string;
  readonly applicantPartyId: string;
  readonly registrarPartyId: string;
  readonly registeredPosition: number;
};

/** Facts of `claim-content-<digest>`: who registered this content, in whatever order they came. */
export type ContentClaimEvent =
  | {
      readonly type: 'ContentClaimed';
      readonly data: { readonly contentDigest: string; readonly claimant: ClaimedAsset };
    }
  | {
      /** Another holder has it, too. */
      readonly type: 'ContentClaimedAgain';
      readonly data: {
        readonly contentDigest: string;
        readonly claimant: ClaimedAsset;
        readonly earlier: ClaimedAsset;
        readonly later: ClaimedAsset;
      };
    };

/** The fact of `claim-similar-<pairId>`: two assets of two holders were found to be alike. */
export type SimilarPairEvent = {
  readonly type: 'SimilarPairNoticed';
  readonly data: {
    readonly earlier: ClaimedAsset;
    readonly later: ClaimedAsset;
    /** Estimated similarity in thousandths. */
    readonly similarityPermille: number;
    readonly sketchVersion: number;
    readonly policyVersion: number;
  };
};

/** Somebody else's asset has, or may have, the content of an earlier one. */
export type CopyNoticed = Extract<
  ContentClaimEvent | SimilarPairEvent,
  { type: 'ContentClaimedAgain' | 'SimilarPairNoticed' }
>;
export const copyNoticedTypes: readonly CopyNoticed['type'][] = [
  'ContentClaimedAgain',
  'SimilarPairNoticed',
];
