import {
  DateField,
  DigestField,
  EnumField,
  IdField,
  InstantField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto } from '../money.dto.js';
import { PageQuery } from '../page.js';
import { MonthField, periodStates, runStates, sides } from './journal-fields.js';

/** A run over the books of an entity, and how far it has come. */
export class AmortisationRunDto {
  @IdField({ description: 'Id of the run.' })
  runId!: string;

  @MonthField('The month.')
  month!: string;

  @EnumField(runStates, { description: 'How it stands.' })
  state!: (typeof runStates)[number];

  @IntegerField({ description: 'Books looked at so far.', example: 100_000 })
  examined!: number;

  @IntegerField({ description: 'Books whose charge was posted so far.', example: 99_812 })
  books!: number;

  @IntegerField({ description: 'Vouchers posted so far.', example: 671 })
  vouchers!: number;

  @ObjectField(() => MoneyDto, { optional: true, description: 'What was posted in all.' })
  total?: MoneyDto;

  @DigestField({ optional: true, description: 'SHA-256 over all books looked at.' })
  digest?: string;

  @InstantField({ description: 'When it began.' })
  startedAt!: string;

  @InstantField({ optional: true, description: 'When it ended.' })
  completedAt?: string;
}

/** Months of an entity; an auditor names whose. */
export class PeriodsQuery extends PageQuery {
  @IdField({ optional: true, description: 'Party id of the entity; the caller’s own when absent.' })
  entity?: string;
}

export class VoucherDraftsQuery extends PageQuery {
  @IdField({ optional: true, description: 'Party id of the entity; the caller’s own when absent.' })
  entity?: string;
}

export class AmortisationRunQuery {
  @IdField({ optional: true, description: 'Party id of the entity; the caller’s own when absent.' })
  entity?: string;
}

export class AccountingPeriodDto {
  @MonthField('The month.')
  month!: string;

  @EnumField(periodStates, { description: 'How it stands.' })
  state!: (typeof periodStates)[number];

  @IntegerField({ description: 'Vouchers posted: the last number.', example: 12 })
  vouchers!: number;

  @IntegerField({ description: 'Drafts that wait for a review.', example: 0 })
  drafts!: number;

  @DigestField({ optional: true, description: 'Digest of the closing event.' })
  digest?: string;

  @DateField({ optional: true, description: 'Of December: when the year’s report was approved.' })
  approvedOn?: string;
}

export class VoucherDraftLineDto {
  @TextField({ max: 41, description: 'Code of the account.', example: '1002' })
  account!: string;

  @TextField({ max: 121, description: 'Its name.', example: '银行存款' })
  name!: string;

  @EnumField(sides, { description: '借 or 贷.' })
  side!: (typeof sides)[number];

  @TextField({ max: 20, description: 'Amount; red where negative.', example: '300000.00' })
  amount!: string;
}

export class VoucherDraftDto {
  @TextField({
    max: 100,
    description: 'Id of the draft.',
    example: '2025-03.3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  draftId!: string;

  @MonthField('Month of the journal.')
  month!: string;

  @DateField({ description: 'Date of the voucher.' })
  date!: string;

  @TextField({ max: 40, description: 'What it was made for.', example: 'manual' })
  kind!: string;

  @TextField({ max: 500, description: '摘要.', example: '质押借款' })
  summary!: string;

  @TextField({ max: 100, description: 'Token of the preparer.', example: 'p-7c1d2f3a' })
  preparer!: string;

  @InstantField({ description: 'When it was prepared.' })
  preparedAt!: string;

  @ListField(() => VoucherDraftLineDto, { max: 500, description: 'Its lines.' })
  lines!: readonly VoucherDraftLineDto[];
}
