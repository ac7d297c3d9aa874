import { type PlainNumber, csvStream } from '@ledger/http/downloads/csv.js';
import { csvCell } from '@ledger/http/downloads/cell-text.js';
import { type WorkbookCell, workbookStream } from '@ledger/http/downloads/workbook.js';
import type { Language } from '@ledger/http/language.js';
import type { Readable } from 'node:stream';
import type { JournalLine, JournalVoucher } from './journal.reads.js';
import type { ReportScope } from './report-scope.js';

interface JournalColumn {
  readonly zh: string;
  readonly en: string;
  /** In characters. */
  readonly width: number;
  readonly cell: (voucher: JournalVoucher, line: JournalLine) => WorkbookCell | undefined;
}

const text = (value: string | null): WorkbookCell | undefined =>
  value === null || value === '' ? undefined : { is: 'text', text: value };
const count = (value: number | null): WorkbookCell | undefined =>
  value === null ? undefined : { is: 'number', digits: String(value) };
const money = (minor: string): WorkbookCell | undefined =>
  minor === '0' ? undefined : { is: 'money', minor: BigInt(minor) };

const kinds: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  fact: ['业务', 'Fact'],
  amortisation: ['摊销', 'Amortisation'],
  manual: ['手工', 'Manual'],
  reversal: ['红字冲销', 'Reversal'],
  restatement: ['前期差错更正', 'Restatement'],
  opening: ['期初', 'Opening'],
};

/** A row per line, so that a row says all about it: the voucher's columns are repeated. */
const columnsIn = (language: Language): readonly JournalColumn[] => [
  { zh: '日期', en: 'Date', width: 12, cell: ({ date }) => ({ is: 'date', date }) },
  { zh: '期间', en: 'Period', width: 9, cell: ({ month }) => text(month) },
  { zh: '凭证号', en: 'Voucher', width: 8, cell: ({ number }) => count(number) },
  { zh: '分录号', en: 'Line', width: 7, cell: (_, { line }) => count(line) },
  { zh: '摘要', en: 'Summary', width: 36, cell: ({ summary }) => text(summary) },
  { zh: '科目编码', en: 'Account', width: 12, cell: (_, { accountCode }) => text(accountCode) },
  { zh: '科目名称', en: 'Account name', width: 36, cell: (_, line) => text(line.accountName) },
  { zh: '借方金额', en: 'Debit', width: 20, cell: (_, { debit }) => money(debit) },
  { zh: '贷方金额', en: 'Credit', width: 20, cell: (_, { credit }) => money(credit) },
  {
    zh: '凭证类型',
    en: 'Kind',
    width: 12,
    cell: ({ kind }) => text(kinds[kind]?.[language === 'zh' ? 0 : 1] ?? kind),
  },
  {
    zh: '所属期间',
    en: 'Concerns',
    width: 9,
    cell: ({ concernsMonth, restatedMonth }) => text(restatedMonth ?? concernsMonth),
  },
  {
    zh: '附件数',
    en: 'Attachments',
    width: 7,
    cell: (voucher) => count(voucher.attachments.length),
  },
  { zh: '制单', en: 'Prepared by', width: 38, cell: ({ preparer }) => text(preparer) },
  { zh: '审核', en: 'Reviewed by', width: 38, cell: ({ reviewer }) => text(reviewer) },
  { zh: '账簿', en: 'Book', width: 38, cell: (_, { bookId }) => text(bookId) },
  {
    zh: '披露项目',
    en: 'Disclosure cell',
    width: 38,
    cell: (_, { movement }) => text(movement),
  },
  { zh: '依据事件流', en: 'Source', width: 44, cell: (_, line) => text(line.sourceStream) },
  {
    zh: '依据事件版本',
    en: 'Source version',
    width: 9,
    cell: (_, line) => count(line.sourceVersion),
  },
  { zh: '日志位置', en: 'Log position', width: 12, cell: ({ position }) => count(position) },
  {
    zh: '记录时间',
    en: 'Recorded at',
    width: 20,
    cell: ({ recordedAt }) => ({ is: 'instant', instant: recordedAt }),
  },
];

export const journalName = { zh: '序时账', en: 'Journal' } as const;

async function* rowsOf(
  vouchers: AsyncIterable<JournalVoucher>,
  columns: readonly JournalColumn[],
): AsyncGenerator<readonly (WorkbookCell | undefined)[]> {
  for await (const voucher of vouchers) {
    for (const line of voucher.lines) yield columns.map(({ cell }) => cell(voucher, line));
  }
}

/** The journal as a workbook: amounts and dates as such, a sum at the foot of both columns. */
export const journalWorkbook = (
  vouchers: AsyncIterable<JournalVoucher>,
  scope: ReportScope,
  language: Language,
): Readable => {
  const columns = columnsIn(language);
  return workbookStream({
    name: journalName[language],
    lead: [
      `${scope.entityName}　${journalName[language]}`,
      `${scope.from} — ${scope.to}　${language === 'zh' ? '截至日志位置' : 'as of log position'} ${scope.knownAt}`,
    ],
    columns: columns.map((column) => ({ header: column[language], width: column.width })),
    rows: withSum(rowsOf(vouchers, columns), language),
  });
};

/** Where debits and credits stand, and the row of the first line. */
const [debitAt, creditAt, firstRow] = [7, 8, 4] as const;

async function* withSum(
  rows: AsyncIterable<readonly (WorkbookCell | undefined)[]>,
  language: Language,
): AsyncGenerator<readonly (WorkbookCell | undefined)[]> {
  let [last, debit, credit] = [firstRow - 1, 0n, 0n];
  for await (const row of rows) {
    last += 1;
    debit += minorOf(row[debitAt]);
    credit += minorOf(row[creditAt]);
    yield row;
  }
  const sum = (letter: string, minor: bigint): WorkbookCell => ({
    is: 'money',
    minor,
    isStrong: true,
    ...(last >= firstRow && { formula: `SUM(${letter}${firstRow}:${letter}${last})` }),
  });
  yield [
    ...Array.from({ length: debitAt - 1 }, () => undefined),
    { is: 'strong', text: language === 'zh' ? '合计' : 'Total' },
    sum('H', debit),
    sum('I', credit),
  ];
}

const minorOf = (cell: WorkbookCell | undefined): bigint =>
  cell?.is === 'money' ? cell.minor : 0n;

/** The journal as CSV. */
export const journalCsv = (
  vouchers: AsyncIterable<JournalVoucher>,
  language: Language,
): Readable => {
  const columns = columnsIn(language);
  return csvStream(csvRows(rowsOf(vouchers, columns), columns, language));
};

async function* csvRows(
  rows: AsyncIterable<readonly (WorkbookCell | undefined)[]>,
  columns: readonly JournalColumn[],
  language: Language,
): AsyncGenerator<readonly (string | PlainNumber)[]> {
  yield columns.map((column) => column[language]);
  for await (const row of rows) yield row.map(csvCell);
}
