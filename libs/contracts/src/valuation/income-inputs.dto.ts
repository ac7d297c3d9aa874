import type {
  IncomeDirectInputs,
  IncomeExcessInputs,
  IncomeFrame,
  IncomeIncrementalInputs,
  IncomeShareInputs,
} from '@ledger/domain/valuation/engine/inputs.js';
import { DecimalField, EnumField, ListField, ObjectField } from '../fields.js';

const yuan = { scale: 2, signed: true };
const rate = { integerDigits: 3, scale: 10 };
const years = { integerDigits: 3, scale: 2 };
const periodsMax = 50;
const taxBases = ['preTax', 'postTax'] as const;
const conventions = ['endOfYear', 'midYear'] as const;

/** 累加法: the discount rate as a sum. */
export class DiscountBuildUpDto {
  @DecimalField({ ...rate, description: 'Risk-free rate.', example: '0.02' })
  riskFree!: string;

  @DecimalField({ ...rate, description: 'Management risk.', example: '0.03' })
  management!: string;

  @DecimalField({ ...rate, description: 'Circulation risk.', example: '0.04' })
  circulation!: string;

  @DecimalField({ ...rate, description: 'Data-security risk.', example: '0.035' })
  security!: string;

  @DecimalField({ ...rate, description: 'Regulatory risk.', example: '0.025' })
  regulatory!: string;
}

/** 折现率. */
export class DiscountDto {
  @DecimalField({
    ...rate,
    optional: true,
    description: 'The rate as a decimal; either this or the build-up.',
    example: '0.15',
  })
  rate?: string;

  @ObjectField(() => DiscountBuildUpDto, { optional: true, description: 'The rate as a sum.' })
  buildUp?: DiscountBuildUpDto;

  @EnumField(taxBases, { description: 'Whether the rate is before or after tax.' })
  basis!: (typeof taxBases)[number];
}

/** What bounds the economic life, in years; the least counts, a year begun as a whole. */
export class EconomicLifeDto {
  @DecimalField({ ...years, optional: true, description: 'Legal term.', example: '10' })
  legalTerm?: string;

  @DecimalField({ ...years, optional: true, description: 'Contract term.', example: '8' })
  contractTerm?: string;

  @DecimalField({ ...years, optional: true, description: 'Cycle of renewal.', example: '6' })
  updateCycle?: string;

  @DecimalField({ ...years, optional: true, description: 'Timeliness.', example: '5' })
  timeliness?: string;

  @DecimalField({ ...years, optional: true, description: 'Life of the product.', example: '7' })
  productLife?: string;
}

/** What all income models need. */
export class IncomeFrameDto implements IncomeFrame {
  @ObjectField(() => DiscountDto, {
    description: 'Discount rate.',
    example: { rate: '0.15', basis: 'preTax' },
  })
  discount!: DiscountDto;

  @EnumField(taxBases, { description: 'Whether the income is before tax; as the rate is.' })
  incomeBasis!: (typeof taxBases)[number];

  @EnumField(conventions, { description: 'Whether income falls at the end of each year.' })
  convention!: (typeof conventions)[number];

  @ObjectField(() => EconomicLifeDto, { optional: true, description: 'Economic life.' })
  life?: EconomicLifeDto;
}

/** A year of income. */
export class DirectPeriodDto {
  @DecimalField({ ...yuan, description: 'R (息税前利润), CNY.', example: '900000.00' })
  income!: string;
}

/** 直接收益预测. */
export class IncomeDirectDto extends IncomeFrameDto implements IncomeDirectInputs {
  @ListField(() => DirectPeriodDto, { min: 1, max: periodsMax, description: 'Years, first first.' })
  periods!: readonly DirectPeriodDto[];
}

/** A year of which the data has a share. */
export class SharePeriodDto {
  @DecimalField({ ...yuan, description: 'Revenue or profit, CNY.', example: '3000000.00' })
  base!: string;

  @DecimalField({ ...rate, description: 'K, the share of it, as a decimal.', example: '0.08' })
  rate!: string;
}

/** 分成收益预测. */
export class IncomeShareDto extends IncomeFrameDto implements IncomeShareInputs {
  @EnumField(['revenue', 'profit'], { description: 'What the rates are shares of.' })
  shareOf!: 'revenue' | 'profit';

  @ListField(() => SharePeriodDto, { min: 1, max: periodsMax, description: 'Years, first first.' })
  periods!: readonly SharePeriodDto[];
}

/** A year of income with what other assets contributed. */
export class ExcessPeriodDto {
  @DecimalField({ ...yuan, description: 'R, whole return, CNY.', example: '900000.00' })
  income!: string;

  @DecimalField({ ...yuan, description: 'Return of working capital.', example: '60000.00' })
  workingCapital!: string;

  @DecimalField({ ...yuan, description: 'Return of fixed assets.', example: '150000.00' })
  fixedAssets!: string;

  @DecimalField({ ...yuan, description: 'Return of other intangibles.', example: '210000.00' })
  otherIntangibles!: string;

  @DecimalField({ ...yuan, description: 'Return of the workforce.', example: '120000.00' })
  workforce!: string;

  @DecimalField({
    ...yuan,
    optional: true,
    description: 'Return of other contributory assets.',
    example: '0.00',
  })
  other?: string;
}

/** 超额收益预测. */
export class IncomeExcessDto extends IncomeFrameDto implements IncomeExcessInputs {
  @ListField(() => ExcessPeriodDto, { min: 1, max: periodsMax, description: 'Years, first first.' })
  periods!: readonly ExcessPeriodDto[];
}

/** A year with and without the data. */
export class IncrementalPeriodDto {
  @DecimalField({ ...yuan, description: 'RY, with the data, CNY.', example: '1500000.00' })
  withData!: string;

  @DecimalField({ ...yuan, description: 'RN, without it, CNY.', example: '1180000.00' })
  withoutData!: string;
}

/** 增量收益预测. */
export class IncomeIncrementalDto extends IncomeFrameDto implements IncomeIncrementalInputs {
  @ListField(() => IncrementalPeriodDto, {
    min: 1,
    max: periodsMax,
    description: 'Years, first first.',
  })
  periods!: readonly IncrementalPeriodDto[];
}

/** The share model of the worked example. */
export const shareExample = {
  discount: {
    buildUp: {
      riskFree: '0.02',
      management: '0.03',
      circulation: '0.04',
      security: '0.035',
      regulatory: '0.025',
    },
    basis: 'preTax',
  },
  incomeBasis: 'preTax',
  convention: 'endOfYear',
  shareOf: 'revenue',
  periods: [
    { base: '3000000.00', rate: '0.08' },
    { base: '3300000.00', rate: '0.08' },
    { base: '3500000.00', rate: '0.072' },
    { base: '3500000.00', rate: '0.064' },
    { base: '3200000.00', rate: '0.056' },
  ],
};
