import type { IncomeFrame, ModelInputs } from '../engine/inputs.js';

/** A case that somebody computed by hand, with the figure that it must come to. */
export interface WorkedExample {
  readonly name: string;
  readonly inputs: ModelInputs;
  readonly amount: string;
}

const frame: IncomeFrame = {
  discount: { rate: '0.15', basis: 'preTax' },
  incomeBasis: 'preTax',
  convention: 'endOfYear',
};

const buildUp = {
  riskFree: '0.02',
  management: '0.03',
  circulation: '0.04',
  security: '0.035',
  regulatory: '0.025',
};

/** Shares of revenue over five years. */
const shares = [
  { base: '3000000', rate: '0.08' },
  { base: '3300000', rate: '0.08' },
  { base: '3500000', rate: '0.072' },
  { base: '3500000', rate: '0.064' },
  { base: '3200000', rate: '0.056' },
];

const builtUp: IncomeFrame = { ...frame, discount: { buildUp, basis: 'preTax' } };

export const costExample: ModelInputs = {
  costReplacement: {
    costs: {
      preliminary: '80000',
      direct: '640000',
      indirect: '120000',
      opportunity: '60000',
      taxes: '20000',
    },
    quality: { value: '0.92' },
    remainingLife: { value: '4', of: '5' },
  },
};

export const expertGuideExample: ModelInputs = {
  costExpertGuide: {
    totalCost: '860000',
    returnRate: '0.12',
    quality: { value: '0.92' },
    circulation: {
      open: '200',
      publiclyAvailable: '100',
      shared: '300',
      total: '1000',
      openCoefficient: '1.2',
      publicCoefficient: '1.0',
      sharedCoefficient: '0.9',
    },
    scarcity: { value: '0.15' },
    risk: { value: '0.20' },
  },
};

export const shareExample: ModelInputs = {
  incomeShare: { ...builtUp, shareOf: 'revenue', periods: shares },
};

export const marketExample: ModelInputs = {
  marketAdjusted: {
    dataSets: [
      {
        name: '数据集一',
        references: [{ value: '400000' }],
        quality: { value: '0.95' },
        supplyDemand: { value: '1.05' },
        date: { value: '1.02' },
        volume: { value: '1.10' },
        other: { value: '1.00' },
      },
      {
        name: '数据集二',
        references: [{ value: '260000' }],
        quality: { value: '1.08' },
        supplyDemand: { value: '0.98' },
        date: { value: '1.00' },
        volume: { value: '0.90' },
        other: { value: '1.03' },
      },
    ],
  },
};

/** The worked examples of the fact sheet on valuation, by its sections. */
export const workedExamples: readonly WorkedExample[] = [
  { name: '4.1 cost, P = C × δ', inputs: costExample, amount: '677120.00' },
  { name: '4.2 cost, Expert guide 9', inputs: expertGuideExample, amount: '497304.01' },
  { name: '4.3 income, share, end of year', inputs: shareExample, amount: '791178.47' },
  {
    name: '4.3 income, share, mid-year',
    inputs: {
      incomeShare: { ...builtUp, convention: 'midYear', shareOf: 'revenue', periods: shares },
    },
    amount: '848444.39',
  },
  {
    name: '4.4 income, excess',
    inputs: {
      incomeExcess: {
        ...frame,
        periods: [
          ['900000', '60000', '150000', '210000', '120000'],
          ['980000', '62000', '140000', '230000', '125000'],
          ['1010000', '64000', '130000', '240000', '130000'],
        ].map(
          ([income = '', workingCapital = '', fixedAssets = '', intangibles = '', team = '']) => ({
            ...{ income, workingCapital, fixedAssets },
            otherIntangibles: intangibles,
            workforce: team,
          }),
        ),
      },
    },
    amount: '926144.49',
  },
  {
    name: '4.5 income, incremental',
    inputs: {
      incomeIncremental: {
        ...frame,
        periods: [
          { withData: '1500000', withoutData: '1180000' },
          { withData: '1620000', withoutData: '1230000' },
          { withData: '1660000', withoutData: '1290000' },
        ],
      },
    },
    amount: '816437.91',
  },
  { name: '4.6 market', inputs: marketExample, amount: '702773.57' },
];
