import type { StatusReason } from '@ledger/domain/title/pledge-question.js';
import type { RelianceWarning } from '@ledger/domain/valuation/valuation.reliance.js';
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
import { text, uuid } from '../shape.js';
import { RelianceWarningsField } from '../valuation/reliance-warnings.js';
import { RankKeyDto } from './pledge.dto.js';

const itemsMax = 5_000;

export const reasonCodes = [
  'right_not_disposable',
  'right_not_standing',
  'asset_not_in_force',
  'title_closed',
  'barred',
  'disputed',
  'possible_duplicate',
  'administrative_body',
  'core_data',
  'registration_reserved',
  'pledged',
  'claimed',
  'exclusively_licensed',
  'licence_reserved',
  'pledge_objection',
  'release_overdue',
  'certificate_run_out',
  'certificate_ends_before_pledge',
  'entrusted_processing',
  'joint_fusion',
  'export_limited',
] as const satisfies readonly StatusReason['code'][];

/** Why an entry is not free, or what is to be looked at. */
export class StatusReasonDto {
  @EnumField(reasonCodes, { description: 'Stable name.', example: 'pledged' })
  code!: StatusReason['code'];

  @EnumField(['obstacle', 'encumbrance', 'notice'], {
    description: 'obstacle: no new pledge now; encumbrance: it is not free; notice: look at it.',
    example: 'encumbrance',
  })
  weight!: StatusReason['weight'];

  @ListField(text({ max: 60 }), { max: itemsMax, description: 'What it is about.' })
  ids!: readonly string[];
}

/** A part of a pledge at its place. */
export class OrderedSliceDto {
  @IntegerField({ min: 1, description: 'Place: by registration, then by agreement.', example: 1 })
  place!: number;

  @TextField({ max: 60, description: 'The pledge.', example: '3f2b8c1e-….1' })
  pledgeId!: string;

  @ObjectField(() => RankKeyDto, { description: 'Its place in the title, for ever.' })
  rankKey!: RankKeyDto;

  @InstantField({ description: 'When it was registered here.' })
  recordedAt!: string;

  @MoneyField({ description: 'Secured by it.' })
  amount!: MoneyDto;

  @MoneyField({ description: 'Secured up to and with it.' })
  through!: MoneyDto;

  @DecimalField({
    scale: 4,
    optional: true,
    description: '`through` over the value valid now, rounded up.',
    example: '0.5000',
  })
  ratio?: string;

  @IdField({ optional: true, description: 'The agreement that put it there.' })
  subordinationId?: string;
}

/** The appraisal that a figure rests on. */
export class RestsOnDto {
  @IdField({ description: 'The appraisal.' })
  valuationId!: string;

  @IdField({ description: 'Party id of the firm whose report it is.' })
  firmPartyId!: string;

  @DateField({ description: '评估基准日.' })
  baseDate!: string;

  @DateField({ description: 'Inclusive last day of its use.' })
  validUntil!: string;

  @BooleanField({
    description: 'The lender chose it among the valid ones; otherwise it is the latest.',
    example: false,
  })
  chosen!: boolean;

  @RelianceWarningsField()
  warnings!: readonly RelianceWarning[];
}

/** An appraisal with the part of it that is secured. */
export class AppraisedDto extends RestsOnDto {
  @MoneyField({ description: 'Value.' })
  value!: MoneyDto;

  @DecimalField({
    scale: 4,
    optional: true,
    description: 'Secured amount over the value, rounded up.',
    example: '0.5000',
  })
  ratio?: string;
}

/** What was valid when a pledge was registered. */
export class AppraisedThenDto extends AppraisedDto {
  @TextField({ max: 60, description: 'The pledge.', example: '3f2b8c1e-….1' })
  pledgeId!: string;
}

/** A pledgee who has to consent. */
export class ConsentingPledgeDto {
  @TextField({ max: 60, description: 'His pledge.', example: '3f2b8c1e-….1' })
  pledgeId!: string;

  @IdField({ description: 'He.' })
  pledgeePartyId!: string;
}

/** Who must consent before the entry is disposed of. */
export class MustConsentDto {
  @ListField(uuid, { max: itemsMax, description: 'Holders, where there are several.' })
  coOwnerPartyIds!: readonly string[];

  @ListField(() => ConsentingPledgeDto, { max: itemsMax, description: 'Registered pledgees.' })
  pledges!: readonly ConsentingPledgeDto[];
}

/** What is answered of an entry whether or not all of it is shown. */
export class AnsweredDto {
  @BooleanField({ description: 'Nothing weighs on it, as of `asOf` and no later.', example: false })
  free!: boolean;

  @BooleanField({ description: 'Whether a new pledge could be registered now.', example: true })
  newPledgePossible!: boolean;

  @ListField(() => StatusReasonDto, { max: 40, description: 'Why, with what stands in the way.' })
  reasons!: readonly StatusReasonDto[];

  @MoneyField({ description: 'Secured by all registered pledges.' })
  secured!: MoneyDto;

  @ObjectField(() => AppraisedDto, {
    optional: true,
    description: 'The appraisal that counts now: the one the lender who asks chose, or the latest.',
  })
  valuation?: AppraisedDto;

  @DecimalField({
    scale: 4,
    optional: true,
    description: 'Value over all that is secured, rounded down.',
    example: '2.0000',
  })
  coverage?: string;
}

/** An entry in the answer of a batch. */
export class EntryAnswerDto extends AnsweredDto {
  @IdField({ description: 'The entry.' })
  holdingId!: string;

  @EnumField(['holding', 'processing', 'operation'], { description: 'The right.' })
  right!: 'holding' | 'processing' | 'operation';
}

/** One asset of a batch. */
export class BatchItemDto {
  @IdField({ description: 'The asset.' })
  assetId!: string;

  @BooleanField({ description: 'False: not there, or not yours to see.', example: true })
  found!: boolean;

  @IntegerField({ min: 1, optional: true, description: 'Version of the title.', example: 12 })
  titleVersion?: number;

  @ListField(() => EntryAnswerDto, { max: itemsMax, description: 'Its entries.' })
  entries!: readonly EntryAnswerDto[];
}

/** Assets asked about in one look at the log. */
export class PledgeStatusBatchDto {
  @ListField(uuid, {
    min: 1,
    max: 1_000,
    description: 'The assets, each once.',
    example: ['3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c'],
  })
  assetIds!: readonly string[];

  @TextField({
    max: 200,
    description: 'Why it is asked; it is recorded before the answer leaves.',
    example: '贷前调查',
  })
  purpose!: string;
}

/** All of them as of one position of the log. */
export class PledgeStatusBatchAnswerDto {
  @IntegerField({ min: 0, description: 'Position of the log that this is true at.', example: 42 })
  asOf!: number;

  @InstantField({ description: 'The instant by whose date terms were judged.' })
  at!: string;

  @ListField(() => BatchItemDto, { max: 1_000, description: 'In the order asked.' })
  items!: readonly BatchItemDto[];
}

/** Something that was recorded since. */
export class ChangeSinceDto {
  @EnumField(['title', 'asset', 'valuation'], { description: 'Where.', example: 'title' })
  of!: 'title' | 'asset' | 'valuation';

  @TextField({ max: 60, description: 'What happened.', example: 'PledgeReleased' })
  type!: string;

  @IntegerField({ min: 1, description: 'Position in the log.', example: 57 })
  position!: number;

  @IntegerField({ min: 1, description: 'Version in its stream.', example: 9 })
  version!: number;

  @InstantField({ description: 'When.' })
  recordedAt!: string;
}
