import {
  DateField,
  DecimalField,
  DigestsField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { voucherKinds } from './report-query.dto.js';

/** An amount in yuan; negative in red vouchers, and for balances on the credit side. */
export const YuanField = (description: string): PropertyDecorator =>
  DecimalField({ scale: 2, signed: true, description, example: '720000.00' });

/** The event that a line rests on. */
export class LineSourceDto {
  @TextField({ max: 200, description: 'Its stream.', example: 'book-3f2b8c1e' })
  stream!: string;

  @IntegerField({ min: 1, description: 'Its version in the stream.', example: 3 })
  version!: number;

  @IdField({ description: 'Its id.' })
  eventId!: string;
}

/** A line of a voucher. */
export class JournalLineDto {
  @IntegerField({ min: 1, description: 'From 1 within the voucher.', example: 1 })
  line!: number;

  @TextField({ max: 60, description: 'Code of the account.', example: '1701' })
  account!: string;

  @TextField({ max: 200, description: 'Name of the account.', example: '无形资产' })
  accountName!: string;

  @YuanField('Debit, in yuan.')
  debit!: string;

  @YuanField('Credit, in yuan.')
  credit!: string;

  @IdField({ optional: true, description: 'The book that it concerns.' })
  bookId?: string;

  @TextField({
    max: 80,
    optional: true,
    description: 'The cell of a statutory table that it moves: table/section/row/source.',
    example: 'intangible/cost/purchase/purchased',
  })
  movement?: string;

  @ObjectField(() => LineSourceDto, {
    optional: true,
    description: 'The event that it rests on; absent from a manual voucher.',
  })
  source?: LineSourceDto;
}

/** Another voucher. */
export class VoucherReferenceDto {
  @TextField({ max: 7, description: 'The journal, `yyyy-MM`.', example: '2025-03' })
  month!: string;

  @IntegerField({ min: 1, description: 'Its number there.', example: 7 })
  number!: number;
}

/** A posted voucher. */
export class JournalVoucherDto {
  @TextField({
    max: 7,
    description: 'The journal that it stands in, `yyyy-MM`.',
    example: '2025-02',
  })
  month!: string;

  @IntegerField({ min: 1, description: 'Continuous from 1 within the month.', example: 1 })
  number!: number;

  @EnumField(voucherKinds, { description: 'Why it was made.' })
  kind!: string;

  @DateField({ description: 'Its date.', example: '2025-02-10' })
  date!: string;

  @TextField({
    max: 7,
    optional: true,
    description: 'The closed month that the fact belongs to.',
    example: '2025-01',
  })
  concernsMonth?: string;

  @TextField({
    max: 7,
    optional: true,
    description: 'The month of an earlier period that it restates (CAS 28).',
    example: '2024-12',
  })
  restatedMonth?: string;

  @TextField({ max: 1_000, description: 'What happened, in words.', example: '购入数据集' })
  summary!: string;

  @ListField(() => JournalLineDto, { max: 500, description: 'Balanced lines.' })
  lines!: readonly JournalLineDto[];

  @DigestsField({ max: 100, description: 'SHA-256 of each paper attached.' })
  attachments!: readonly string[];

  @TextField({ max: 80, description: 'Token of who prepared it, or `system`.', example: 'system' })
  preparer!: string;

  @TextField({
    max: 80,
    optional: true,
    description: 'Token of who reviewed it.',
    example: '5d2b7a44',
  })
  reviewer?: string;

  @ObjectField(() => VoucherReferenceDto, {
    optional: true,
    description: 'The voucher that this red one takes back.',
  })
  reverses?: VoucherReferenceDto;

  @IntegerField({ min: 1, description: 'Position of its event in the log.', example: 4_211 })
  position!: number;

  @InstantField({ description: 'When it was recorded; its date says when it counts.' })
  recordedAt!: string;

  @IdField({ description: 'Id of its event.' })
  eventId!: string;
}

/** A line of a sub-ledger with the balance after it. */
export class LedgerLineDto {
  @DateField({ description: 'Accounting date.', example: '2025-02-10' })
  date!: string;

  @TextField({ max: 7, description: 'The journal.', example: '2025-02' })
  month!: string;

  @IntegerField({ min: 1, description: 'Number of the voucher.', example: 1 })
  number!: number;

  @IntegerField({ min: 1, description: 'Line of the voucher.', example: 1 })
  line!: number;

  @TextField({ max: 1_000, description: 'Summary of the voucher.', example: '购入数据集' })
  summary!: string;

  @TextField({ max: 60, description: 'Code of the account.', example: '1701' })
  account!: string;

  @TextField({ max: 200, description: 'Name of the account.', example: '无形资产' })
  accountName!: string;

  @IdField({ optional: true, description: 'The book that it concerns.' })
  bookId?: string;

  @YuanField('Debit, in yuan.')
  debit!: string;

  @YuanField('Credit, in yuan.')
  credit!: string;

  @YuanField('Balance after the line; negative on the credit side.')
  balance!: string;
}

/** An account's month. */
export class LedgerMonthDto {
  @TextField({ max: 7, description: 'The month.', example: '2025-02' })
  month!: string;

  @YuanField('Debits of the month.')
  debit!: string;

  @YuanField('Credits of the month.')
  credit!: string;

  @YuanField('Balance at its end; negative on the credit side.')
  balance!: string;
}

/** An account of the general ledger. */
export class LedgerAccountDto {
  @TextField({ max: 60, description: 'Code of the account.', example: '1701' })
  account!: string;

  @TextField({ max: 200, description: 'Name of the account.', example: '无形资产' })
  accountName!: string;

  @YuanField('Balance before the period; negative on the credit side.')
  opening!: string;

  @ListField(() => LedgerMonthDto, { max: 1_200, description: 'Months with postings.' })
  months!: readonly LedgerMonthDto[];

  @YuanField('Balance at the end of the period.')
  closing!: string;
}

/** The general ledger of a period. */
export class GeneralLedgerDto {
  @ListField(() => LedgerAccountDto, { max: 5_000, description: 'Accounts by their codes.' })
  accounts!: readonly LedgerAccountDto[];
}

/** Debit and credit. */
export class TurnoverDto {
  @YuanField('Debit, in yuan.')
  debit!: string;

  @YuanField('Credit, in yuan.')
  credit!: string;
}

/** A row of the trial balance. */
export class TrialBalanceRowDto {
  @TextField({ max: 60, description: 'Code of the account.', example: '1701' })
  account!: string;

  @TextField({ max: 200, description: 'Name of the account.', example: '无形资产' })
  accountName!: string;

  @ObjectField(() => TurnoverDto, { description: 'Balance before the period.' })
  opening!: TurnoverDto;

  @ObjectField(() => TurnoverDto, { description: 'Turnover of the period.' })
  period!: TurnoverDto;

  @ObjectField(() => TurnoverDto, { description: 'Balance at its end.' })
  closing!: TurnoverDto;
}

/** The sums of the trial balance. */
export class TrialBalanceTotalsDto {
  @ObjectField(() => TurnoverDto, { description: 'Before the period.' })
  opening!: TurnoverDto;

  @ObjectField(() => TurnoverDto, { description: 'Of the period.' })
  period!: TurnoverDto;

  @ObjectField(() => TurnoverDto, { description: 'At its end.' })
  closing!: TurnoverDto;
}
