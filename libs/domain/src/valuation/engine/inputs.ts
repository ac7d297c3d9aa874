import type { Ratio } from './arithmetic.js';

/** What each model computes from. Amounts are yuan, rates and coefficients decimals, all as text. */

/** 成本法, P = C × δ (Guidance, annex). */
export type CostReplacementInputs = {
  /** 前期费用, 直接成本, 间接成本, 机会成本, 相关税费: together the replacement cost C. */
  readonly costs: {
    readonly preliminary: string;
    readonly direct: string;
    readonly indirect: string;
    readonly opportunity: string;
    readonly taxes: string;
  };
  /** Quality score ÷ 100; a factor of δ. */
  readonly quality?: Ratio;
  /** Remaining economic life of the whole; a factor of δ. */
  readonly remainingLife?: Ratio;
  /** Further factors of δ. */
  readonly otherFactors?: readonly { readonly name: string; readonly factor: Ratio }[];
  /** Why δ, or a factor of it, exceeds 1. */
  readonly aboveOneReason?: string;
};

/** 成本法, P = TC × (1 + R) × U with U = α × β × (1 + l) × (1 − r) (Expert guide 9). */
export type CostExpertGuideInputs = {
  /** TC: 建设, 运维, 管理成本 to the valuation date. */
  readonly totalCost: string;
  /** R: return on cost. */
  readonly returnRate: string;
  /** α: quality score ÷ 100. */
  readonly quality?: Ratio;
  /** β = (a × open + b × public + c × shared) ÷ total. */
  readonly circulation: {
    readonly open: string;
    readonly publiclyAvailable: string;
    readonly shared: string;
    readonly total: string;
    /** a, b, c: propagation coefficients. */
    readonly openCoefficient: string;
    readonly publicCoefficient: string;
    readonly sharedCoefficient: string;
  };
  /** l: own volume of the industry's. */
  readonly scarcity: Ratio;
  /** r: risk that the value is not realised. */
  readonly risk: Ratio;
  /** Why U exceeds 1. */
  readonly aboveOneReason?: string;
};

/** Whether tax is taken off; income and discount rate must agree. */
export type TaxBasis = 'preTax' | 'postTax';

/** What all income models need: rate, moment of the flows, life. */
export type IncomeFrame = {
  readonly discount: {
    /** Stated as one figure, e.g. from a weighted average cost of capital. */
    readonly rate?: string;
    /** Or built up: the sum of these. */
    readonly buildUp?: {
      readonly riskFree: string;
      readonly management: string;
      readonly circulation: string;
      readonly security: string;
      readonly regulatory: string;
    };
    readonly basis: TaxBasis;
  };
  readonly incomeBasis: TaxBasis;
  /** Flows at the end of each year, or in its middle. */
  readonly convention: 'endOfYear' | 'midYear';
  /** What bounds the economic life, in years; the least counts. */
  readonly life?: {
    readonly legalTerm?: string;
    readonly contractTerm?: string;
    readonly updateCycle?: string;
    readonly timeliness?: string;
    readonly productLife?: string;
  };
};

/** 直接收益预测, F = R. */
export type IncomeDirectInputs = IncomeFrame & {
  /** R per year, the first one first. */
  readonly periods: readonly { readonly income: string }[];
};

/** 分成收益预测, F = R × K. */
export type IncomeShareInputs = IncomeFrame & {
  /** What the rates are shares of. */
  readonly shareOf: 'revenue' | 'profit';
  readonly periods: readonly { readonly base: string; readonly rate: string }[];
};

/** 超额收益预测, F = R − ΣC. */
export type IncomeExcessInputs = IncomeFrame & {
  readonly periods: readonly {
    readonly income: string;
    readonly workingCapital: string;
    readonly fixedAssets: string;
    readonly otherIntangibles: string;
    readonly workforce: string;
    readonly other?: string;
  }[];
};

/** 增量收益预测, F = RY − RN. */
export type IncomeIncrementalInputs = IncomeFrame & {
  readonly periods: readonly { readonly withData: string; readonly withoutData: string }[];
};

/** 市场法, P = Σ Q × X1 × X2 × X3 × X4 × X5, over the data sets that the asset is split into. */
export type MarketAdjustedInputs = {
  readonly dataSets: readonly {
    readonly name: string;
    /** Comparables of this data set; without weights their mean is Q. */
    readonly references: readonly {
      readonly value: string;
      readonly weight?: string;
      /** The deal on the exchange that it is, by which an auditor finds it. */
      readonly comparableId?: string;
    }[];
    /** 质量, 供求, 期日, 容量, 其他. */
    readonly quality: Ratio;
    readonly supplyDemand: Ratio;
    readonly date: Ratio;
    readonly volume: Ratio;
    readonly other: Ratio;
  }[];
};

/** The inputs of one model, under its name: exactly one member is there. */
export type ModelInputs = {
  readonly costReplacement?: CostReplacementInputs;
  readonly costExpertGuide?: CostExpertGuideInputs;
  readonly incomeDirect?: IncomeDirectInputs;
  readonly incomeShare?: IncomeShareInputs;
  readonly incomeExcess?: IncomeExcessInputs;
  readonly incomeIncremental?: IncomeIncrementalInputs;
  readonly marketAdjusted?: MarketAdjustedInputs;
};

export type ComputedModel = keyof ModelInputs;
