import type { StatementLineDto } from '@ledger/contracts/settlement/statement.dto.js';
import type { WorkbookCell, WorkbookColumn } from '@ledger/http/downloads/workbook.js';
import { quantityOf, unitPricesOf } from './charge.answer.js';
import type { NamedCharge } from './statements.js';

/** Columns of a statement's files; amounts are text, so that no program rounds them. */
export const statementColumns: readonly WorkbookColumn[] = [
  { header: '日期', width: 12 },
  { header: '账户', width: 46 },
  { header: '对方账户', width: 46 },
  { header: '借方', width: 18 },
  { header: '贷方', width: 18 },
  { header: '事由', width: 22 },
  { header: '事件位置', width: 12 },
  { header: '交易流', width: 46 },
];

const textsOf = (line: StatementLineDto): readonly string[] => [
  line.on,
  line.accountId,
  line.counterAccount,
  line.side === 'debit' ? line.amount.amount : '',
  line.side === 'credit' ? line.amount.amount : '',
  line.eventType,
  String(line.position),
  line.stream,
];

/** Header and lines, as text. */
export async function* statementTexts(
  lines: AsyncIterable<StatementLineDto>,
): AsyncGenerator<readonly string[]> {
  yield statementColumns.map(({ header }) => header);
  for await (const line of lines) yield textsOf(line);
}

/** The same as typed cells. */
export async function* statementCells(
  lines: AsyncIterable<StatementLineDto>,
): AsyncGenerator<readonly WorkbookCell[]> {
  for await (const line of lines) {
    const [date = '', ...texts] = textsOf(line);
    yield [{ is: 'date', date }, ...texts.map((text) => ({ is: 'text', text }) as const)];
  }
}

/** Columns of the charges of a period. */
export const chargeColumns: readonly WorkbookColumn[] = [
  { header: '日期', width: 12 },
  { header: '费用编号', width: 44 },
  { header: '卖方', width: 30 },
  { header: '卖方标识', width: 38 },
  { header: '买方', width: 30 },
  { header: '买方标识', width: 38 },
  { header: '计费期起', width: 12 },
  { header: '计费期止', width: 12 },
  { header: '项目', width: 12 },
  { header: '数量', width: 14 },
  { header: '计量单位', width: 10 },
  { header: '单价', width: 24 },
  { header: '不含税金额', width: 16 },
  { header: '税率', width: 10 },
  { header: '税额', width: 14 },
  { header: '价税合计', width: 16 },
  { header: '最后付款日', width: 12 },
  { header: '状态', width: 12 },
];

const chargeTextsOf = (charge: NamedCharge): readonly string[] => [
  charge.on,
  `${charge.orderId}.c${charge.chargeNo}`,
  charge.seller,
  charge.sellerPartyId,
  charge.buyer,
  charge.buyerPartyId,
  charge.period.from,
  charge.period.until,
  charge.ground,
  quantityOf(charge),
  charge.unit ?? '',
  unitPricesOf(charge),
  charge.net.amount,
  charge.vatRate,
  charge.vat.amount,
  charge.gross.amount,
  charge.payUntil ?? '',
  charge.state,
];

/** Header and charges, as text. */
export async function* chargeTexts(
  charges: AsyncIterable<NamedCharge>,
): AsyncGenerator<readonly string[]> {
  yield chargeColumns.map(({ header }) => header);
  for await (const charge of charges) yield chargeTextsOf(charge);
}

/** The same as typed cells, amounts as text as on the lines. */
export async function* chargeCells(
  charges: AsyncIterable<NamedCharge>,
): AsyncGenerator<readonly WorkbookCell[]> {
  for await (const charge of charges) {
    yield chargeTextsOf(charge).map((text) => ({ is: 'text', text }) as const);
  }
}
