import type { Clock } from '@ledger/event-store/clock.js';
import { type BookName, playExampleA } from '../support/accounting-example-a.js';
import { AccountingStory, entryOf, type EntryVoucher } from '../support/accounting-story.js';

import.meta.jest.setTimeout(300_000);

const clock: Clock = { now: () => '2026-01-20T02:00:00.000Z' };

let story: AccountingStory;
let books: Readonly<Record<BookName, string>>;
beforeAll(async () => {
  story = await AccountingStory.start(clock);
  books = await playExampleA(story);
});
afterAll(() => story.close());

const body = <T>(path: string): Promise<T> => story.body<T>(path);

const journal = async (): Promise<readonly EntryVoucher[]> => {
  const path = '/v1/accounting/journal?from=2025-01-01&to=2025-12-31&limit=200';
  const page = await body<{ items: readonly EntryVoucher[]; next?: string }>(path);
  expect(page.next).toBeUndefined();
  return page.items;
};

const on = async (date: string, kind = 'fact'): Promise<readonly (readonly string[])[]> =>
  (await journal()).filter((one) => one.date === date && one.kind === kind).map(entryOf);

describe('worked example A, entry by entry', () => {
  it('numbers the vouchers of each month from 1 without gaps, balanced', async () => {
    const last = new Map<string, number>();
    for (const { month, number, lines } of await journal()) {
      expect(number).toBe((last.get(month) ?? 0) + 1);
      last.set(month, number);
      const sum = lines.reduce((fen, { debit, credit }) => fen + fenOf(debit) - fenOf(credit), 0);
      expect(sum).toBe(0);
    }
    expect(last.size).toBe(12);
  });

  it('takes balances over', async () => {
    // Of three books: whichever was heard first has the first number.
    const openings = await on('2025-01-01', 'opening');
    expect(openings.toSorted()).toEqual([
      ['D 1701 1440000.00', 'C 1702 360000.00', 'C 0000 1080000.00'],
      ['D 1701 240000.00', 'C 1702 60000.00', 'C 0000 180000.00'],
      ['D 1701 360000.00', 'C 1702 120000.00', 'C 0000 240000.00'],
    ]);
  });

  it('books the purchase of B, the loan and the research of C', async () => {
    expect(await on('2025-02-10')).toEqual([
      ['D 1701 720000.00', 'D 2221 36000.00', 'C 1002 756000.00'],
    ]);
    expect(await on('2025-03-20', 'manual')).toEqual([['D 1002 300000.00', 'C 2001 300000.00']]);
    for (const date of ['2025-01-31', '2025-02-28', '2025-03-31']) {
      expect(await on(date)).toEqual([
        ['D 5301 50000.00', 'C 2211 50000.00'],
        ['D 6602 50000.00', 'C 5301 50000.00'],
      ]);
    }
  });

  it('capitalises the development of C, and expenses the rest', async () => {
    expect(await on('2025-06-30')).toEqual([
      ['D 5301 480000.00', 'C 2211 300000.00', 'C 1002 180000.00'],
      ['D 5301 30000.00', 'C 2211 30000.00'],
      ['D 6602 30000.00', 'C 5301 30000.00'],
    ]);
    expect(await on('2025-07-01')).toEqual([['D 1701 480000.00', 'C 5301 480000.00']]);
  });

  it('books the sale of D, the lapse of E and the impairment of A', async () => {
    expect(await on('2025-09-20')).toEqual([
      [
        'D 1002 190800.00',
        'D 1702 200000.00',
        'C 1701 360000.00',
        'C 2221 10800.00',
        'C 6115 20000.00',
      ],
    ]);
    expect(await on('2025-10-15')).toEqual([
      ['D 1702 150000.00', 'D 6711 90000.00', 'C 1701 240000.00'],
    ]);
    const [loss, ...catchUp] = (await on('2025-12-31')).toReversed();
    expect(loss).toEqual(['D 6701 120000.00', 'C 1703 120000.00']);
    // The test measures after December's charge, which no run had posted yet.
    expect(catchUp).toEqual([['D 6401 30000.00', 'C 1702 30000.00']]);
  });

  it('charges 798,000 in the year, month by month, each line naming its book’s event', async () => {
    const charged = (await journal()).flatMap(({ lines }) =>
      lines.filter(({ account, credit }) => account.startsWith('1702') && Number(credit) > 0),
    );
    const ofTheYear = charged.filter(({ source }) => source !== undefined);
    const opening = 540_000_00;
    const sum = ofTheYear.reduce((fen, { credit }) => fen + fenOf(credit), 0);
    expect(sum - opening).toBe(798_000_00);
    const ofB = charged.filter(({ bookId }) => bookId === books.B);
    expect(ofB.map(({ credit }) => credit)).toEqual(Array<string>(11).fill('20000.00'));
    expect(ofB[0]?.source?.stream).toBe(`book-${books.B}`);
  });

  it('charges each month once, however often it is run', async () => {
    const rerun = await story.does(200, '/v1/accounting/periods/2026-01/amortisation');
    expect(rerun.state).toBe('completed');
    const again = await story.does(200, '/v1/accounting/periods/2026-01/amortisation');
    const path = `/v1/accounting/journal?from=2026-01-01&to=2026-01-31&after=${again.position}`;
    const { items } = await body<{ items: readonly EntryVoucher[] }>(path);
    // A is charged 600,000 ÷ 24 from the month after its impairment on.
    expect(items.map(({ kind, lines }) => [kind, lines.map(({ credit }) => credit)])).toEqual([
      ['amortisation', expect.arrayContaining(['25000.00', '20000.00', '8000.00'])],
    ]);
  });
});

