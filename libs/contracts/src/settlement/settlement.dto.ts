import {
  BooleanField,
  DateField,
  DecimalField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { ChargePeriodDto } from '../pricing/charge.dto.js';
import { SignedMoneyDto } from './signed-money.dto.js';

const balanceSides = ['debit', 'credit', 'even'] as const;
const entrySides = ['debit', 'credit'] as const;

/** Filters of the list of accounts. */
export class AccountsQuery extends PageQuery {
  @TextField({
    max: 60,
    optional: true,
    description:
      'Only accounts of this party, order or of `exchange`; the operator and the auditor.',
    example: 'exchange',
  })
  owner?: string;
}

/** An account with what went through it. */
export class AccountDto {
  @TextField({ max: 80, description: 'Kind, colon, owner.', example: 'fee:exchange' })
  id!: string;

  @TextField({
    max: 20,
    description:
      'custody, receivable, due, escrow, payable, share, payDown, deposit, fee, tax, prepaid or held.',
    example: 'fee',
  })
  kind!: string;

  @TextField({ max: 60, description: 'A party, an order, or exchange.', example: 'exchange' })
  owner!: string;

  @MoneyField({ description: 'All debits.' })
  debit!: MoneyDto;

  @MoneyField({ description: 'All credits.' })
  credit!: MoneyDto;

  @MoneyField({ description: 'The difference.' })
  balance!: MoneyDto;

  @EnumField(balanceSides, { description: 'On which side it is.' })
  side!: (typeof balanceSides)[number];
}

/** One leg of a posting. */
export class AccountEntryDto {
  @TextField({ max: 40, description: 'Position and place in its event.', example: '42.0' })
  id!: string;

  @IntegerField({ min: 1, description: 'Position of the event in the log.', example: 42 })
  position!: number;

  @DateField({ description: 'Day (Asia/Shanghai).' })
  on!: string;

  @TextField({ max: 100, description: 'Event that posted it.', example: 'OrderSettled' })
  eventType!: string;

  @TextField({ max: 100, description: 'Stream of that event.', example: 'order-3f2b8c1e' })
  stream!: string;

  @TextField({ max: 80, description: 'The other side.', example: 'escrow:3f2b8c1e' })
  counterAccount!: string;

  @EnumField(entrySides, { description: 'Side.' })
  side!: (typeof entrySides)[number];

  @MoneyField({ description: 'Amount.' })
  amount!: MoneyDto;
}

/** Turnover of all accounts of a kind. */
export class KindTotalDto {
  @TextField({ max: 20, description: 'Kind.', example: 'escrow' })
  kind!: string;

  @MoneyField({ description: 'Debits.' })
  debit!: MoneyDto;

  @MoneyField({ description: 'Credits.' })
  credit!: MoneyDto;
}

/** Debits and credits of all accounts. */
export class AccountTotalsDto {
  @ListField(() => KindTotalDto, { max: 20, description: 'By kind.' })
  kinds!: readonly KindTotalDto[];

  @MoneyField({ description: 'All debits.' })
  debit!: MoneyDto;

  @MoneyField({ description: 'All credits.' })
  credit!: MoneyDto;

  @BooleanField({ description: 'Whether the two are equal: they always are.' })
  isBalanced!: boolean;
}

/** What is to be invoiced. */
export class InvoiceDto {
  @TextField({ max: 60, description: 'Order, full stop, number.', example: '3f2b8c1e.0' })
  id!: string;

  @EnumField(['blue', 'red'], { description: 'Red: takes back a part of a blue one (红字).' })
  kind!: 'blue' | 'red';

  @IdField({ description: 'The order.' })
  orderId!: string;

  @TextField({ max: 60, optional: true, description: 'The blue one.', example: '3f2b8c1e.0' })
  blueInvoiceId?: string;

  @IdField({ description: 'Who invoices.' })
  sellerPartyId!: string;

  @IdField({ description: 'Who is invoiced.' })
  buyerPartyId!: string;

  @DateField({ description: 'Day.' })
  on!: string;

  @IntegerField({
    ...{ min: 1, optional: true, example: 1 },
    description: 'The charge that it invoices; absent: the price.',
  })
  chargeNo?: number;

  @ObjectField(() => ChargePeriodDto, { optional: true, description: 'Period of the charge.' })
  period?: ChargePeriodDto;

  @TextField({ max: 40, optional: true, description: 'Quantity charged.', example: '1200' })
  quantity?: string;

  @TextField({ max: 20, optional: true, description: 'What it is counted in.', example: 'call' })
  unit?: string;

  @TextField({
    ...{ max: 500, optional: true, example: '0.10' },
    description: 'CNY for each unit; of several tiers each, in order.',
  })
  unitPrice?: string;

  @DecimalField({ integerDigits: 1, scale: 6, description: 'Rate of VAT.', example: '0.060000' })
  vatRate!: string;

  @ObjectField(() => SignedMoneyDto, { description: 'Without VAT.' })
  net!: SignedMoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'VAT.' })
  vat!: SignedMoneyDto;

  @ObjectField(() => SignedMoneyDto, { description: 'With VAT.' })
  gross!: SignedMoneyDto;
}

/** Filters of the list of claims on proceeds. */
export class PledgeProceedsQuery extends PageQuery {}

/** A pledge's claim on an order's proceeds. */
export class PledgeProceedsItemDto {
  @TextField({
    max: 60,
    description: 'The pledge.',
    example: '3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c.1',
  })
  pledgeId!: string;

  @IdField({ description: 'Its pledgee.' })
  pledgeePartyId!: string;

  @EnumField(['payDown', 'deposit', 'asAgreed'], { description: 'Where the proceeds go.' })
  proceeds!: 'payDown' | 'deposit' | 'asAgreed';

  @MoneyField({ description: 'What it secured when it consented to the sale.' })
  secured!: MoneyDto;

  @MoneyField({ optional: true, description: 'What it is due of the settled price.' })
  amount?: MoneyDto;
}

/** An order whose proceeds pledgees have a claim on (Civil Code art. 443, 444). */
export class PledgeProceedsDto {
  @IdField({ description: 'The order.' })
  orderId!: string;

  @EnumField(['bound', 'due', 'released'], {
    description: 'bound: by the sale; due: with its settlement; released: it came to nothing.',
  })
  state!: 'bound' | 'due' | 'released';

  @ListField(() => PledgeProceedsItemDto, { max: 100, description: 'Pledges, by rank.' })
  pledges!: readonly PledgeProceedsItemDto[];
}
