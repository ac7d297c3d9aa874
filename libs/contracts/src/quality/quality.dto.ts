import type { AssessorRole } from '@ledger/domain/quality/quality.events.js';
import type { PerDimension } from '@ledger/domain/quality/quality.score.js';
import {
  DateField,
  DecimalField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';

export const assessorRoles = ['holder', 'registrar', 'appraiser'] as const;
const score = { integerDigits: 3, scale: 2 };
const weight = { integerDigits: 1, scale: 4 };

/** A score from 0 to 100 per dimension of GB/T 36344-2018. */
export class QualityScoresDto implements PerDimension {
  @DecimalField({ ...score, description: '规范性.', example: '96' })
  standardisation!: string;

  @DecimalField({ ...score, description: '完整性.', example: '92' })
  completeness!: string;

  @DecimalField({ ...score, description: '准确性.', example: '90' })
  accuracy!: string;

  @DecimalField({ ...score, description: '一致性.', example: '88' })
  consistency!: string;

  @DecimalField({ ...score, description: '时效性.', example: '94' })
  timeliness!: string;

  @DecimalField({ ...score, description: '可访问性.', example: '85' })
  accessibility!: string;
}

/** A weight per dimension; the six add up to exactly 1. */
export class QualityWeightsDto implements PerDimension {
  @DecimalField({ ...weight, description: '规范性.', example: '0.25' })
  standardisation!: string;

  @DecimalField({ ...weight, description: '完整性.', example: '0.15' })
  completeness!: string;

  @DecimalField({ ...weight, description: '准确性.', example: '0.20' })
  accuracy!: string;

  @DecimalField({ ...weight, description: '一致性.', example: '0.10' })
  consistency!: string;

  @DecimalField({ ...weight, description: '时效性.', example: '0.20' })
  timeliness!: string;

  @DecimalField({ ...weight, description: '可访问性.', example: '0.10' })
  accessibility!: string;
}

/** Records what an asset's quality was found to be. */
export class AssessQualityDto {
  @DateField({ description: 'Day on which the data was looked at.', example: '2026-11-20' })
  assessedOn!: string;

  @TextField({
    max: 1_000,
    description: 'How it was measured.',
    example: '抽样 10,000 条，规则校验',
  })
  method!: string;

  @ObjectField(() => QualityScoresDto, { description: 'Scores.' })
  scores!: QualityScoresDto;

  @ObjectField(() => QualityWeightsDto, {
    optional: true,
    description: 'Weights; absent: those of the quality policy.',
  })
  weights?: QualityWeightsDto;

  @DigestField({ optional: true, description: 'SHA-256 of the report.' })
  reportDigest?: string;
}

/** The last assessment, as it is shown on the asset. */
export class QualityMarkDto {
  @IdField({ description: 'Id of the assessment.' })
  assessmentId!: string;

  @DateField({ description: 'Day on which the data was looked at.', example: '2026-11-20' })
  assessedOn!: string;

  @TextField({ max: 12, description: 'Weighted score, exact, 0 to 100.', example: '91.90' })
  score!: string;

  @TextField({
    max: 12,
    description: 'What a valuation multiplies with: score ÷ 100, exact.',
    example: '0.9190',
  })
  coefficient!: string;

  @ObjectField(() => QualityScoresDto, { description: 'Scores.' })
  scores!: QualityScoresDto;

  @EnumField(assessorRoles, { description: 'In which capacity it was assessed.' })
  assessorRole!: AssessorRole;
}

/** One assessment. */
export class QualityAssessmentDto extends QualityMarkDto {
  @TextField({
    max: 1_000,
    description: 'How it was measured.',
    example: '抽样 10,000 条，规则校验',
  })
  method!: string;

  @ObjectField(() => QualityWeightsDto, { description: 'Weights; they add up to 1.' })
  weights!: QualityWeightsDto;

  @IntegerField({
    min: 1,
    optional: true,
    description: 'Version of the policy whose weights were used; absent: they were stated.',
    example: 1,
  })
  weightsPolicyVersion?: number;

  @IdField({ description: 'Party id of the assessing organisation.' })
  assessorPartyId!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the report.' })
  reportDigest?: string;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;

  @IntegerField({ min: 1, description: 'Version of the asset.', example: 5 })
  version!: number;
}

/** The quality of an asset, and how it came to be. */
export class QualityHistoryDto {
  @ObjectField(() => QualityMarkDto, {
    optional: true,
    description: 'The assessment that stands: the one recorded last. A valuation uses its score.',
  })
  standing?: QualityMarkDto;

  @ListField(() => QualityAssessmentDto, { max: 200, description: 'Assessments, last first.' })
  items!: readonly QualityAssessmentDto[];

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Give it as `cursor` to read on; absent on the last page.',
    example: 'WzEsImFzc2V0IiwiMjAyNi0xMS0yMSJd',
  })
  next?: string;
}

/** The list of assessments of one asset. */
export class QualityQuery extends PageQuery {}
