import type { Clock } from '@ledger/event-store/clock.js';
import { type LotName, playExampleB } from '../support/accounting-example-b.js';
import { AccountingStory, entryOf, type EntryVoucher } from '../support/accounting-story.js';

import.meta.jest.setTimeout(300_000);

const clock: Clock = { now: () => '2026-01-20T02:00:00.000Z' };

let story: AccountingStory;
let lots: Readonly<Record<LotName, string>>;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
  lots = await playExampleB(story);
});
afterAll(() => story.close());

const body = <T>(path: string): Promise<T> => story.body<T>(path);

const of = async (date: string): Promise<readonly EntryVoucher[]> => {
  const path = `/v1/accounting/journal?from=${date}&to=${date}`;
  return (await body<{ items: readonly EntryVoucher[] }>(path)).items;
};

const on = async (date: string): Promise<readonly (readonly string[])[]> =>
  (await of(date)).map(entryOf);

describe('worked example B, entry by entry', () => {
  it('takes X over with its provision', async () =>
    expect(await on('2025-01-01')).toEqual([
      ['D 1405 500000.00', 'C 1471 50000.00', 'C 0000 450000.00'],
    ]));

  it('buys P, processes Q and takes R for a debt', async () => {
    expect(await on('2025-02-05')).toEqual([
      ['D 1405 320000.00', 'D 2221 18000.00', 'C 1002 338000.00'],
    ]);
    expect(await on('2025-03-05')).toEqual([['D 5001 100000.00', 'C 1002 100000.00']]);
    expect(await on('2025-05-10')).toEqual([
      ['D 5001 260000.00', 'C 2211 200000.00', 'C 1002 60000.00'],
    ]);
    expect(await on('2025-05-20')).toEqual([['D 5001 20000.00', 'C 1002 20000.00']]);
    expect(await on('2025-05-31')).toEqual([['D 1405 380000.00', 'C 5001 380000.00']]);
    expect(await on('2025-04-10')).toEqual([
      ['D 1405 60000.00', 'D 2221 3600.00', 'C 1122 63600.00'],
    ]);
  });

  it('sells X with its provision written off, and half of Q', async () => {
    expect(await on('2025-06-30')).toEqual([
      ['D 1122 657200.00', 'C 6001 620000.00', 'C 2221 37200.00'],
      ['D 6401 500000.00', 'C 1405 500000.00'],
      ['D 1471 50000.00', 'C 6401 50000.00'],
    ]);
    const september = await of('2025-09-30');
    const ofQ = september.filter(({ lines }) => lines.some((line) => line.bookId === lots.Q));
    expect(ofQ.map(entryOf)).toEqual([
      ['D 1122 318000.00', 'C 6001 300000.00', 'C 2221 18000.00'],
      ['D 6401 190000.00', 'C 1405 190000.00'],
    ]);
    expect(ofQ[0]?.lines[1]?.source?.stream).toBe(`book-${lots.Q}`);
  });

  it('writes P down, loses R and reverses part of the provision', async () => {
    const ofP = (await of('2025-09-30')).filter(({ lines }) =>
      lines.some(({ bookId }) => bookId === lots.P),
    );
    expect(ofP.map(entryOf)).toEqual([['D 6701 70000.00', 'C 1471 70000.00']]);
    expect(await on('2025-10-31')).toEqual([
      ['D 1901 60000.00', 'C 1405 60000.00'],
      ['D 6711 60000.00', 'C 1901 60000.00'],
    ]);
    expect(await on('2025-12-31')).toEqual([['D 1471 50000.00', 'C 6701 50000.00']]);
  });

  it('leaves Q alone where its net realisable value covers it', async () => {
    const value = { amount: '210000.00', currency: 'CNY' };
    await story.refused('book_not_below_cost', `/v1/books/${lots.Q}/write-down`, {
      on: '2025-12-31',
      netRealisableValue: value,
    });
  });
});

interface Row {
  readonly no: number;
  readonly figures?: Readonly<Record<'purchased' | 'selfMade' | 'other' | 'total', string>>;
}

/** Fact sheet 10: by the number of the row; a row that is not here is zero throughout. */
const expected: Readonly<Record<number, readonly [string, string, string, string]>> = {
  2: ['500000', '0', '0', '500000'],
  3: ['320000', '380000', '60000', '760000'],
  4: ['320000', '0', '0', '320000'],
  5: ['0', '380000', '0', '380000'],
  6: ['0', '0', '60000', '60000'],
  7: ['500000', '190000', '60000', '750000'],
  8: ['500000', '190000', '0', '690000'],
  9: ['0', '0', '60000', '60000'],
  11: ['320000', '190000', '0', '510000'],
  13: ['50000', '0', '0', '50000'],
  14: ['70000', '0', '0', '70000'],
  15: ['100000', '0', '0', '100000'],
  16: ['50000', '0', '0', '50000'],
  17: ['50000', '0', '0', '50000'],
  18: ['20000', '0', '0', '20000'],
  20: ['300000', '190000', '0', '490000'],
  21: ['450000', '0', '0', '450000'],
};
const headings = [1, 12, 19];
const zero = ['0', '0', '0', '0'] as const;

describe('worked example B, row by row', () => {
  it('fills the 21 rows of the table', async () => {
    const path = '/v1/accounting/disclosures/inventory?from=2025-01-01&to=2025-12-31';
    const { table, differences } = await body<{
      table: { rows: readonly Row[] };
      differences: readonly unknown[];
    }>(path);
    expect(table.rows.map(({ no }) => no)).toEqual(Array.from({ length: 21 }, (_, i) => i + 1));
    for (const { no, figures } of table.rows) {
      if (headings.includes(no)) continue;
      const cells = figures && [figures.purchased, figures.selfMade, figures.other, figures.total];
      const told = (expected[no] ?? zero).map((amount) => `${amount}.00`);
      expect([no, cells]).toEqual([no, told]);
    }
    expect(differences).toEqual([]);
  });

  it('comes to the same as the books', async () => {
    const carrying = async (id: string) =>
      (await body<{ figures: { carrying: { amount: string } } }>(`/v1/books/${id}`)).figures
        .carrying.amount;
    expect([await carrying(lots.P), await carrying(lots.Q)]).toEqual(['300000.00', '190000.00']);
    expect([await carrying(lots.X), await carrying(lots.R)]).toEqual(['0.00', '0.00']);
  });
});
