import type {
  CostExpertGuideInputs,
  CostReplacementInputs,
  MarketAdjustedInputs,
  ModelInputs,
} from '@ledger/domain/valuation/engine/inputs.js';
import { DecimalField, IdField, ListField, ObjectField, TextField } from '../fields.js';
import {
  IncomeDirectDto,
  IncomeExcessDto,
  IncomeIncrementalDto,
  IncomeShareDto,
  shareExample,
} from './income-inputs.dto.js';

const yuan = { scale: 2 };
const plain = { scale: 10 };
const rate = { integerDigits: 3, scale: 10 };

/** A decimal, or a quotient of two. */
export class RatioDto {
  @DecimalField({
    ...plain,
    description: 'The value; a decimal and never a percentage: 0.92, not 92.',
    example: '0.92',
  })
  value!: string;

  @DecimalField({
    ...plain,
    optional: true,
    description: 'Divisor: value 2 of 3 is two thirds; 1 when absent.',
    example: '1',
  })
  of?: string;
}

/** 前期费用, 直接成本, 间接成本, 机会成本, 相关税费. */
export class ReplacementCostsDto {
  @DecimalField({ ...yuan, description: '前期费用, CNY.', example: '80000.00' })
  preliminary!: string;

  @DecimalField({ ...yuan, description: '直接成本, CNY.', example: '640000.00' })
  direct!: string;

  @DecimalField({ ...yuan, description: '间接成本, CNY.', example: '120000.00' })
  indirect!: string;

  @DecimalField({ ...yuan, description: '机会成本, CNY.', example: '60000.00' })
  opportunity!: string;

  @DecimalField({ ...yuan, description: '相关税费, CNY.', example: '20000.00' })
  taxes!: string;
}

/** A further factor of δ. */
export class OtherFactorDto {
  @TextField({ max: 100, description: 'What it is for.', example: '稀缺程度' })
  name!: string;

  @ObjectField(() => RatioDto, { description: 'The factor.' })
  factor!: RatioDto;
}

/** 成本法, P = C × δ. */
export class CostReplacementDto implements CostReplacementInputs {
  @ObjectField(() => ReplacementCostsDto, { description: 'Together the replacement cost C.' })
  costs!: ReplacementCostsDto;

  @ObjectField(() => RatioDto, { optional: true, description: 'Quality score ÷ 100.' })
  quality?: RatioDto;

  @ObjectField(() => RatioDto, {
    optional: true,
    description: 'Remaining economic life of the whole.',
    example: { value: '4', of: '5' },
  })
  remainingLife?: RatioDto;

  @ListField(() => OtherFactorDto, {
    max: 10,
    optional: true,
    description: 'Further factors of δ.',
    example: [{ name: '稀缺程度', factor: { value: '1' } }],
  })
  otherFactors?: readonly OtherFactorDto[];

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why δ, or a factor of it, exceeds 1.',
    example: '全国唯一来源',
  })
  aboveOneReason?: string;
}

/** Volumes in one unit, and their propagation coefficients. */
export class CirculationDto {
  @DecimalField({ ...plain, description: 'Open volume.', example: '200' })
  open!: string;

  @DecimalField({ ...plain, description: 'Publicly available volume.', example: '100' })
  publiclyAvailable!: string;

  @DecimalField({ ...plain, description: 'Shared volume.', example: '300' })
  shared!: string;

  @DecimalField({ ...plain, description: 'Total volume, above 0.', example: '1000' })
  total!: string;

  @DecimalField({ ...plain, description: 'Coefficient a of open volume.', example: '1.2' })
  openCoefficient!: string;

  @DecimalField({ ...plain, description: 'Coefficient b of public volume.', example: '1.0' })
  publicCoefficient!: string;

  @DecimalField({ ...plain, description: 'Coefficient c of shared volume.', example: '0.9' })
  sharedCoefficient!: string;
}

/** 成本法, P = TC × (1 + R) × α × β × (1 + l) × (1 − r) (资产评估专家指引第9号). */
export class CostExpertGuideDto implements CostExpertGuideInputs {
  @DecimalField({ ...yuan, description: 'TC to the valuation date, CNY.', example: '860000.00' })
  totalCost!: string;

