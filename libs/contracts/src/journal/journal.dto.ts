import {
  BooleanField,
  DateField,
  DigestField,
  DigestsField,
  EnumField,
  IdField,
  IntegerField,
  ListField,
  ObjectField,
  TextField,
} from '../fields.js';
import { MoneyDto, MoneyField } from '../money.dto.js';
import { WrittenDto } from '../written.dto.js';
import { MonthField, periodStates, runStates, sides } from './journal-fields.js';

/** Lines of a voucher that a person writes. */
const writtenLinesMax = 100;

const AttachmentsField = () =>
  DigestsField({ max: 50, optional: true, description: 'SHA-256 of each paper attached, hex.' });

/** The month of a journal, in a path. */
export class MonthPath {
  @MonthField('The month, `yyyy-MM`.')
  month!: string;
}

export class YearPath {
  @IntegerField({ min: 1_900, max: 9_999, description: 'The year, `yyyy`.', example: 2025 })
  year!: number;
}

export class VoucherPath extends MonthPath {
  @IntegerField({ min: 1, description: 'Number of the voucher in its month.', example: 1 })
  number!: number;
}

export class WrittenLineDto {
  @TextField({
    max: 41,
    description: 'Code of the account; with its detail after a full stop where there are several.',
    example: '1002',
  })
  account!: string;

  @EnumField(sides, { description: '借 or 贷.' })
  side!: (typeof sides)[number];

  @MoneyField({ description: 'Above zero.' })
  amount!: MoneyDto;
}

const yuan = (amount: string) => ({ amount, currency: 'CNY' });
const loanLines = [
  { account: '1002', side: 'debit', amount: yuan('300000.00') },
  { account: '2001', side: 'credit', amount: yuan('300000.00') },
];

/** A voucher that no fact of a book calls for, e.g. a loan. */
export class PostVoucherDto {
  @DateField({
    description: 'Date of the voucher: its month is the journal.',
    example: '2025-03-20',
  })
  date!: string;

  @TextField({ max: 200, description: '摘要.', example: '质押借款' })
  summary!: string;

  @ListField(() => WrittenLineDto, {
    min: 2,
    max: writtenLinesMax,
    description: 'Debits equal credits.',
    example: loanLines,
  })
  lines!: readonly WrittenLineDto[];

  @AttachmentsField()
  attachments?: readonly string[];

  @BooleanField({
    optional: true,
    description: 'Year-end adjustment: to a closed December whose report is not approved yet.',
    example: false,
  })
  adjustment?: boolean;
}

const movementTables = ['intangible', 'inventory', 'development'] as const;
const movementSections = ['cost', 'amortisation', 'impairment', 'provision'] as const;
const movementRows = [
  'opening',
  'purchase',
  'ownWork',
  'otherAddition',
  'charge',
  'disposal',
  'lapse',
  'otherReduction',
  'reversal',
  'writeOff',
] as const;
const bookSources = ['purchased', 'selfMade', 'other'] as const;

/** Which cell of a statutory table a line moves. */
export class MovementDto {
  @EnumField(movementTables, { description: 'The table.' })
  table!: (typeof movementTables)[number];

  @EnumField(movementSections, { description: 'Its section.' })
  section!: (typeof movementSections)[number];

  @EnumField(movementRows, { description: 'The row within the section.' })
  row!: (typeof movementRows)[number];

  @EnumField(bookSources, { description: 'The column.' })
  source!: (typeof bookSources)[number];
}

export class RestatedLineDto extends WrittenLineDto {
  @IdField({ optional: true, description: 'The book, where an account of assets is corrected.' })
  bookId?: string;

  @ObjectField(() => MovementDto, {
    optional: true,
    description: 'The cell that is corrected; of accounts of assets, and of no others.',
  })
  movement?: MovementDto;
}

/** A material error of a year whose report was approved (CAS 28 art. 12). */
export class PostRestatementDto {
  @MonthField('Month of that year which the error concerns.')
  concernsMonth!: string;

  @DateField({
    optional: true,
    description:
      'Date of the voucher, in an open month; today, or the first open month, when absent.',
    example: '2026-04-20',
  })
  date?: string;

  @TextField({ max: 200, description: '摘要.', example: '更正 2025 年度少计提的减值准备' })
  summary!: string;

  @TextField({
    max: 500,
    description: 'Nature of the error.',
    example: '2025 年度减值测试参数有误',
  })
  reason!: string;

  @ListField(() => RestatedLineDto, {
    min: 2,
    max: writtenLinesMax,
    description: 'Debits equal credits; profit and loss of the prior year go to 6901.',
    example: [
      { account: '6901', side: 'debit', amount: yuan('100.00') },
      { account: '2211', side: 'credit', amount: yuan('100.00') },
    ],
  })
  lines!: readonly RestatedLineDto[];

  @AttachmentsField()
  attachments?: readonly string[];
}

const decisions = ['post', 'reject'] as const;

export class ReviewVoucherDraftDto {
  @EnumField(decisions, { description: 'Post it, or send it back.' })
  decision!: (typeof decisions)[number];

  @TextField({ max: 500, optional: true, description: 'Why it is sent back.', example: '附件不全' })
  reason?: string;
}

export class ReverseVoucherDto {
  @TextField({ max: 200, description: 'Why it is taken back.', example: '重复记账' })
  reason!: string;

  @DateField({
    optional: true,
    description:
      'Date of the red voucher; when absent, in the month of the other one, or the first open one.',
    example: '2025-03-31',
  })
  date?: string;
}

export class ApproveReportDto {
  @DateField({ optional: true, description: 'When it was approved; today when absent.' })
  approvedOn?: string;

  @DigestField({ optional: true, description: 'SHA-256 of the approved report.' })
  reportDigest?: string;
}

const voucherStates = ['posted', 'waiting', 'rejected'] as const;

/** What became of a voucher. */
export class VoucherWrittenDto extends WrittenDto {
  @TextField({
    max: 60,
    description: 'Id of the voucher; of a draft, for its review.',
    example: '2025-03.3f2b8c1e-5d47-4a9b-8e60-7c1d2f3a4b5c',
  })
  declare id: string;

  @MonthField('Month of the journal that it stands in.')
  month!: string;

  @EnumField(voucherStates, { description: '`waiting`: for another person’s review.' })
  state!: (typeof voucherStates)[number];

  @IntegerField({ min: 1, optional: true, description: 'Its number, once posted.', example: 1 })
  number?: number;

  @MonthField('The closed month that it belongs to.', { optional: true })
  concernsMonth?: string;
}

/** What became of a month. */
export class PeriodWrittenDto extends WrittenDto {
  @TextField({ max: 7, description: 'The month.', example: '2025-03' })
  declare id: string;

  @EnumField(periodStates, { description: 'How it stands.' })
  state!: (typeof periodStates)[number];

  @IntegerField({ description: 'Vouchers posted: the last number.', example: 12 })
  vouchers!: number;

  @DigestField({
    optional: true,
    description: 'Digest of the closing event: it chains to every voucher of the month.',
  })
  digest?: string;
}

export class RunWrittenDto extends WrittenDto {
  @MonthField('The month.')
  month!: string;

  @EnumField(runStates, { description: '`running`: look at its progress.' })
  state!: (typeof runStates)[number];
}
