import type { StatementLineDto } from '@ledger/contracts/settlement/settlement.dto.js';
import type { WorkbookCell, WorkbookColumn } from '@ledger/http/downloads/workbook.js';

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
