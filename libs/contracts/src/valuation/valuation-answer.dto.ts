import { computedModels } from '@ledger/domain/valuation/engine/engine.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageOf, PageQuery } from '../page.js';
import { oneOf } from '../shape.js';
import { inputsExample, ModelInputsDto } from './model-inputs.dto.js';
import { approaches, ReportDto, rightKinds, valueTypes } from './valuation.dto.js';

const stepNames = [
  'replacementCost',
  'qualityCoefficient',
  'remainingLife',
  'otherFactor',
  'adjustment',
  'costWithReturn',
  'circulation',
  'scarcity',
  'risk',
  'utility',
  'discountRate',
  'contributions',
  'dataIncome',
  'discountFactor',
  'presentValue',
  'referenceValue',
  'marketAdjustment',
  'dataSetValue',
  'unroundedValue',
] as const;
const models = ['external', ...computedModels] as const;
const standings = ['valid', 'notYetIssued', 'runOut', 'superseded', 'withdrawn'] as const;
/** Inputs to compute from; nothing is recorded. */
export class ComputeValuationDto {
  @ObjectField(() => ModelInputsDto, {
    description: 'The inputs of one model under its name.',
    example: inputsExample,
  })
  inputs!: ModelInputsDto;
}

/** One figure on the way. */
export class StepDto {
  @EnumField(stepNames, { description: 'What it is.', example: 'presentValue' })
  name!: (typeof stepNames)[number];

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Which year, data set or factor; absent where there is one.',
    example: 1,
  })
  index?: number;

  @TextField({
    max: 100,
    description: 'The figure: at most 20 decimals of the 50 digits that were computed with.',
    example: '208695.65217391304347826087',
  })
  value!: string;
}

/** What the inputs come to. */
export class ComputationDto {
  @EnumField(models, { description: 'The model; `external`: not computed here.' })
  model!: string;

  @IntegerField({ min: 1, description: 'Version of the model.', example: 1 })
  modelVersion!: number;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Version of the arithmetic; absent where nothing was computed.',
    example: 1,
  })
  engineVersion?: number;

  @MoneyField({
    description: 'Rounded half-up to fen, once, at the end.',
    example: { amount: '791178.47', currency: 'CNY' },
  })
  value!: MoneyDto;

  @ObjectField(() => ModelInputsDto, {
    optional: true,
    description: 'What it was computed from.',
    example: inputsExample,
  })
  inputs?: ModelInputsDto;

  @ListField(() => StepDto, {
    max: 1_000,
    optional: true,
    description: 'Everything between the inputs and the value.',
  })
  steps?: readonly StepDto[];
}

/** The result of one approach as it was recorded. */
export class RecordedResultDto extends ComputationDto {
  @EnumField(approaches, { description: 'Approach (成本法, 收益法, 市场法).' })
  approach!: (typeof approaches)[number];
}

/** The assessment of quality that stood when the report was recorded. */
export class QualityEvidenceDto {
  @TextField({
    max: 100,
    description: 'Stream of the assessment.',
    example: 'asset-3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  stream!: string;

  @IntegerField({ min: 1, description: 'Version of that stream.', example: 5 })
  version!: number;

  @IdField({ description: 'Id of the assessment.' })
  assessmentId!: string;

  @DateField({ description: 'Day on which the data was looked at.', example: '2026-11-20' })
  assessedOn!: string;

  @TextField({ max: 12, description: 'Weighted score, 0 to 100.', example: '91.90' })
  score!: string;
}

/** How nothing more came to rest on a report before its last day. */
export class ValuationEndDto {
  @EnumField(['superseded', 'withdrawn'], { description: 'What became of it.' })
  how!: 'superseded' | 'withdrawn';

  @InstantField({ description: 'From this instant on.' })
  at!: string;

  @IdField({ optional: true, description: 'The report in its place.' })
  byValuationId?: string;

  @TextField({ max: 1_000, optional: true, description: 'Why.', example: '重要参数有误' })
  reason?: string;
}

/** A recorded appraisal. It never changes a carrying amount. */
export class ValuationDto extends ReportDto {
  @IdField({ description: 'Id of the record.' })
  id!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IdField({ description: 'Party id of the appraisal firm.' })
  firmPartyId!: string;

  @ListField(() => RecordedResultDto, {
    max: 3,
    description: 'Result of each approach, with all that the engine computed.',
  })
  results!: readonly RecordedResultDto[];

  @ObjectField(() => QualityEvidenceDto, {
    optional: true,
    description: 'The assessment of quality that stood; absent where there was none.',
  })
  quality?: QualityEvidenceDto;

  @EnumField(standings, { description: 'How it stands now, as far as known.' })
  standing!: (typeof standings)[number];

  @ObjectField(() => ValuationEndDto, {
    optional: true,
    description: 'That it was superseded or withdrawn, as far as known.',
  })
  ended?: ValuationEndDto;

  @BooleanField({
    description: 'Whether a deal today (Asia/Shanghai) can rest on it: its standing is `valid`.',
  })
  validNow!: boolean;

  @IntegerField({
    min: 1,
    description: 'Version of the title at which the valued rights were found on it.',
    example: 3,
  })
  titleVersion!: number;

  @IntegerField({ min: 1, description: 'Its place in the valuation stream.', example: 2 })
  version!: number;
}

/** How far valid reports lie apart that value the same rights by the same type of value. */
export class SpreadDto {
  @EnumField(valueTypes, { description: 'Type of value.' })
  valueType!: (typeof valueTypes)[number];

  @ListField(oneOf(rightKinds), { max: 3, description: 'Rights valued.', example: ['operation'] })
  rightsValued!: readonly (typeof rightKinds)[number][];

  @IntegerField({ min: 1, description: 'Reports compared.', example: 2 })
  count!: number;

  @MoneyField({ description: 'Lowest conclusion.' })
  lowest!: MoneyDto;

  @MoneyField({ description: 'Highest conclusion.' })
  highest!: MoneyDto;

  @MoneyField({ description: 'Highest less lowest.' })
  difference!: MoneyDto;

  @DecimalField({ scale: 4, description: 'Highest ÷ lowest − 1.', example: '0.1684' })
  ratio!: string;
}

/** Appraisals side by side. */
export class ValuationPageDto extends PageOf(ValuationDto) {
  @ListField(() => SpreadDto, {
    max: 100,
    description:
      'Spreads of all that are valid on that day (now, when no day is named), beyond this page too.',
  })
  spreads!: readonly SpreadDto[];
}

/** Which appraisals of an asset, as of when, and why it is asked. */
export class ValuationsQuery extends PageQuery {
  @DateField({ optional: true, description: 'Only those valid on this day (Asia/Shanghai).' })
  validAt?: string;

  @TextField({
    max: 40,
    optional: true,
    description: 'Only what was recorded by this log position or instant.',
    example: '2026-11-21T01:30:00Z',
  })
  knownAt?: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'Why the caller asks; lenders have to say, and it is recorded.',
    example: '贷前调查',
  })
  purpose?: string;
}

/** Why a report is read. */
export class ReportQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Why the caller asks; lenders have to say, and it is recorded.',
    example: '贷前调查',
  })
  purpose?: string;
}
