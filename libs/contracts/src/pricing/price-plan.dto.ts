import {
  periodsMax,
  type StatedPlan,
  type StatedPricing,
  tiersMax,
  validDaysMax,
} from '@ledger/domain/pricing/plan.rules.js';
import {
  planKinds,
  planPeriods,
  type PlanKind,
  type PlanPeriod,
  type TierMethod,
  tierMethods,
} from '@ledger/domain/pricing/price-plan.js';
import { quantityMax } from '@ledger/domain/usage/metering.js';
import { BooleanField, DecimalField, EnumField, IntegerField, ListField } from '../fields.js';
import { MoneyDto, MoneyField, moneyOf } from '../money.dto.js';
import { present } from '../present.js';

const unitPrice = { integerDigits: 9, scale: 6 } as const;

/** A step of a price by quantity. */
export class PriceTierDto {
  @IntegerField({
    ...{ min: 1, max: quantityMax, optional: true, example: 10_000 },
    description: 'Inclusive last unit of the month in this tier; absent on the last tier alone.',
  })
  upTo?: number;

  @DecimalField({ ...unitPrice, description: 'CNY for each `perUnits`.', example: '0.10' })
  unitPrice!: string;
}

/**
 * How a licence is paid for. `kind` says which of the other members there are: each plan asks for its
 * own and refuses those of others.
 */
export class PricePlanDto {
  @EnumField(planKinds, {
    description:
      'oneOff: `amount` with the contract. subscription: `amount` as each period begins (`every`, ' +
      '`periods`). perUse: each unit metered in a calendar month, calls among them (`unitPrice`, ' +
      '`perUnits`). tiered: the same by quantity (`method`, `tiers`). perResult: each result ' +
      '(`unitPrice`, `counting`). package: `units` for `amount`, paid before use, valid `validDays`. ' +
      'revenueShare: `rate` of the declared revenue of each period, at least `minimum`. negotiated: ' +
      'to be agreed before signing; `amount` is what the seller has in mind.',
    example: 'tiered',
  })
  kind!: PlanKind;

  @BooleanField({ description: 'Whether value-added tax is inside the prices of the plan.' })
  vatIncluded!: boolean;

  @MoneyField({
    optional: true,
    description: 'oneOff: the price; subscription: the fee of a period; package: its price.',
    example: { amount: '3000.00', currency: 'CNY' },
  })
  amount?: MoneyDto;

  @EnumField(planPeriods, {
    optional: true,
    description: 'subscription, revenueShare: periods, counted from the first day of use.',
  })
  every?: PlanPeriod;

  @IntegerField({
    ...{ min: 1, max: periodsMax, optional: true, example: 12 },
    description: 'subscription: after so many periods the licence ends; absent: with its own term.',
  })
  periods?: number;

  @DecimalField({
    ...{ ...unitPrice, optional: true, example: '0.0035' },
    description: 'perUse, perResult: CNY for each `perUnits`.',
  })
  unitPrice?: string;

  @IntegerField({
    ...{ min: 1, max: 1_000_000_000, optional: true, example: 1 },
    description: 'perUse, tiered: how many units a price is of: 1 (default), 10³, 10⁶ or 10⁹.',
  })
  perUnits?: number;

  @EnumField(tierMethods, {
    optional: true,
    description:
      'tiered: graduated (分段累进): each unit at the price of its tier; volume (阶梯全量): all units ' +
      'at the price of the tier in which the month ends, so the total falls where a tier begins.',
  })
  method?: TierMethod;

  @ListField(() => PriceTierDto, {
    ...{ min: 1, max: tiersMax, optional: true },
    description: 'tiered: in rising order; the last one has no end.',
    example: [{ upTo: 10_000, unitPrice: '0.10' }, { unitPrice: '0.08' }],
  })
  tiers?: readonly PriceTierDto[];

  @EnumField(['metered', 'declared'], {
    optional: true,
    description: 'perResult: counted by the meters (units of `result`), or declared by the seller.',
  })
  counting?: 'metered' | 'declared';

  @IntegerField({
    ...{ min: 1, max: quantityMax, optional: true, example: 100_000 },
    description: 'package: units in it.',
  })
  units?: number;

  @IntegerField({
    ...{ min: 1, max: validDaysMax, optional: true, example: 365 },
    description: 'package: days of validity, the first day of use among them.',
  })
  validDays?: number;

  @DecimalField({
    ...{ integerDigits: 1, scale: 6, optional: true, example: '0.05' },
    description: 'revenueShare: part of the revenue, above 0 and at most 1.',
  })
  rate?: string;

  @MoneyField({
    optional: true,
    description: 'revenueShare: the least that is due for a period.',
    example: { amount: '1000.00', currency: 'CNY' },
  })
  minimum?: MoneyDto;
}

/** A plan as commands carry it: the rules say whether it can be. */
export const statedPlan = (dto: PricePlanDto): StatedPlan => ({
  kind: dto.kind,
  vatIncluded: dto.vatIncluded,
  ...present({
    amount: dto.amount && moneyOf(dto.amount),
    every: dto.every,
    periods: dto.periods,
    unitPrice: dto.unitPrice,
    perUnits: dto.perUnits,
    method: dto.method,
    tiers: dto.tiers?.map(({ upTo, unitPrice: price }) => ({
      ...present({ upTo }),
      unitPrice: price,
    })),
    counting: dto.counting,
    units: dto.units,
    validDays: dto.validDays,
    rate: dto.rate,
    minimum: dto.minimum && moneyOf(dto.minimum),
  }),
});

/** A price, a plan or both, as commands carry them. */
export const statedPricing = ({
  price,
  pricePlan,
}: {
  readonly price?: { readonly amount: MoneyDto; readonly vatIncluded: boolean };
  readonly pricePlan?: PricePlanDto;
}): StatedPricing => ({
  ...(price && { price: { amount: moneyOf(price.amount), vatIncluded: price.vatIncluded } }),
  ...(pricePlan && { pricePlan: statedPlan(pricePlan) }),
});
