import type { ChargeDto } from '@ledger/contracts/pricing/charge.dto.js';
import type { StatementLineDto } from '@ledger/contracts/settlement/statement.dto.js';
import { minorUnits } from '@ledger/domain/money.js';
import {
  accountName,
  chargeWords,
  movementName,
  unitWords,
} from '@ledger/domain/settlement/settlement.words.js';
import { csvCell } from '@ledger/http/downloads/cell-text.js';
import type { PlainNumber } from '@ledger/http/downloads/csv.js';
import type { WorkbookCell, WorkbookColumn } from '@ledger/http/downloads/workbook.js';
import { quantityOf, unitPricesOf } from './charge.answer.js';
import type { NamedCharge } from './statements.js';

type Cell = WorkbookCell | undefined;

/** A column: what it holds for programs, and where people read it otherwise, what they read. */
interface StatementColumn<Row> extends WorkbookColumn {
  readonly cell: (row: Row) => Cell;
  readonly word?: (row: Row) => string;
}

const text = (said: string | undefined): Cell =>
  said === undefined || said === '' ? undefined : { is: 'text', text: said };
const date = (said: string | undefined): Cell =>
  said === undefined ? undefined : { is: 'date', date: said };
const money = ({ amount }: { readonly amount: string }): Cell => ({
  is: 'money',
  minor: minorUnits({ amount, currency: 'CNY' }),
});
/** A figure as a number; what is more than one, such as the prices of tiers, as text. */
const figure = (said: string): Cell =>
  /^-?\d+(\.\d+)?$/.test(said) ? { is: 'number', digits: said } : text(said);

/** Columns of a statement's lines. */
export const statementColumns: readonly StatementColumn<StatementLineDto>[] = [
  { header: '日期', width: 12, cell: ({ on }) => date(on) },
  {
    ...{ header: '账户', width: 50, cell: ({ accountId }) => text(accountId) },
    word: ({ accountId }) => namedAccount(accountId),
  },
  {
    ...{ header: '对方账户', width: 50, cell: ({ counterAccount }) => text(counterAccount) },
    word: ({ counterAccount }) => namedAccount(counterAccount),
  },
  {
    ...{ header: '借方', width: 18 },
    cell: ({ side, amount }) => (side === 'debit' ? money(amount) : undefined),
  },
  {
    ...{ header: '贷方', width: 18 },
    cell: ({ side, amount }) => (side === 'credit' ? money(amount) : undefined),
  },
  {
    ...{ header: '事由', width: 22, cell: ({ eventType }) => text(eventType) },
    word: ({ eventType }) => movementName(eventType).zh,
  },
  { header: '事件位置', width: 12, cell: ({ position }) => figure(String(position)) },
  { header: '交易流', width: 46, cell: ({ stream }) => text(stream) },
];

const namedAccount = (id: string): string => `${accountName(id).zh} ${id}`;

const stateWords: Readonly<Record<ChargeDto['state'], string>> = {
  due: '待付',
  settled: '已结清',
  credit: '冲减',
  nothing: '无应付',
  takenBack: '已冲回',
};

/** Columns of the charges of a period. */
export const chargeColumns: readonly StatementColumn<NamedCharge>[] = [
  { header: '日期', width: 12, cell: ({ on }) => date(on) },
  {
    ...{ header: '费用编号', width: 44 },
    cell: ({ orderId, chargeNo }) => text(`${orderId}.c${chargeNo}`),
  },
  { header: '卖方', width: 30, cell: ({ seller }) => text(seller) },
  { header: '卖方标识', width: 38, cell: ({ sellerPartyId }) => text(sellerPartyId) },
  { header: '买方', width: 30, cell: ({ buyer }) => text(buyer) },
  { header: '买方标识', width: 38, cell: ({ buyerPartyId }) => text(buyerPartyId) },
  { header: '计费期起', width: 12, cell: ({ period }) => date(period.from) },
  { header: '计费期止', width: 12, cell: ({ period }) => date(period.until) },
  {
    ...{ header: '项目', width: 12, cell: ({ ground }) => text(ground) },
    word: ({ ground }) => chargeWords[ground].zh,
  },
  { header: '数量', width: 14, cell: (charge) => figure(quantityOf(charge)) },
  {
    ...{ header: '计量单位', width: 10, cell: ({ unit }) => text(unit) },
    word: ({ unit }) => (unit === undefined ? '' : unitWords[unit].zh),
  },
  { header: '单价', width: 24, cell: (charge) => figure(unitPricesOf(charge)) },
  { header: '不含税金额', width: 16, cell: ({ net }) => money(net) },
  { header: '税率', width: 10, cell: ({ vatRate }) => figure(vatRate) },
  { header: '税额', width: 14, cell: ({ vat }) => money(vat) },
  { header: '价税合计', width: 16, cell: ({ gross }) => money(gross) },
  { header: '最后付款日', width: 12, cell: ({ payUntil }) => date(payUntil) },
  {
    ...{ header: '状态', width: 12, cell: ({ state }) => text(state) },
    word: ({ state }) => stateWords[state],
  },
];

/** Header and rows for CSV, which programs read. */
export async function* csvRows<Row>(
  columns: readonly StatementColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<readonly (string | PlainNumber)[]> {
  yield columns.map(({ header }) => header);
  for await (const row of rows) yield columns.map(({ cell }) => csvCell(cell(row)));
}

/** Rows for a workbook, which people read: the same figures, with words for what has a name. */
export async function* workbookRows<Row>(
  columns: readonly StatementColumn<Row>[],
  rows: AsyncIterable<Row>,
): AsyncGenerator<readonly Cell[]> {
  for await (const row of rows) {
    yield columns.map(({ cell, word }) => (word === undefined ? cell(row) : text(word(row))));
  }
}
