import type { RightKind } from '../asset/asset.events.js';
import type { Money } from '../money.js';

/** Facts of `valuation-<assetId>`: what it is worth, as appraisers said. */

export type Approach = 'cost' | 'income' | 'market';

/** 资产评估报告 as reported; a valuation never changes a carrying amount. */
export type Appraisal = {
  readonly valuationId: string;
  readonly reportNumber: string;
  readonly firmPartyId: string;
  /** Random tokens of the two who signed (资产评估法 art. 27); never names. */
  readonly signatories: readonly string[];
  /** SHA-256 of the report, hex. */
  readonly reportDigest: string;
  readonly purpose: 'pledge' | 'transaction' | 'contribution' | 'booking' | 'other';
  readonly valueType: 'market' | 'investment' | 'inUse' | 'other';
  readonly rightsValued: readonly RightKind[];
  readonly results: readonly { readonly approach: Approach; readonly value: Money }[];
  /** Why there is one approach only (资产评估法 art. 26 asks for two). */
  readonly singleApproachReason?: string;
  readonly value: Money;
  /** 评估基准日. */
  readonly baseDate: string;
  readonly issuedOn: string;
  /** Inclusive last day; normally base date + 1 year − 1 day. */
  readonly validUntil: string;
  readonly assumptions: readonly string[];
  readonly limitations: readonly string[];
};

export type ValuationEvent =
  | {
      /** A holder of the asset lets a firm see it and record appraisals of it. */
      readonly type: 'AppraiserNamed';
      readonly data: {
        readonly assetId: string;
        readonly firmPartyId: string;
        readonly holderPartyId: string;
        /** Inclusive last day. */
        readonly until: string;
        /** The title's version at which the holder was found among its holders. */
        readonly titleVersion: number;
      };
    }
  | {
      readonly type: 'ValuationRecorded';
      readonly data: Appraisal & {
        readonly assetId: string;
        /** The title's version at which the valued rights were found on it. */
        readonly titleVersion: number;
      };
    };
