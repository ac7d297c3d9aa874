import type { VoucherKind } from '@ledger/domain/accounting/journal.events.js';
import { EnumField, Field, IdField, KnownAtField, TextField } from '../fields.js';
import { PageQuery } from '../page.js';
import { date, type Shape } from '../shape.js';

/** Why a voucher was made. */
export const voucherKinds = [
  'fact',
  'amortisation',
  'manual',
  'reversal',
  'restatement',
  'opening',
] as const satisfies readonly VoucherKind[];

/** The party whose accounts are asked for, by its code or its id. */
const party: Shape = {
  accepts: (value) => typeof value === 'string' && /^[0-9A-Za-z:.-]{1,64}$/u.test(value),
  normalise: (value) => (typeof value === 'string' ? value.trim() : value),
  zh: '统一社会信用代码或主体标识',
  en: 'a unified social credit code or a party id',
  schema: { type: 'string', minLength: 1, maxLength: 64 },
};

const month = /^(?:19|[2-9]\d)\d{2}-(0[1-9]|1[0-2])$/u;

/** A day, or a month: its first day where a period begins, its last where one ends. */
const dayOrMonth: Shape = {
  accepts: (value) => typeof value === 'string' && (month.test(value) || date.accepts(value)),
  normalise: (value) => (typeof value === 'string' ? value.trim() : value),
  zh: '存在的日期或月份，写作 2025-12-31 或 2025-12',
  en: 'a date or a month, written as 2025-12-31 or 2025-12',
  schema: { type: 'string', pattern: '^\\d{4}-\\d{2}(-\\d{2})?$' },
};

const entityField = {
  optional: true,
  description: 'Whose accounts: code or party id; absent: the caller’s own organisation’s.',
  example: '91330106MA2EXAMP1E',
} as const;

/** Accounts as they stand at the end of a day. */
export class AsOfQuery {
  @Field(party, entityField)
  entity?: string;

  @Field(dayOrMonth, {
    optional: true,
    description: 'Last day that counts, or a month to its end; absent: today.',
    example: '2025-12-31',
  })
  asOf?: string;

  @KnownAtField()
  knownAt?: string;
}

const fromField = {
  optional: true,
  description: 'First day, or a month; absent: the first day of the year of `to`.',
  example: '2025-01-01',
} as const;
const toField = {
  optional: true,
  description: 'Last day, or a month to its end; absent: today.',
  example: '2025-12-31',
} as const;

/** Accounts of a period. */
export class PeriodQuery {
  @Field(party, entityField)
  entity?: string;

  @Field(dayOrMonth, fromField)
  from?: string;

  @Field(dayOrMonth, toField)
  to?: string;

  @KnownAtField()
  knownAt?: string;
}

/** Accounts of a period, or of a year up to a day. */
export class TrialBalanceQuery extends PeriodQuery {
  @Field(dayOrMonth, {
    optional: true,
    description: 'Last day, in place of `to`.',
    example: '2025-12-31',
  })
  asOf?: string;
}

/** Which vouchers, all of them. */
export class JournalFileQuery extends PeriodQuery {
  @EnumField(voucherKinds, { optional: true, description: 'Only vouchers of this kind.' })
  kind?: string;
}

/** Which vouchers, page by page. */
export class JournalQuery extends PageQuery {
  @Field(party, entityField)
  entity?: string;

  @Field(dayOrMonth, fromField)
  from?: string;

  @Field(dayOrMonth, toField)
  to?: string;

  @KnownAtField()
  knownAt?: string;

  @EnumField(voucherKinds, { optional: true, description: 'Only vouchers of this kind.' })
  kind?: string;
}

const accountField = {
  max: 40,
  description: 'Code of the account; its sub-accounts are with it.',
  example: '1701',
} as const;

/** A sub-ledger: the lines of an account, or of one book on it. */
export class SubLedgerQuery extends JournalQuery {
  @TextField(accountField)
  account!: string;

  @IdField({ optional: true, description: 'Only lines of this book.' })
  bookId?: string;
}

/** The general ledger: accounts by month. */
export class GeneralLedgerQuery extends PeriodQuery {
  @TextField({ ...accountField, optional: true })
  account?: string;
}

const evidenceTables = ['intangible', 'inventory', 'balance-sheet', 'trial-balance'] as const;
const evidenceColumns = [
  'purchased',
  'selfMade',
  'other',
  'total',
  'opening',
  'closing',
  'ofWhichOpening',
  'ofWhichClosing',
  'debit',
  'credit',
] as const;

/** A cell of a statutory table or of a statement. */
export class CellQuery extends PageQuery {
  @EnumField(evidenceTables, { description: 'The table.' })
  table!: (typeof evidenceTables)[number];

  @TextField({
    max: 40,
    description:
      'The row, by its number from 1 or its key; a line of the balance sheet; an account.',
    example: 'cost.closing',
  })
  row!: string;

  @EnumField(evidenceColumns, { description: 'The column.', example: 'total' })
  column!: (typeof evidenceColumns)[number];

  @Field(party, entityField)
  entity?: string;

  @Field(dayOrMonth, { optional: true, description: 'First day, or a month.', example: '2025-01' })
  from?: string;

  @Field(dayOrMonth, { optional: true, description: 'Last day, or a month.', example: '2025-12' })
  to?: string;

  @KnownAtField()
  knownAt?: string;
}

/** Vouchers for an accounting package. */
export class TemplateQuery extends PeriodQuery {
  @TextField({
    max: 31,
    description: 'Name of the template, as the policy `voucher-templates` has it.',
    example: 'yonyou',
  })
  template!: string;
}
