import type {
  TemplateColumn,
  TemplateField,
  VoucherTemplate,
} from '@ledger/domain/reporting/voucher-templates.policy.js';
import { csvCell } from '@ledger/http/downloads/cell-text.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import { type WorkbookCell, workbookStream } from '@ledger/http/downloads/workbook.js';
import type { Readable } from 'node:stream';
import type { JournalLine, JournalVoucher } from './journal.reads.js';

const text = (value: string): WorkbookCell => ({ is: 'text', text: value });
const number = (value: string | number): WorkbookCell => ({ is: 'number', digits: String(value) });
const money = (minor: bigint): WorkbookCell => ({ is: 'money', minor });

const cellOf = (
  { field, text: fixed = '' }: TemplateColumn,
  { codeSeparator }: VoucherTemplate,
  voucher: JournalVoucher,
  line: JournalLine,
): WorkbookCell | undefined => {
  switch (field) {
    case 'date':
      return { is: 'date', date: voucher.date };
    case 'year':
      return number(voucher.month.slice(0, 4));
    case 'period':
      return number(Number(voucher.month.slice(5)));
    case 'number':
      return number(voucher.number);
    case 'line':
      return number(line.line);
    case 'attachments':
      return number(voucher.attachments.length);
    case 'summary':
      return text(voucher.summary);
    case 'accountCode':
      return text(codeSeparator === 'dot' ? line.accountCode : line.accountCode.replace('.', ''));
    case 'accountName':
      return text(line.accountName);
    case 'debit':
      return money(BigInt(line.debit));
    case 'credit':
      return money(BigInt(line.credit));
    case 'amount':
      return money(BigInt(line.debit) + BigInt(line.credit));
    case 'preparer':
      return text(voucher.preparer);
    case 'reviewer':
      return voucher.reviewer === null ? undefined : text(voucher.reviewer);
    case 'fixed':
      return text(fixed);
    case 'blank':
      return undefined;
  }
};

async function* rowsOf(
  vouchers: AsyncIterable<JournalVoucher>,
  template: VoucherTemplate,
): AsyncGenerator<readonly (WorkbookCell | undefined)[]> {
  for await (const voucher of vouchers) {
    for (const line of voucher.lines) {
      yield template.columns.map((column) => cellOf(column, template, voucher, line));
    }
  }
}

/** In characters, so that nothing that is usual is cut off and no amount is shown as hashes. */
const widths: Readonly<Record<TemplateField, number>> = {
  date: 12,
  year: 10,
  period: 10,
  number: 10,
  line: 10,
  attachments: 10,
  summary: 40,
  accountCode: 14,
  accountName: 36,
  debit: 20,
  credit: 20,
  amount: 20,
  preparer: 38,
  reviewer: 38,
  fixed: 12,
  blank: 10,
};

/** Vouchers as a package takes them in, as a workbook. */
export const templateWorkbook = (
  vouchers: AsyncIterable<JournalVoucher>,
  template: VoucherTemplate,
): Readable =>
  workbookStream({
    name: '凭证',
    columns: template.columns.map(({ header, field }) => ({ header, width: widths[field] })),
    rows: rowsOf(vouchers, template),
  });

/** The same as CSV. */
export const templateCsv = (
  vouchers: AsyncIterable<JournalVoucher>,
  template: VoucherTemplate,
): Readable =>
  csvStream(
    (async function* () {
      yield template.columns.map(({ header }) => header);
      for await (const row of rowsOf(vouchers, template)) yield row.map(csvCell);
    })(),
  );
