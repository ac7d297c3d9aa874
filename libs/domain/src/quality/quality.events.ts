import type { PerDimension } from './quality.score.js';

/** In which capacity somebody assessed. */
export type AssessorRole = 'holder' | 'registrar' | 'appraiser';

/** What was found of an asset's quality on a day. */
export type QualityAssessment = {
  readonly assessmentId: string;
  /** Day on which the data was looked at. */
  readonly assessedOn: string;
  /** How it was measured. */
  readonly method: string;
  /** 0 to 100 per dimension. */
  readonly scores: PerDimension;
  /** They add up to 1. */
  readonly weights: PerDimension;
  /** The weighted score, exact: a valuation uses it ÷ 100. */
  readonly score: string;
  /** SHA-256 of the report, hex. */
  readonly reportDigest?: string;
};

/** Facts of `asset-<assetId>` on its quality. */
export type QualityEvent = {
  readonly type: 'QualityAssessed';
  readonly data: QualityAssessment & {
    readonly assetId: string;
    readonly assessorPartyId: string;
    readonly assessorRole: AssessorRole;
    /** Version of the quality policy whose weights were used; absent: they were stated. */
    readonly weightsPolicyVersion?: number;
  };
};