  @DecimalField({ ...rate, description: 'R, return on cost.', example: '0.12' })
  returnRate!: string;

  @ObjectField(() => RatioDto, { optional: true, description: 'α, quality score ÷ 100.' })
  quality?: RatioDto;

  @ObjectField(() => CirculationDto, { description: 'β.' })
  circulation!: CirculationDto;

  @ObjectField(() => RatioDto, {
    description: 'l, own volume of the industry’s.',
    example: { value: '0.15' },
  })
  scarcity!: RatioDto;

  @ObjectField(() => RatioDto, {
    description: 'r, risk that the value is not realised.',
    example: { value: '0.20' },
  })
  risk!: RatioDto;

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why U exceeds 1.',
    example: '全国唯一来源',
  })
  aboveOneReason?: string;
}

/** A comparable case. */
export class ReferenceDto {
  @DecimalField({ ...yuan, description: 'Its value, CNY.', example: '400000.00' })
  value!: string;

  @DecimalField({
    ...rate,
    optional: true,
    description: 'Its weight; all have one and they add up to 1, or none has.',
    example: '1',
  })
  weight?: string;

  @IdField({
    optional: true,
    description: 'The deal that it is, as `GET /v1/market/comparables` of the exchange calls it.',
  })
  comparableId?: string;
}

/** One data set that the asset is split into. */
export class MarketDataSetDto {
  @TextField({ max: 200, description: 'Name of the data set.', example: '企业登记信息' })
  name!: string;

  @ListField(() => ReferenceDto, { min: 1, max: 20, description: 'Comparables of this data set.' })
  references!: readonly ReferenceDto[];

  @ObjectField(() => RatioDto, { description: 'X1 质量.', example: { value: '0.95' } })
  quality!: RatioDto;

  @ObjectField(() => RatioDto, { description: 'X2 供求.', example: { value: '1.05' } })
  supplyDemand!: RatioDto;

  @ObjectField(() => RatioDto, { description: 'X3 期日.', example: { value: '1.02' } })
  date!: RatioDto;

  @ObjectField(() => RatioDto, { description: 'X4 容量.', example: { value: '1.10' } })
  volume!: RatioDto;

  @ObjectField(() => RatioDto, { description: 'X5 其他.', example: { value: '1' } })
  other!: RatioDto;
}

/** 市场法. */
export class MarketAdjustedDto implements MarketAdjustedInputs {
  @ListField(() => MarketDataSetDto, { min: 1, max: 50, description: 'The data sets.' })
  dataSets!: readonly MarketDataSetDto[];
}

/** The inputs of one model under its name; amounts in CNY, rates as decimals. */
export class ModelInputsDto implements ModelInputs {
  @ObjectField(() => CostReplacementDto, { optional: true, description: '成本法, P = C × δ.' })
  costReplacement?: CostReplacementDto;

  @ObjectField(() => CostExpertGuideDto, {
    optional: true,
    description: '成本法, P = TC × (1 + R) × U (专家指引第9号).',
  })
  costExpertGuide?: CostExpertGuideDto;

  @ObjectField(() => IncomeDirectDto, { optional: true, description: '直接收益预测, F = R.' })
  incomeDirect?: IncomeDirectDto;

  @ObjectField(() => IncomeShareDto, { optional: true, description: '分成收益预测, F = R × K.' })
  incomeShare?: IncomeShareDto;

  @ObjectField(() => IncomeExcessDto, { optional: true, description: '超额收益预测, F = R − ΣC.' })
  incomeExcess?: IncomeExcessDto;

  @ObjectField(() => IncomeIncrementalDto, {
    optional: true,
    description: '增量收益预测, F = RY − RN.',
  })
  incomeIncremental?: IncomeIncrementalDto;

  @ObjectField(() => MarketAdjustedDto, { optional: true, description: '市场法.' })
  marketAdjusted?: MarketAdjustedDto;
}

/** Inputs that compute, for documents. */
export const inputsExample = { incomeShare: shareExample };

/** Inputs as commands and events carry them: plain, and only the members that are there. */
export const modelInputsOf = (inputs: ModelInputsDto): ModelInputs =>
  JSON.parse(JSON.stringify(inputs)) as ModelInputs;
