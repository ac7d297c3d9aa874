import type { Category, Grade, Origin } from '@ledger/domain/asset/asset.events.js';
import type { PersonalBasis } from '@ledger/domain/classification/classification.events.js';
import { categories, grades } from '../asset/asset-description.dto.js';
import {
  BooleanField,
  DateField,
  DigestField,
  EnumField,
  Field,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { PageQuery } from '../page.js';
import { GradedItemDto, GradingDto } from './grading.dto.js';
import { since } from './classification.shapes.js';
import { personalBases } from './label.shapes.js';

const origins = ['public', 'enterprise', 'personal'] as const;

/** Classification and grade of an asset. */
export class LabelDto {
  @EnumField(categories, { optional: true, description: '类别.', example: 'business' })
  category?: Category;

  @EnumField(grades, { description: '级别.', example: 'sensitive' })
  grade!: Grade;

  @EnumField(origins, { optional: true, description: '数据来源属性.', example: 'enterprise' })
  origin?: Origin;

  @EnumField(personalBases, {
    optional: true,
    description:
      'Basis for handling personal information (PIPL art. 13); only for origin personal.',
    example: 'consent',
  })
  personalBasis?: PersonalBasis;
}

/** A label that may lack its grade: what stood before anybody graded. */
export class FormerLabelDto {
  @EnumField(categories, { optional: true, description: '类别.', example: 'business' })
  category?: Category;

  @EnumField(grades, { optional: true, description: '级别.', example: 'general' })
  grade?: Grade;

  @EnumField(origins, { optional: true, description: '数据来源属性.', example: 'enterprise' })
  origin?: Origin;

  @EnumField(personalBases, {
    optional: true,
    description: 'Basis, PIPL art. 13.',
    example: 'consent',
  })
  personalBasis?: PersonalBasis;
}

/** Grades an asset anew. */
export class ReclassifyDto {
  @ObjectField(() => LabelDto, {
    description: 'The label from now on, complete.',
    example: { category: 'business', grade: 'sensitive', origin: 'enterprise' },
  })
  label!: LabelDto;

  @TextField({ max: 1_000, description: 'Why.', example: '年度复评：新增区域负荷字段' })
  reason!: string;

  @DigestField({ optional: true, description: 'SHA-256 of the grading report.' })
  evidenceDigest?: string;

  @DateField({
    optional: true,
    description: 'Inclusive last day; default 12 months, at most 36 (policy).',
    example: '2027-11-20',
  })
  validUntil?: string;

  @TextField({
    max: 1_000,
    optional: true,
    description: 'Why it is graded below a source; only where it is.',
    example: '已脱敏并聚合至地市级，不可还原',
  })
  exceptionReason?: string;

  @ListField(() => GradedItemDto, {
    min: 1,
    max: 50,
    optional: true,
    description: 'What the grade follows from: it is no less strict than the table makes of them.',
  })
  items?: GradedItemDto[];
}

/** A source as it stood when an asset was graded. */
export class SourceGradeDto {
  @IdField({ description: 'The source.' })
  assetId!: string;

  @IntegerField({ description: 'Version of the source that was read.', example: 4 })
  version!: number;

  @EnumField(grades, { optional: true, description: 'Its grade then.', example: 'general' })
  grade?: Grade;
}

const labelDirections = ['raised', 'lowered', 'confirmed', 'changed'] as const;

/** Who changed a label. */
export class LabelActorDto {
  @TextField({ max: 100, description: 'Token of the person.', example: '9c1f6f0e' })
  person!: string;

  @TextField({ max: 100, description: 'Party id of the organisation.', example: 'a-party-id' })
  partyId!: string;

  @TextField({ max: 20, description: 'Role used.', example: 'manager' })
  role!: string;
}

/** One change of an asset's label. */
export class LabelChangeDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @ObjectField(() => FormerLabelDto, { description: 'The label until then.' })
  from!: FormerLabelDto;

  @ObjectField(() => LabelDto, { description: 'The label from then on.' })
  to!: LabelDto;

  @EnumField(labelDirections, {
    description: 'raised / lowered: the grade; changed: only the rest; confirmed: the same again.',
    example: 'raised',
  })
  direction!: (typeof labelDirections)[number];

  @TextField({ max: 1_000, description: 'Why.', example: '年度复评：新增区域负荷字段' })
  reason!: string;

  @TextField({ max: 1_000, optional: true, description: 'Why below a source.', example: '已脱敏' })
  exceptionReason?: string;

  @DigestField({ optional: true, description: 'SHA-256 of the grading report.' })
  evidenceDigest?: string;

  @DateField({ description: 'Inclusive last day of the grading.', example: '2027-11-20' })
  validUntil!: string;

  @ListField(() => SourceGradeDto, { max: 50, description: 'Sources it was considered against.' })
  sources!: SourceGradeDto[];

  @ObjectField(() => GradingDto, { optional: true, description: 'The items it follows from.' })
  grading?: GradingDto;

  @ObjectField(() => LabelActorDto, { description: 'By whom.' })
  actor!: LabelActorDto;

  @InstantField({ description: 'When it was recorded.' })
  changedAt!: string;

  @IntegerField({ min: 1, description: 'Position of the event.', example: 42 })
  position!: number;

  @IntegerField({ min: 1, description: 'Version of the asset.', example: 5 })
  version!: number;
}

/** Which labels changed since. */
export class LabelChangesQuery extends PageQuery {
  @Field(since, {
    optional: true,
    description:
      'Only changes after this position of the log, or on this date (Shanghai) and later.',
    example: '2026-11-20',
  })
  since?: string;

  @IdField({ optional: true, description: 'Only of this asset.' })
  assetId?: string;

  @EnumField(labelDirections, { optional: true, description: 'Only such changes.' })
  direction?: (typeof labelDirections)[number];
}

/** A grading that runs out. */
export class GradingDueDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @EnumField(grades, { description: 'Its grade.', example: 'sensitive' })
  grade!: Grade;

  @DateField({ description: 'Inclusive last day of the grading.', example: '2027-11-20' })
  validUntil!: string;

  @BooleanField({ description: 'Whether that day is over.', example: false })
  overdue!: boolean;

  @IntegerField({ min: 1, description: 'Position of the grading.', example: 42 })
  gradedPosition!: number;
}

/** Which gradings run out. */
export class GradingsDueQuery extends PageQuery {
  @DateField({
    optional: true,
    description: 'Gradings whose last day is on or before it; default: 30 days from today.',
    example: '2027-12-31',
  })
  until?: string;
}
