import type { RightKind } from '../asset/asset.events.js';
import type { Money } from '../money.js';
import type { Approach } from './engine/engine.js';
import type { ComputedModel, ModelInputs } from './engine/inputs.js';
import type { Step } from './engine/working.js';

/** Facts of `valuation-<assetId>`: what it is worth, as appraisers said. */

/**
 * What one approach came to. With inputs the engine has computed it; `external`: the figure is the
 * report's own, told by its digest alone, and nobody here has computed it.
 */
export type ApproachResult = {
  readonly approach: Approach;
  readonly value: Money;
  /** Absent in records that are older than the engine: `external`. */
  readonly model?: ComputedModel | 'external';
  readonly modelVersion?: number;
  readonly engineVersion?: number;
  readonly inputs?: ModelInputs;
  /** Everything between the inputs and the value. */
  readonly steps?: readonly Step[];
};

/** The assessment of quality that stood when the report was recorded (rule pattern 2). */
export type QualityEvidence = {
  readonly stream: string;
  readonly version: number;
  readonly assessmentId: string;
  readonly assessedOn: string;
  /** 0 to 100; a computation uses it ÷ 100. */
  readonly score: string;
};

/** What the report must tell besides (Guidance on disclosure; Report standard). */
export type Disclosures = {
  /** 委托人. */
  readonly clientPartyId?: string;
  /** 其他报告使用人, by what they are. */
  readonly users?: readonly string[];
  /** 评估对象和范围. */
  readonly objectAndScope?: string;
  /** 数据资产基本信息和权利信息. */
  readonly rightsInformation?: string;
  /** 质量评价: aim, method, result, problems. */
  readonly qualityEvaluation?: string;
  /** 应用场景, with its limits of territory, field and law. */
  readonly scenarios?: string;
  /** 宏观经济和行业前景. */
  readonly outlook?: string;
  /** 评估依据: laws, standards, proofs of rights, sources of prices. */
  readonly basis?: readonly string[];
  /** 评估依据的信息来源. */
  readonly basisSources?: string;
  /** 利用专家工作及其他报告. */
  readonly useOfExperts?: string;
  /** 其他必要信息. */
  readonly otherInformation?: string;
  /** 评估方法的选择及其理由. */
  readonly methodReason?: string;
  /** 重要参数的来源、分析、比较与测算过程. */
  readonly parameterSources?: readonly {
    readonly parameter: string;
    readonly source: string;
    readonly analysis?: string;
  }[];
  /** 评估结果的分析. */
  readonly resultAnalysis?: string;
  /** 评估结论的形成. */
  readonly conclusionReason?: string;
  /** 评估程序实施过程. */
  readonly procedure?: string;
  /** 特别事项说明. */
  readonly specialMatters?: string;
  /** 评估报告使用限制说明. */
  readonly limitsOnUse?: string;
};

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
  readonly results: readonly ApproachResult[];
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
  readonly disclosures?: Disclosures;
  /** Absent where nobody had assessed the asset's quality. */
  readonly quality?: QualityEvidence;
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
    }
  | {
      /** A later report of the same firm has come in its place. */
      readonly type: 'ValuationSuperseded';
      readonly data: {
        readonly assetId: string;
        readonly valuationId: string;
        readonly byValuationId: string;
        /** From this instant on nothing rests on it. */
        readonly at: string;
      };
    }
  | {
      /** The firm no longer stands by its report. */
      readonly type: 'ValuationWithdrawn';
      readonly data: {
        readonly assetId: string;
        readonly valuationId: string;
        readonly reason: string;
        /** From this instant on nothing rests on it. */
        readonly at: string;
      };
    }
  | {
      /** A lender says on which valid report what it lends rests, or that it goes by the latest. */
      readonly type: 'AppraisalChosen';
      readonly data: {
        readonly assetId: string;
        readonly lenderPartyId: string;
        /** Absent: whichever is the latest. */
        readonly valuationId?: string;
        readonly reason: string;
        /** From this instant on, while the report is valid. */
        readonly at: string;
        /** The title's version at which the lender was found let in or registered. */
        readonly titleVersion: number;
      };
    };
