import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { oneOf, text } from '../shape.js';
import { DisclosuresDto } from './disclosures.dto.js';
import { inputsExample, ModelInputsDto } from './model-inputs.dto.js';

export const approaches = ['cost', 'income', 'market'] as const;
export const valuationPurposes = [
  'pledge',
  'transaction',
  'contribution',
  'booking',
  'other',
] as const;
export const valueTypes = ['market', 'investment', 'inUse', 'other'] as const;
export const rightKinds = ['holding', 'processing', 'operation'] as const;

/** Lets a firm see the asset and record appraisals of it. */
export class NameAppraiserDto {
  @IdField({ description: 'Party id of the appraisal firm.' })
  firmPartyId!: string;

  @DateField({ description: 'Inclusive last day of the naming.', example: '2027-06-30' })
  until!: string;
}

/** The result of one approach. */
export class ApproachResultDto {
  @EnumField(approaches, { description: 'Approach (成本法, 收益法, 市场法).' })
  approach!: (typeof approaches)[number];

  @MoneyField({ description: 'What it came to; with inputs: what the engine makes of them.' })
  value!: MoneyDto;

  @ObjectField(() => ModelInputsDto, {
    optional: true,
    description:
      'What it was computed from. Without inputs the figure is the report’s own (`external`), ' +
      'vouched for by the digest of the report alone.',
    example: inputsExample,
  })
  inputs?: ModelInputsDto;

  @BooleanField({
    optional: true,
    description:
      'Whether the quality coefficient is the score of the asset’s latest assessment ÷ 100; the ' +
      'inputs then state none.',
    example: false,
  })
  usesQualityAssessment?: boolean;
}

/** What a report says of itself; its results are told apart. */
export class ReportDto {
  @TextField({ max: 100, description: 'Number of the report.', example: '评报字〔2026〕第001号' })
  reportNumber!: string;

  @ListField(text({ max: 64 }), {
    min: 2,
    max: 10,
    description: 'Random tokens of the people who signed, at least two; never their names.',
    example: ['9c1f6f0e', '5d2b7a44'],
  })
  signatories!: readonly string[];

  @DigestField({ description: 'SHA-256 of the report.' })
  reportDigest!: string;

  @EnumField(valuationPurposes, { description: 'Purpose of the appraisal (评估目的).' })
  purpose!: (typeof valuationPurposes)[number];

  @EnumField(valueTypes, { description: 'Type of value (价值类型).' })
  valueType!: (typeof valueTypes)[number];

  @ListField(oneOf(rightKinds), {
    min: 1,
    max: 3,
    description: 'Rights that were valued; each stands on the title.',
    example: ['operation'],
  })
  rightsValued!: readonly (typeof rightKinds)[number][];

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why there is one approach only (资产评估法 art. 26).',
    example: '无可比交易案例，且未来收益无法可靠预测。',
  })
  singleApproachReason?: string;

  @MoneyField({
    description: 'The conclusion; between the lowest and the highest result.',
    example: { amount: '677120.00', currency: 'CNY' },
  })
  value!: MoneyDto;

  @DateField({ description: '评估基准日.', example: '2026-10-31' })
  baseDate!: string;

  @DateField({ description: 'Day on which the report was issued.', example: '2026-11-20' })
  issuedOn!: string;

  @DateField({
    optional: true,
    description: 'Inclusive last day of use; default and latest: base date + 1 year − 1 day.',
    example: '2027-10-30',
  })
  validUntil?: string;

  @ListField(text({ max: 1_000 }), {
    max: 20,
    optional: true,
    description: 'Assumptions.',
    example: ['数据资产按现有用途继续使用'],
  })
  assumptions?: readonly string[];

  @ListField(text({ max: 1_000 }), {
    max: 20,
    optional: true,
    description: 'Limits on use.',
    example: ['仅供质押参考'],
  })
  limitations?: readonly string[];

  @ObjectField(() => DisclosuresDto, {
    optional: true,
    description: 'What the report tells besides (指导意见关于披露的规定).',
  })
  disclosures?: DisclosuresDto;
}

/** 资产评估报告, as issued. */
export class RecordValuationDto extends ReportDto {
  @ListField(() => ApproachResultDto, {
    min: 1,
    max: 3,
    description:
      'Result of each approach, two at least; with one only, as in this example, its reason ' +
      'besides. Results with inputs are computed again and must come to the same figure.',
    example: [
      {
        approach: 'cost',
        value: { amount: '677120.00', currency: 'CNY' },
        inputs: {
          costReplacement: {
            costs: {
              preliminary: '80000.00',
              direct: '640000.00',
              indirect: '120000.00',
              opportunity: '60000.00',
              taxes: '20000.00',
            },
            quality: { value: '0.92' },
            remainingLife: { value: '4', of: '5' },
          },
        },
      },
    ],
  })
  results!: readonly ApproachResultDto[];
}

/** Puts a later report of the firm in the place of an earlier one. */
export class SupersedeValuationDto {
  @IdField({ description: 'Id of the later report, which has been recorded.' })
  byValuationId!: string;
}

/** A lender says on which valid report what it lends rests. */
export class ChooseAppraisalDto {
  @IdField({ optional: true, description: 'A valid appraisal; absent: whichever is the latest.' })
  valuationId?: string;

  @TextField({ max: 500, description: 'Why.', example: '该机构在本行准入名单内' })
  reason!: string;
}

/** Withdraws a report. */
export class WithdrawValuationDto {
  @TextField({ max: 1_000, description: 'Why the firm withdraws it.', example: '重要参数有误' })
  reason!: string;
}