describe('worked example A in the balance sheet', () => {
  it('shows 1,532,000 of data resources, and 1,500,000 at the opening', async () => {
    const sheet = await body<{
      lines: readonly { name: string; ofWhich: { closing: string; opening: string } }[];
      differences: readonly unknown[];
    }>('/v1/accounting/balance-sheet?asOf=2025-12-31');
    const ofWhich = new Map(sheet.lines.map((line) => [line.name, line.ofWhich]));
    expect(ofWhich.get('intangible')).toEqual({ closing: '1532000.00', opening: '1500000.00' });
    expect(ofWhich.get('development')).toEqual({ closing: '0.00', opening: '0.00' });
    expect(sheet.differences).toEqual([]);
  });

  it('comes to the same in the ledger', async () => {
    const trial = await body<{
      rows: readonly { account: string; closing: { debit: string; credit: string } }[];
    }>('/v1/accounting/trial-balance?from=2025-01-01&to=2025-12-31');
    const closing = new Map<string, number>();
    for (const row of trial.rows) {
      const code = row.account.slice(0, 4);
      const { debit, credit } = row.closing;
      closing.set(code, (closing.get(code) ?? 0) + fenOf(debit) - fenOf(credit));
    }
    expect(['1701', '1702', '1703', '5301'].map((code) => closing.get(code))).toEqual([
      2_640_000_00, -988_000_00, -120_000_00, 0,
    ]);
  });
});

/** Rows of the statutory table: number, then purchased, self-developed, other, total in yuan. */
const table = [
  [2, 1_800_000, 0, 240_000, 2_040_000],
  [3, 720_000, 480_000, 0, 1_200_000],
  [4, 720_000, 0, 0, 720_000],
  [5, 0, 480_000, 0, 480_000],
  [6, 0, 0, 0, 0],
  [7, 360_000, 0, 240_000, 600_000],
  [8, 360_000, 0, 0, 360_000],
  [9, 0, 0, 240_000, 240_000],
  [10, 0, 0, 0, 0],
  [11, 2_160_000, 480_000, 0, 2_640_000],
  [13, 480_000, 0, 60_000, 540_000],
  [14, 660_000, 48_000, 90_000, 798_000],
  [15, 200_000, 0, 150_000, 350_000],
  [16, 200_000, 0, 0, 200_000],
  [17, 0, 0, 150_000, 150_000],
  [18, 0, 0, 0, 0],
  [19, 940_000, 48_000, 0, 988_000],
  [21, 0, 0, 0, 0],
  [22, 120_000, 0, 0, 120_000],
  [23, 0, 0, 0, 0],
  [24, 120_000, 0, 0, 120_000],
  [26, 1_100_000, 432_000, 0, 1_532_000],
  [27, 1_320_000, 0, 180_000, 1_500_000],
] as const;

describe('worked example A in the statutory table', () => {
  it('is reproduced row by row', async () => {
    const { table: shownTable, differences } = await body<{
      table: {
        rows: readonly {
          no: number;
          figures?: { purchased: string; selfMade: string; other: string; total: string };
        }[];
      };
      differences: readonly unknown[];
    }>('/v1/accounting/disclosures/intangible?from=2025-01-01&to=2025-12-31');
    expect(differences).toEqual([]);
    expect(shownTable.rows).toHaveLength(27);
    const found = shownTable.rows.flatMap(({ no, figures }) =>
      figures === undefined
        ? []
        : [
            [no, figures.purchased, figures.selfMade, figures.other, figures.total].map((figure) =>
              Number(figure),
            ),
          ],
    );
    expect(found).toEqual(table.map((row) => [...row]));
  });
});

const fenOf = (amount: string): number => Number(amount.replace('.', ''));
