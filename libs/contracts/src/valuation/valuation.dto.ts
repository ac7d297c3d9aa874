import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { oneOf, text } from '../shape.js';

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

  @MoneyField({ description: 'What it came to.' })
  value!: MoneyDto;
}

/** 资产评估报告, as issued. */
export class RecordValuationDto {
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

  @ListField(() => ApproachResultDto, {
    min: 1,
    max: 3,
    description:
      'Result of each approach, two at least; with one only, as in this example, its reason below.',
    example: [{ approach: 'cost', value: { amount: '740000.00', currency: 'CNY' } }],
  })
  results!: readonly ApproachResultDto[];

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why there is one approach only (资产评估法 art. 26).',
    example: '无可比交易案例，且未来收益无法可靠预测。',
  })
  singleApproachReason?: string;

  @MoneyField({
    description: 'The conclusion; between the lowest and the highest result.',
    example: { amount: '740000.00', currency: 'CNY' },
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
}

/** A recorded appraisal. It never changes a carrying amount. */
export class ValuationDto extends RecordValuationDto {
  @IdField({ description: 'Id of the record.' })
  id!: string;

  @IdField({ description: 'The asset.' })
  assetId!: string;

  @IdField({ description: 'Party id of the appraisal firm.' })
  firmPartyId!: string;

  @BooleanField({
    description: 'Whether a deal today (Asia/Shanghai) can rest on it: issued, and not run out.',
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

/** Paging of the list of an asset's appraisals. */
export class ValuationsQuery extends PageQuery {
  @TextField({
    max: 500,
    optional: true,
    description: 'Why the caller asks; lenders have to say, and it is recorded.',
    example: '贷前调查',
  })
  purpose?: string;
}
