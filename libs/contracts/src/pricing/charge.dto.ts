import { chargeItems, type ChargeItem } from '@ledger/domain/pricing/charging.js';
import { chargeGrounds, type ChargeGround } from '@ledger/domain/order/charge.events.js';
import { quantityMax, usageUnits, type UsageUnit } from '@ledger/domain/usage/metering.js';
import {
  BooleanField,
  DateField,
  DecimalField,
  DigestField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { SignedMoneyDto } from '../settlement/signed-money.dto.js';
import { WrittenDto } from '../written.dto.js';

/** Filters of the list of charges. */
export class ChargesQuery extends PageQuery {}

/** Charges what is due, or what one side declares for a period that is over. */
export class ChargeDueDto {
  @DateField({
    optional: true,
    description: 'With a declaration: first day of its period. Without: what is due by now.',
    example: '2026-11-01',
  })
  from?: string;

  @MoneyField({
    optional: true,
    description: 'revenueShare: revenue made in the period; by either side.',
    example: { amount: '250000.00', currency: 'CNY' },
  })
  revenue?: MoneyDto;

  @IntegerField({
    ...{ min: 0, max: quantityMax, optional: true, example: 1_200 },
    description: 'perResult, declared: results found in the month; by the seller.',
  })
  results?: number;

  @DigestField({ optional: true, description: 'With a declaration: SHA-256 of its report.' })
  reportDigest?: string;
}

/** More packages under the same contract. */
export class BuyPackagesDto {
  @IntegerField({ min: 1, max: 1_000, description: 'How many.', example: 1 })
  packages!: number;
}

/** The seller takes a charge back. */
export class CreditChargeDto {
  @MoneyField({ description: 'How much of it, with VAT.' })
  amount!: MoneyDto;

  @TextField({ max: 1_000, description: 'Why.', example: '接口故障期间减免' })
  reason!: string;
}

/** A charge, in short. */
export class ChargeRefDto {
  @IntegerField({ min: 1, description: 'Number.', example: 1 })
  chargeNo!: number;

  @ObjectField(() => SignedMoneyDto, { description: 'With VAT; below zero where it takes back.' })
  gross!: SignedMoneyDto;
}

/** Charges were recorded. */
export class ChargesWrittenDto extends WrittenDto {
  @ListField(() => ChargeRefDto, { max: 100, description: 'What was charged by this request.' })
  charges!: readonly ChargeRefDto[];
}

/** Units of a month that a tier took. */
export class ChargeTierDto {
  @IntegerField({ min: 1, description: 'First.', example: 1 })
  from!: number;

  @IntegerField({ min: 1, optional: true, description: 'Inclusive last.', example: 10_000 })
  upTo?: number;
}

/** One step of the computation. */
export class ChargeLineDto {
  @EnumField(chargeItems, { description: 'What for.' })
  item!: ChargeItem;

  @TextField({ max: 40, description: 'Units, periods, days, or CNY of revenue.', example: '1200' })
  quantity!: string;

  @TextField({
    max: 40,
    description: 'CNY for each `perUnits`; a share: its rate.',
    example: '0.10',
  })
  unitPrice!: string;

  @IntegerField({ min: 1, description: 'How many units the price is of.', example: 1 })
  perUnits!: number;

  @ObjectField(() => ChargeTierDto, {
    optional: true,
    description: 'Which units of the month.',
    example: { from: 1, upTo: 10_000 },
  })
  tier?: ChargeTierDto;

  @TextField({ max: 60, description: 'CNY, not rounded.', example: '120.00' })
  amount!: string;
}

/** First and inclusive last day. */
export class ChargePeriodDto {
  @DateField({ description: 'First day.', example: '2026-11-01' })
  from!: string;

  @DateField({ description: 'Inclusive last day.', example: '2026-11-30' })
  until!: string;
}

/** What one side declared. */
export class ChargeDeclarationDto {
  @EnumField(['buyer', 'seller'], { description: 'Who.' })
  side!: 'buyer' | 'seller';

  @IdField({ description: 'Its organisation.' })
  partyId!: string;

  @MoneyField({ optional: true, description: 'Revenue.' })
  revenue?: MoneyDto;

  @IntegerField({ min: 0, optional: true, description: 'Results.', example: 1_200 })
  results?: number;

  @DigestField({ description: 'SHA-256 of the report.' })
  reportDigest!: string;
}

/** What was taken back of an earlier charge. */
export class ChargeCreditDto {
  @IntegerField({ min: 1, description: 'The charge.', example: 1 })
  chargeNo!: number;

  @MoneyField({ description: 'So much of it, with VAT.' })
  amount!: MoneyDto;

  @MoneyField({ description: 'VAT of that.' })
  vat!: MoneyDto;
}

const chargeStates = ['due', 'settled', 'credit', 'nothing', 'takenBack'] as const;

/** A charge of a period, with every step of its computation; both sides see the same. */
export class ChargeDto {
  @IntegerField({ min: 1, description: 'Number within the order.', example: 1 })
  chargeNo!: number;

  @IdField({ description: 'The order.' })
  orderId!: string;

  @IdField({ description: 'Party id of the seller.' })
  sellerPartyId!: string;

  @IdField({ description: 'Party id of the buyer.' })
  buyerPartyId!: string;

  @EnumField(chargeGrounds, {
    description: 'What for; adjustment: takes back a part of an earlier one.',
    example: 'use',
  })
  ground!: ChargeGround;

  @ObjectField(() => ChargePeriodDto, { description: 'Period.' })
  period!: ChargePeriodDto;

  @EnumField(chargeStates, {
    description:
      'due: not wholly paid; settled: paid and divided; credit: it takes back; nothing: it comes to ' +
      'nothing; takenBack: later charges took all of it back.',
    example: 'due',
  })
  state!: (typeof chargeStates)[number];

  @IntegerField({
    ...{ min: 1, optional: true, example: 1 },
    description:
      'The first charge for this period: this one is the difference to what came before.',
  })
  follows?: number;

  @EnumField(usageUnits, { optional: true, description: 'What is counted.' })
  unit?: UsageUnit;

  @TextField({ max: 40, description: 'Of the whole period, as it now stands.', example: '1200' })
  quantity!: string;

  @TextField({ max: 40, description: 'What of it was charged before.', example: '0' })
  quantityBefore!: string;

  @ListField(() => ChargeLineDto, { max: 50, description: 'The whole period, step by step.' })
  lines!: readonly ChargeLineDto[];

  @TextField({ max: 60, description: 'Sum of the steps in CNY, not rounded.', example: '120.00' })
  exact!: string;

  @ObjectField(() => SignedMoneyDto, { description: 'The same in fen, rounded once, half up.' })
  stated!: SignedMoneyDto;

  @BooleanField({ description: 'Whether VAT is inside of it.' })
  vatIncluded!: boolean;

  @MoneyField({ description: 'With VAT: what was charged for the period before.' })
  charged!: MoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'This charge without VAT.' })
  net!: SignedMoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'Its VAT.' })
  vat!: SignedMoneyDto;

  @DecimalField({ integerDigits: 1, scale: 6, description: 'Rate of VAT.', example: '0.060000' })
  vatRate!: string;

  @ObjectField(() => SignedMoneyDto, { description: 'This charge with VAT.' })
  gross!: SignedMoneyDto;

  @MoneyField({ description: 'What later charges took back of it.' })
  takenBack!: MoneyDto;

  @ListField(() => ChargeCreditDto, {
    ...{ max: 1_000, optional: true },
    description: 'What it takes back itself.',
  })
  credits?: readonly ChargeCreditDto[];

  @ObjectField(() => ChargeDeclarationDto, { optional: true, description: 'Declared by a side.' })
  declaration?: ChargeDeclarationDto;

  @TextField({ max: 4_000, optional: true, description: 'Why it takes back.', example: '减免' })
  reason?: string;

  @IntegerField({ min: 1, optional: true, description: 'Dispute that decided it.', example: 1 })
  disputeNo?: number;

  @DateField({ description: 'Day on which it was charged.' })
  on!: string;

  @DateField({ optional: true, description: 'Inclusive last day to pay it.' })
  payUntil?: string;

  @IntegerField({ min: 1, description: 'Position of the event in the log.', example: 42 })
  position!: number;
}
