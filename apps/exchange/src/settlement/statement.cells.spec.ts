import type { StatementLineDto } from '@ledger/contracts/settlement/statement.dto.js';
import { Readable } from 'node:stream';
import { chargeColumns, csvRows, statementColumns, workbookRows } from './statement.cells.js';
import type { NamedCharge } from './statements.js';

const line = {
  ...{ on: '2026-12-01', side: 'debit', amount: { amount: '371.00', currency: 'CNY' } },
  accountId: 'receivable:68063da7-6e51-5796-a14a-eca99be654c6',
  counterAccount: 'due:01a206c6-51b5-7700-a1e2-bdf760a5286e',
  ...{ eventType: 'ChargePosted', position: 29, stream: 'order-1' },
} as unknown as StatementLineDto;

const credit = {
  ...{ on: '2026-12-01', orderId: '01a2', chargeNo: 2, ground: 'use', state: 'credit' },
  ...{ seller: '甲', sellerPartyId: 's', buyer: '乙', buyerPartyId: 'b', vatRate: '0.06' },
  period: { from: '2026-11-01', until: '2026-11-30' },
  ...{ unit: 'call', quantity: '50000', quantityBefore: '100000' },
  lines: [
    { unitPrice: '1.00', perUnits: 1 },
    { unitPrice: '0.80', perUnits: 1 },
  ],
  net: { amount: '-175.00', currency: 'CNY' },
  vat: { amount: '-10.50', currency: 'CNY' },
  gross: { amount: '-185.50', currency: 'CNY' },
} as unknown as NamedCharge;

const all = async <T>(rows: AsyncIterable<T>): Promise<readonly T[]> => {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
};
const one = <T>(row: T): AsyncIterable<T> => Readable.from([row]) as AsyncIterable<T>;

describe('the files of a statement', () => {
  it('hold figures and days that a program can add up and sort', async () => {
    const [row] = await all(workbookRows(statementColumns, one(line)));
    expect(row?.map((cell) => cell?.is)).toEqual([
      ...['date', 'text', 'text', 'money', undefined, 'text', 'number', 'text'],
    ]);
    const [charge] = await all(workbookRows(chargeColumns, one(credit)));
    expect(charge?.slice(12, 16)).toEqual([
      { is: 'money', minor: -17_500n },
      { is: 'number', digits: '0.06' },
      { is: 'money', minor: -1_050n },
      { is: 'money', minor: -18_550n },
    ]);
  });

  it('say in the workbook what is a code in the CSV', async () => {
    const [row] = await all(workbookRows(statementColumns, one(line)));
    expect(row?.[1]).toEqual({ is: 'text', text: `应收款 ${line.accountId}` });
    expect(row?.[5]).toEqual({ is: 'text', text: '计费' });
    const [, csv] = await all(csvRows(statementColumns, one(line)));
    expect([csv?.[1], csv?.[5]]).toEqual([line.accountId, 'ChargePosted']);
  });

  it('keep what takes back a number in the CSV, with no apostrophe before its minus sign', async () => {
    const [, row] = await all(csvRows(chargeColumns, one(credit)));
    expect(row?.[9]).toEqual({ number: '-50000' });
    expect(row?.[11]).toBe('1.00 · 0.80');
    expect(row?.[15]).toEqual({ number: '-185.50' });
    expect(row?.[16]).toBe('');
  });
});
