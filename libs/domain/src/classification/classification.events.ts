import type { Category, Grade, Origin } from '../asset/asset-description.js';
import type { Grading } from './grading.js';

/** On what the handling of personal information rests, PIPL art. 13. */
export type PersonalBasis =
  | 'consent'
  | 'contract'
  | 'legalDuty'
  | 'publicHealth'
  | 'publicInterestNews'
  | 'lawfullyPublished'
  | 'otherLaw';

/** 分类分级标签 of an asset: 类别 × 级别, origin, and the basis where it is personal. */
export type Label = {
  readonly category?: Category;
  readonly grade: Grade;
  readonly origin?: Origin;
  readonly personalBasis?: PersonalBasis;
};

/** A source as its own stream stood when the handler read it: evidence in the command. */
export type SourceGrade = {
  readonly assetId: string;
  /** Version of `asset-<assetId>`; 0 where there is no such asset. */
  readonly version: number;
  /** Absent: the source has no grade. */
  readonly grade?: Grade;
};

/** Facts of `asset-<assetId>` on its classification. */
export type ClassificationEvent = {
  readonly type: 'AssetReclassified';
  readonly data: {
    readonly assetId: string;
    readonly applicantPartyId: string;
    /** The label until then; a grade only where it had one. */
    readonly from: Partial<Label>;
    readonly to: Label;
    readonly reason: string;
    /** SHA-256 of the grading report, hex. */
    readonly evidenceDigest?: string;
    /** Inclusive last day; to be graded again before it is over (GB/T 43697-2024 annex J). */
    readonly validUntil: string;
    /** First day on which re-grading is due; absent: on the last day. */
    readonly regradeFrom?: string;
    /** Version of the classification policy that the limits came from. */
    readonly policyVersion: number;
    /** The items that the grade follows from, graded by a version of the table. */
    readonly grading?: Grading;
    /** The sources it was considered against (就高从严). */
    readonly sources: readonly SourceGrade[];
    /** Why it is graded below its sources; there exactly where it is. */
    readonly exceptionReason?: string;
  };
};
