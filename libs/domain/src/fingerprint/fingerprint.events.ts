/** What tells one content from another, as the applicant states it. */
export type Fingerprint = {
  /** SHA-256 of the content, hex. */
  readonly contentDigest: string;
  /** Names of fields or columns. */
  readonly fields?: readonly string[];
  /** SHA-256 of sample records, hex. */
  readonly sampleDigests?: readonly string[];
};

/** By what two assets were found to be alike. */
export type DuplicateBasis = 'content' | 'similarity';

/**
 * Facts of `asset-<assetId>`, the later of two assets. The earlier one is not named: it may be
 * another organisation's; who may see both finds it in the list of duplicates.
 */
export type DuplicateEvent =
  | {
      readonly type: 'DuplicateNoticed';
      readonly data: {
        readonly assetId: string;
        readonly registrarPartyId: string;
        /** From 1 within the asset. */
        readonly duplicateNo: number;
        /** Also the id of the bar on the title. */
        readonly duplicateId: string;
        readonly basis: DuplicateBasis;
        /** Estimated similarity in thousandths; 1000 for equal content. */
        readonly similarityPermille: number;
        /** Version of the policy whose threshold it passed; absent for equal content. */
        readonly policyVersion?: number;
      };
    }
  | {
      readonly type: 'DuplicateResolved';
      readonly data: {
        readonly assetId: string;
        readonly duplicateNo: number;
        readonly duplicateId: string;
        /** `unfounded` lifts the bar, `upheld` leaves it. */
        readonly decision: 'unfounded' | 'upheld';
        readonly reason: string;
      };
    };
