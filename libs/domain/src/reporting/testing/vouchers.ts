import type { AccountRole, BookSource, Movement, MovementRow } from '../../accounting/entry.js';
import type {
  VoucherContent,
  VoucherLine,
  VoucherPosted,
} from '../../accounting/journal.events.js';
import { monthOf } from '../../month.js';
import { fromMinorUnits } from '../../money.js';
import type { AccountSum, Turnover } from '../account-sums.js';
import { movementText } from '../movement-text.js';
import { reportDate, type ReportPeriod } from '../report-days.js';

export const sampleEntity = '8f7c1f1e-54c2-5d0f-9a7e-0a4f5d2d9c11';

/** Codes of the fact sheet, section 7. */
const codes: Partial<Record<AccountRole, readonly [code: string, name: string]>> = {
  bank: ['1002', '银行存款'],
  receivables: ['1122', '应收账款'],
  inventory: ['1405', '库存商品'],
  inventoryProvision: ['1471', '存货跌价准备'],
  intangible: ['1701', '无形资产'],
  accumulatedAmortisation: ['1702', '累计摊销'],
  intangibleImpairment: ['1703', '无形资产减值准备'],
  pendingLoss: ['1901', '待处理财产损溢'],
  shortTermLoan: ['2001', '短期借款'],
  payroll: ['2211', '应付职工薪酬'],
  inputTax: ['2221', '应交税费'],
  outputTax: ['2221', '应交税费'],
  productionCost: ['5001', '生产成本'],
  developmentExpenditure: ['5301', '研发支出'],
  researchExpense: ['5301', '研发支出'],
  revenue: ['6001', '主营业务收入'],
  disposalGain: ['6115', '资产处置损益'],
  costOfSales: ['6401', '主营业务成本'],
  administrationExpense: ['6602', '管理费用'],
  impairmentLoss: ['6701', '资产减值损失'],
  nonOperatingLoss: ['6711', '营业外支出'],
  priorPeriodAdjustment: ['6901', '以前年度损益调整'],
  openingBalance: ['3999', '期初余额'],
};

/** A line in yuan: debit positive, credit negative, and the cell it moves. */
export type SampleLine = readonly [
  role: AccountRole,
  yuan: number,
  moves?: readonly [
    book: string,
    table: Movement['table'],
    section: Movement['section'],
    row: MovementRow,
    source: BookSource,
  ],
];

/** Ids of sample books, by their letter. */
export const sampleBook = (letter: string): string =>
  `00000000-0000-4000-8000-${letter.codePointAt(0)!.toString(16).padStart(12, '0')}`;

const lineOf = ([role, yuan, moves]: SampleLine, index: number): VoucherLine => {
  const [code = '9999', name = role] = codes[role] ?? [];
  const [book, table, section, row, source] = moves ?? [];
  return {
    line: index + 1,
    role,
    side: yuan < 0 ? 'credit' : 'debit',
    amount: fromMinorUnits(BigInt(Math.round(Math.abs(yuan) * 100))),
    account: { code, name },
    ...(book !== undefined && {
      bookId: sampleBook(book),
      source: {
        stream: `book-${sampleBook(book)}`,
        version: 1,
        eventId: sampleBook(`${book}`),
      },
    }),
    ...(table !== undefined && { movement: { table, section, row, source } as Movement }),
  };
};

/** Numbers vouchers of each month from 1, as they come. */
export class SampleJournal {
  private readonly numbers = new Map<string, number>();
  readonly posted: VoucherPosted[] = [];

  constructor(private readonly entityPartyId: string = sampleEntity) {}

  post(date: string, lines: readonly SampleLine[], more: Partial<VoucherContent> = {}): this {
    const month = more.month ?? monthOf(date);
    const number = (this.numbers.get(month) ?? 0) + 1;
    this.numbers.set(month, number);
    const data = {
      entityPartyId: this.entityPartyId,
      month,
      number,
      kind: 'fact' as const,
      date,
      summary: '凭证',
      lines: lines.filter(([, yuan]) => yuan !== 0).map(lineOf),
      attachments: [],
      preparer: 'system',
      chart: { policy: 'chart-of-accounts', version: 1 },
      ...more,
    };
    this.posted.push({ type: 'VoucherPosted', data });
    return this;
  }
}

/** The sums of a period, added up in memory: what the tables in the database must come to. */
export const sumsOf = (
  posted: readonly VoucherPosted[],
  { from, to }: ReportPeriod,
  dayOf: typeof reportDate = reportDate,
): readonly AccountSum[] => {
  const sums = new Map<string, AccountSum>();
  for (const { data } of posted) {
    const day = dayOf(data);
    if (day > to) continue;
    for (const { account, role, bookId, movement, side, amount } of data.lines) {
      const isOpening = data.kind === 'opening';
      const cell = movement === undefined ? '' : movementText(movement);
      const key = [account.code, role, bookId !== undefined, cell, isOpening].join('|');
      const known = sums.get(key) ?? {
        code: account.code,
        name: account.name,
        generalCode: account.code,
        role,
        hasBook: bookId !== undefined,
        ...(movement && { movement }),
        isOpening,
        before: { debit: 0n, credit: 0n },
        within: { debit: 0n, credit: 0n },
      };
      const when = day < from ? 'before' : 'within';
      const minor = BigInt(amount.amount.replace('.', ''));
      const turnover: Turnover = {
        ...known[when],
        [side]: known[when][side] + minor,
      };
      sums.set(key, { ...known, [when]: turnover });
    }
  }
  return [...sums.values()];
};
