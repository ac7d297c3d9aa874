import { quantityMax, usageUnits } from '@ledger/domain/usage/metering.js';
import type { UncountedGround } from '@ledger/domain/usage/usage.events.js';
import {
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
import type { Shape } from '../shape.js';
import { WrittenDto } from '../written.dto.js';
import { QuotaDto } from './metering.dto.js';

/** Uses in one batch, at most. */
const batchUsesMax = 500;

/** The largest sequence number of a meter. */
const sequenceMax = 999_999_999_999;

const grounds = ['beforeTerm', 'afterExpiry', 'noResult'] as const satisfies UncountedGround[];

const meterForm = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,63}$/;

const meterId: Shape = {
  accepts: (value) => typeof value === 'string' && meterForm.test(value),
  zh: '1 至 64 个字母、数字或 . _ : - 组成的计量器标识，以字母或数字开头',
  en: 'a meter’s name of 1 to 64 letters, digits or . _ : -, beginning with a letter or digit',
  schema: { type: 'string', pattern: meterForm.source },
};

const MeterField = (): PropertyDecorator =>
  Field(meterId, { description: 'The meter, by its own stable name.', example: 'gateway-1' });

/** One use as its meter saw it. */
export class UsageLineDto {
  @IntegerField({
    min: 1,
    max: sequenceMax,
    description: 'Number that the meter gave it, from 1 without gaps; counted once.',
    example: 1,
  })
  sequence!: number;

  @InstantField({ description: 'When it was used.', example: '2026-11-20T01:30:00.000000Z' })
  usedAt!: string;

  @IntegerField({
    min: -quantityMax,
    max: quantityMax,
    description: 'In units; negative exactly where it corrects another use. 0 fills a gap.',
    example: 1,
  })
  quantity!: number;

  @EnumField(['hit', 'miss'], {
    optional: true,
    description: 'Whether it found something; needed where results are counted (查得计费).',
  })
  result?: 'hit' | 'miss';

  @IntegerField({
    min: 1,
    max: sequenceMax,
    optional: true,
    example: 1,
    description:
      'Sequence of the use of the same meter that this takes back, wholly or in part; say the ' +
      'instant (and result) of that use again.',
  })
  corrects?: number;
}

/** What one meter reports. */
export class RecordUsageDto {
  @MeterField()
  meterId!: string;

  @ListField(() => UsageLineDto, {
    min: 1,
    max: batchUsesMax,
    example: [{ sequence: 1, usedAt: '2026-11-20T01:30:00.000000Z', quantity: 1 }],
    description: 'Uses, in any order; those that were reported before are not counted again.',
  })
  events!: readonly UsageLineDto[];

  @DigestField({
    description: 'SHA-256 of the request log that the meter keeps of these uses (可控可计量).',
  })
  requestLogDigest!: string;
}

/** A use that was recorded and does not count. */
export class FlaggedUseDto {
  @IntegerField({ min: 1, description: 'Its number.', example: 17 })
  sequence!: number;

  @EnumField(grounds, {
    description: 'Used before the first day, after the last day, or without a result.',
  })
  ground!: UncountedGround;
}

/** What became of a batch. */
export class UsageRecordedDto extends WrittenDto {
  @IntegerField({ description: 'Uses recorded by it.', example: 500 })
  accepted!: number;

  @IntegerField({ description: 'Uses that were known already, and not counted again.', example: 0 })
  duplicates!: number;

  @ListField(() => FlaggedUseDto, {
    max: batchUsesMax,
    description: 'Of those recorded, the ones that do not count and are not billed.',
  })
  flagged!: readonly FlaggedUseDto[];

  @IntegerField({
    optional: true,
    description: 'Units left in the quota, of the month of recording where it is monthly.',
    example: 99_500,
  })
  remaining?: number;
}

/** A month of use, by the day of use in Asia/Shanghai. */
export class MonthOfUseDto {
  @TextField({ max: 7, description: 'Month of use.', example: '2026-11' })
  month!: string;

  @IntegerField({ description: 'Units counted, corrections taken off.', example: 1_000 })
  counted!: number;

  @IntegerField({ description: 'Of these, within the quota.', example: 1_000 })
  withinQuota!: number;

  @IntegerField({
    description: 'Used beyond the quota: flagged, not billed by itself.',
    example: 0,
  })
  overQuota!: number;

