import { quantityMax, usageUnits } from '@ledger/domain/usage/metering.js';
import {
  BooleanField,
  DateField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ObjectField,
  TextField,
} from '../fields.js';
import { QuotaDto } from '../usage/metering.dto.js';

/** A use that a delivery system is about to let through: who, for what, how much. */
export class CheckEntitlementDto {
  @IdField({ description: 'The order that gives the right.' })
  orderId!: string;

  @TextField({
    max: 100,
    description: 'Who wants to use it: party id, USCC, LEI or entry of a foreign register.',
    example: '91110000MA00BUYER0',
  })
  party!: string;

  @TextField({ max: 100, description: 'What for.', example: '信贷风险评估' })
  purpose!: string;

  @IntegerField({
    max: quantityMax,
    optional: true,
    description: 'How much, in units; 1 when absent. 0 asks whether anything may be used at all.',
    example: 1,
  })
  quantity?: number;
}

/** The use may go through. */
export class AllowedUseDto {
  @BooleanField({ description: 'Always true: what may not go through is a 403 with its reason.' })
  allowed!: boolean;

  @IdField({ description: 'The order.' })
  orderId!: string;

  @IdField({ description: 'Party id of the buyer.' })
  buyerPartyId!: string;

  @TextField({
    max: 100,
    description: 'The purpose that it was bought for.',
    example: '信贷风险评估',
  })
  purpose!: string;

  @DateField({ description: 'First day of use.' })
  from!: string;

  @DateField({ optional: true, description: 'Inclusive last day of use.' })
  until?: string;

  @EnumField(usageUnits, { description: 'The unit that is counted.' })
  unit!: (typeof usageUnits)[number];

  @ObjectField(() => QuotaDto, { optional: true, description: 'How much the licence holds.' })
  quota?: QuotaDto;

  @IntegerField({
    optional: true,
    description: 'Units left before this use, by what was reported so far.',
    example: 99_000,
  })
  remaining?: number;

  @InstantField({ description: 'When this held.' })
  checkedAt!: string;
}
