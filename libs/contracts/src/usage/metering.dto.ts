import type { Metering } from '@ledger/domain/usage/metering.js';
import { quantityMax, usageUnits } from '@ledger/domain/usage/metering.js';
import { EnumField, IntegerField, ObjectField } from '../fields.js';

/** How much use a licence holds. */
export class QuotaDto {
  @IntegerField({ min: 1, max: quantityMax, description: 'In units.', example: 100_000 })
  quantity!: number;

  @EnumField(['term', 'month'], {
    description: 'term: for the whole term; month: anew in each calendar month (Asia/Shanghai).',
  })
  per!: 'term' | 'month';
}

/** How use is counted (计量). */
export class MeteringDto {
  @EnumField(usageUnits, {
    description:
      'The smallest unit that is counted; result: only calls that found something (查得计费).',
  })
  unit!: (typeof usageUnits)[number];

  @ObjectField(() => QuotaDto, {
    optional: true,
    description: 'How much use the licence holds; absent: as much as the buyer uses.',
  })
  quota?: QuotaDto;
}

/** Metering as offers carry it. */
export const termsOfMetering = ({ unit, quota }: MeteringDto): Metering => ({
  unit,
  ...(quota && { quota: { quantity: quota.quantity, per: quota.per } }),
});