  @IntegerField({ description: 'Uses counted, corrections left out.', example: 1_000 })
  uses!: number;

  @IntegerField({ description: 'Units taken back by corrections.', example: 0 })
  corrected!: number;
}

/** What a meter has reported. */
export class MeterDto {
  @MeterField()
  meterId!: string;

  @IntegerField({ description: 'The highest sequence number seen.', example: 1_000 })
  highest!: number;

  @TextField({
    max: 1_000,
    optional: true,
    description: 'The first of the numbers below it that are missing; absent: none is.',
    example: '17,40-42',
  })
  missing?: string;
}

/** Units recorded and not counted. */
export class UncountedDto {
  @IntegerField({ description: 'Used before the first day of the licence.', example: 0 })
  beforeTerm!: number;

  @IntegerField({ description: 'Used after its last day.', example: 0 })
  afterExpiry!: number;

  @IntegerField({ description: 'Calls without a result, where results are counted.', example: 0 })
  noResult!: number;
}

/** The use of an order: one answer for both sides. */
export class UsageDto {
  @IdField({ description: 'The order.' })
  orderId!: string;

  @EnumField(usageUnits, { description: 'The unit that is counted.' })
  unit!: (typeof usageUnits)[number];

  @ObjectField(() => QuotaDto, { optional: true, description: 'How much the licence holds.' })
  quota?: QuotaDto;

  @DateField({ optional: true, description: 'First day of use; absent: no contract yet.' })
  from?: string;

  @DateField({ optional: true, description: 'Inclusive last day of use; absent: none is set.' })
  until?: string;

  @IntegerField({ description: 'Units counted in all.', example: 1_000 })
  counted!: number;

  @IntegerField({ description: 'Of these, within the quota: what is billed.', example: 1_000 })
  withinQuota!: number;

  @IntegerField({ description: 'Of these, beyond the quota.', example: 0 })
  overQuota!: number;

  @IntegerField({
    optional: true,
    description: 'Units left now; of this month where the quota is monthly.',
    example: 99_000,
  })
  remaining?: number;

  @ObjectField(() => UncountedDto, { description: 'Units recorded and not counted.' })
  uncounted!: UncountedDto;

  @ListField(() => MonthOfUseDto, { max: 240, description: 'By month of use, in order.' })
  months!: readonly MonthOfUseDto[];

  @ListField(() => MeterDto, { max: 1_000, description: 'What each meter has reported.' })
  meters!: readonly MeterDto[];

  @IntegerField({ description: 'Position of the last report in the log; 0: none.', example: 42 })
  position!: number;
}

/** One batch as it was recorded. */
export class UsageBatchDto {
  @TextField({
    max: 40,
    description: 'Month of recording, part and version: names the batch within the order.',
    example: '2026-11.1.2',
  })
  id!: string;

  @MeterField()
  meterId!: string;

  @IntegerField({ min: 1, description: 'The lowest sequence number in it.', example: 1 })
  first!: number;

  @IntegerField({ min: 1, description: 'The highest.', example: 500 })
  last!: number;

  @IntegerField({ description: 'Uses in it.', example: 500 })
  uses!: number;

  @IntegerField({
    min: -quantityMax * batchUsesMax,
    description: 'Units that count, corrections taken off.',
    example: 500,
  })
  counted!: number;

  @IntegerField({ description: 'Uses in it that do not count.', example: 0 })
  flagged!: number;

  @DigestField({ description: 'SHA-256 of the request log of these uses.' })
  requestLogDigest!: string;

  @InstantField({ description: 'When it was recorded.' })
  recordedAt!: string;

  @IntegerField({ min: 1, description: 'Its position in the log.', example: 42 })
  position!: number;
}

/** A use as it was recorded. */
export class RecordedUseDto extends UsageLineDto {
  @EnumField(grounds, { optional: true, description: 'Why it does not count; absent: it does.' })
  ground?: UncountedGround;
}

/** A batch with its uses. */
export class UsageBatchWithEventsDto extends UsageBatchDto {
  @ListField(() => RecordedUseDto, { max: batchUsesMax, description: 'Its uses.' })
  events!: readonly RecordedUseDto[];
}

/** Filters of the list of batches. */
export class UsageBatchesQuery extends PageQuery {}
