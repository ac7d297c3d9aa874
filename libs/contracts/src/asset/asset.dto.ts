import type { PersonalBasis } from '@ledger/domain/classification/classification.events.js';
import { type RejectionGround, rejectionGrounds } from '@ledger/domain/asset/asset-description.js';
import type { AssetStatus } from '@ledger/domain/asset/life.graph.js';
import { type SchemeName, schemeNames } from '@ledger/domain/policy/scheme.js';
import { rightsMax } from '@ledger/domain/asset/rights-statement.rule.js';
import {
  DateField,
  BooleanField,
  EnumField,
  Field,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { personalBases } from '../classification/label.shapes.js';
import { QualityMarkDto } from '../quality/quality.dto.js';
import { text } from '../shape.js';
import { WrittenDto } from '../written.dto.js';
import { AssetDescriptionDto } from './asset-description.dto.js';
import { certificateNo } from './asset.shapes.js';
import { CircumstancesDto } from './circumstances.dto.js';
import { RightDto, StatedRightDto } from './rights.dto.js';

export const assetStates = [
  'draft',
  'submitted',
  'returned',
  'accepted',
  'publicised',
  'rejected',
  'withdrawn',
  'registered',
  'suspended',
  'expired',
  'cancelled',
  'revoked',
] as const;

/** An application for registration. The applicant is the caller's organisation. */
export class SubmitApplicationDto {
  @EnumField(schemeNames, {
    optional: true,
    description: 'Rules by which it is judged; `national-2026` when absent.',
    example: 'in-house',
  })
  scheme?: SchemeName;

  @IdField({
    optional: true,
    description: 'Who keeps the register: a designated organisation; in-house the applicant.',
  })
  registrarPartyId?: string;

  @TextField({
    max: 100,
    optional: true,
    description: '外部编号: the applicant’s own number, unique within the applicant.',
    example: 'EXT-2026-0001',
  })
  externalNumber?: string;

  @ObjectField(() => AssetDescriptionDto, { description: 'What the asset is.' })
  description!: AssetDescriptionDto;

  @ListField(() => StatedRightDto, {
    min: 1,
    max: rightsMax,
    description: 'Rights statement: who has which right.',
    example: [
      { right: 'holding', basis: '数据采购合同 2026-017', from: '2026-01-01' },
      { right: 'processing', basis: '数据采购合同 2026-017', from: '2026-01-01' },
    ],
  })
  rights!: StatedRightDto[];

  @ObjectField(() => CircumstancesDto, {
    optional: true,
    description: 'How the data came about, where the right to register depends on it.',
  })
  circumstances?: CircumstancesDto;
}

/** Turns an application down on a ground of the guide, art. 15, 18, 21, 22. */
export class RejectApplicationDto {
  @EnumField(rejectionGrounds, {
    description:
      'Ground. `supplementNotBrought`: what the review asked for was not brought in time (art. 18); ' +
      '`notRegistrable`: art. 15, 21; the others: art. 22.',
    example: 'unlawfulSource',
  })
  ground!: RejectionGround;

  @TextField({ max: 1_000, description: 'In words.', example: '采购合同未授权留存数据' })
  explanation!: string;
}

/** The answer of a registration. */
export class RegisteredDto extends WrittenDto {
  @BooleanField({ description: 'Whether the title is open; if not (202), it will be shortly.' })
  titleOpen!: boolean;
}

/** A limit of the form that the scheme only warns of. */
export class FormWarningDto {
  @TextField({ max: 100, description: 'Field.', example: 'summary' })
  field!: string;

  @TextField({ max: 100, description: 'Rule.', example: 'guide_annex_1_summary_400' })
  rule!: string;
}

/** Why an application was turned down. */
export class RejectionDto {
  @EnumField(rejectionGrounds, { description: 'Ground.' })
  ground!: RejectionGround;

  @ListField(text({ max: 10 }), {
    max: 5,
    description: 'Articles of the guide that the ground is from.',
    example: ['22'],
  })
  articles!: string[];

  @TextField({ max: 1_000, description: 'In words.', example: '采购合同未授权留存数据' })
  explanation!: string;
}

/** 公示: first and last day, both inclusive. */
export class PublicityTermDto {
  @DateField({ description: 'First day.', example: '2026-11-23' })
  from!: string;

  @DateField({ description: 'Last day.', example: '2026-11-27' })
  until!: string;

  @TextField({
    max: 500,
    optional: true,
    description: 'Why the public is not shown it; absent: it is.',
    example: '涉及未公开的商业计划',
  })
  withheldReason?: string;
}

/** A data asset as far as its registration has come. */
export class AssetDto {
  @IdField({ description: 'Asset id.' })
  assetId!: string;

  @EnumField(assetStates, { description: 'State.', example: 'registered' })
  state!: Exclude<AssetStatus, 'none'>;

  @EnumField(schemeNames, { description: 'Rules by which it was judged.', example: 'in-house' })
  scheme!: SchemeName;

  @IdField({ description: 'Who applied.' })
  applicantPartyId!: string;

  @IdField({ description: 'Who keeps the register; in-house: the applicant itself.' })
  registrarPartyId!: string;

  @TextField({ max: 100, optional: true, description: '外部编号.', example: 'EXT-2026-0001' })
  externalNumber?: string;

  @ObjectField(() => AssetDescriptionDto, { description: 'What the asset is.' })
  description!: AssetDescriptionDto;

  @ListField(() => RightDto, { max: rightsMax, description: 'Rights statement as applied for.' })
  rights!: RightDto[];

  @ListField(() => FormWarningDto, { max: 10, description: 'Limits of the form that were passed.' })
  warnings!: FormWarningDto[];

  @ObjectField(() => RejectionDto, { optional: true, description: 'Why it was turned down.' })
  rejection?: RejectionDto;

  @Field(certificateNo, {
    optional: true,
    description: 'Certificate number, given by a process shortly after registration.',
    example: 'N3f2a1b0c202611000001',
  })
  certificateNo?: string;

  @EnumField(personalBases, {
    optional: true,
    description: 'Basis for handling personal information (PIPL art. 13).',
    example: 'consent',
  })
  personalBasis?: PersonalBasis;

  @DateField({
    optional: true,
    description: 'Inclusive last day of the last grading; absent: as the application says.',
  })
  gradedUntil?: string;

  @ObjectField(() => QualityMarkDto, { optional: true, description: 'The last assessment.' })
  quality?: QualityMarkDto;

  @DateField({
    optional: true,
    description: 'Inclusive last day of the review; absent: not accepted yet, or no clock.',
  })
  reviewBy?: string;

  @ObjectField(() => PublicityTermDto, { optional: true, description: '公示, once it began.' })
  publicity?: PublicityTermDto;

  @DateField({ optional: true, description: 'Last day of the registration; absent: until ended.' })
  validUntil?: string;

  @InstantField({ description: 'When it was applied for.' })
  submittedAt!: string;

  @InstantField({ optional: true, description: 'When the registration was complete.' })
  registeredAt?: string;

  @IntegerField({ min: 1, description: 'Version of the asset; also the ETag.', example: 4 })
  version!: number;
}
