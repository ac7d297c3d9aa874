import { BooleanField, DateField, EnumField, IdField, ListField, ObjectField } from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { WrittenDto } from '../written.dto.js';
import {
  OrdinalField,
  PledgeIdField,
  RankKeyDto,
  pledgeStates,
  type PledgeState,
} from './pledge.dto.js';

/** What one pledgee gets out of proceeds, to the fen. */
export class DistributedShareDto {
  @PledgeIdField('The pledge.')
  pledgeId!: string;

  @MoneyField({ description: 'For costs.' })
  costs!: MoneyDto;

  @MoneyField({ description: 'For interest.' })
  interest!: MoneyDto;

  @MoneyField({ description: 'For the principal.' })
  principal!: MoneyDto;

  @MoneyField({ description: 'In all.' })
  total!: MoneyDto;

  @MoneyField({ description: 'What stays owed, by the debtor alone.' })
  shortfall!: MoneyDto;

  @BooleanField({
    description: 'Nobody stated what is owed: what is registered is kept for him.',
    example: false,
  })
  reserved!: boolean;
}

/** Proceeds by rank. */
export class DistributionDto {
  @ListField(() => DistributedShareDto, { max: 5_000, description: 'Shares, by rank.' })
  shares!: readonly DistributedShareDto[];

  @MoneyField({ description: 'What is left for the pledgor.' })
  surplus!: MoneyDto;
}

/** What a write on a pledge answers. */
export class PledgeWrittenDto extends WrittenDto {
  @PledgeIdField('Id of the pledge.')
  override id!: string;

  @PledgeIdField('Id of the pledge, as `id`.')
  pledgeId!: string;

  @ObjectField(() => RankKeyDto, { description: 'Its place in the title, for ever.' })
  rankKey!: RankKeyDto;

  @OrdinalField()
  ordinal?: number;

  @EnumField(pledgeStates, {
    description: 'registered under the pledgor’s authorisation; claimed until he confirms.',
    example: 'registered',
  })
  state!: PledgeState;

  @DateField({
    optional: true,
    description: 'A claim lapses after this day unless the pledgor confirms it.',
  })
  lapsesAfter?: string;

  @IdField({ optional: true, description: 'The proposal that another person decides on.' })
  proposalId?: string;

  @IdField({ optional: true, description: 'The objection.' })
  objectionId?: string;

  @IdField({ optional: true, description: 'The agreement on rank.' })
  subordinationId?: string;

  @DateField({ optional: true, description: 'Inclusive last day for what was demanded.' })
  dueOn?: string;

  @ObjectField(() => DistributionDto, { optional: true, description: 'Who gets what.' })
  distribution?: DistributionDto;
}
