import { type AccountSum, movementSums } from '@ledger/domain/reporting/account-sums.js';
import { movementText } from '@ledger/domain/reporting/movement-text.js';
import { accountingDate } from '@ledger/domain/reporting/report-days.js';
import { cellParts } from '@ledger/domain/reporting/cell.js';
import { addDays } from '@ledger/domain/calendar.js';
import { statutoryRows } from '@ledger/domain/reporting/statutory-rows.js';
import {
  figuresAt,
  statutoryTable,
  tableColumns,
} from '@ledger/domain/reporting/statutory-table.js';
import { SampleJournal, sampleBook, sumsOf } from '@ledger/domain/reporting/testing/vouchers.js';
import {
  exampleA,
  exampleB,
  exampleYear,
} from '@ledger/domain/reporting/testing/worked-examples.js';
import { trialBalance } from '@ledger/domain/reporting/trial-balance.js';
import { accountCellPage, cellPage, type SumPlace } from './cell.reads.js';
import { accountSums } from './account-sums.reads.js';
import { generalLedgerMonths, ledgerOpening, ledgerPage } from './ledger.reads.js';
import { journalPage, wholeJournal } from './journal.reads.js';
import { postingProjection } from './posting.projection.js';
import { Reports } from './reports.js';
import { type ReportingDatabase, reportingDatabase } from './testing/reporting-database.js';

const [first, second] = ['a', 'b'].map((letter) => sampleBook(letter)) as [string, string];
const { from, to } = exampleYear;

let db: ReportingDatabase;
let reports: Reports;
const vouchersA = exampleA(first).posted;
const vouchersB = exampleB(second).posted;
const restating = new SampleJournal(first).post(
  '2026-04-20',
  [
    ['accumulatedAmortisation', 12_000, ['B', 'intangible', 'amortisation', 'charge', 'purchased']],
    ['priorPeriodAdjustment', -12_000],
  ],
  { kind: 'restatement', restates: { year: 2025, reason: '摊销年限有误' } },
).posted;

beforeAll(async () => {
  db = await reportingDatabase();
  // Vouchers alone: there are no books here that could be folded.
  reports = new Reports(db.source, { differences: () => Promise.resolve([]) });
  await db.post(vouchersA);
  await db.post(vouchersB);
  await db.post(restating);
});
afterAll(() => db.close());

/** Sums tell each other apart by what they are of, not by the order of its properties. */
const inOrder = (sums: readonly AccountSum[]) =>
  new Map(
    sums
      .map((sum) => {
        const { code, role, hasBook, isOpening, movement } = sum;
        const cell = movement === undefined ? '' : movementText(movement);
        return [[code, role, hasBook, isOpening, cell].join('|'), sum] as const;
      })
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );

describe('the sums of days', () => {
  it.each([
    ['2025-01-01', '2025-12-31'],
    ['2025-02-11', '2025-09-20'],
    ['2026-01-01', '2026-12-31'],
  ])('are those of the vouchers, from %s to %s', async (start, end) => {
    for (const [by, dayOf] of [
      ['date', accountingDate],
      ['report_date', undefined],
    ] as const) {
      const found = await accountSums(db.source, db.scope(first, start, end), by);
      const posted = [...vouchersA, ...restating];
      expect(inOrder(found)).toEqual(inOrder(sumsOf(posted, { from: start, to: end }, dayOf)));
    }
  });

  it('as known at any position are those of the vouchers up to it', async () => {
    for (const known of [0, 1, 2, 7, 12, vouchersA.length, vouchersA.length + 3]) {
      const found = await accountSums(db.source, db.scope(first, from, to, known), 'date');
      const posted = vouchersA.slice(0, known);
      expect(inOrder(found)).toEqual(inOrder(sumsOf(posted, exampleYear, accountingDate)));
    }
  });

  it('come out the same when a run is applied again', async () => {
    const before = await db.source.query('SELECT * FROM read.posting_sum ORDER BY key');
    const stream = `journal-${first}-${vouchersA[0]!.data.month}`;
    const event = { ...vouchersA[0]!, stream, version: 1, position: 1, recordedAt: '', id: 'x' };
    await db.source.transaction((manager) => postingProjection.apply([event as never], manager));
    expect(await db.source.query('SELECT * FROM read.posting_sum ORDER BY key')).toEqual(before);
  });
});

describe('a voucher that does not balance', () => {
  it('is refused by the database itself', async () => {
    const journal = new SampleJournal(second).post(
      '2025-11-11',
      [
        ['bank', 100],
        ['revenue', -99],
      ],
      { month: '2027-01' },
    );
    await expect(db.post(journal.posted)).rejects.toThrow('voucher_balances');
  });
});

describe('the tables of an entity', () => {
  it('tie, show the year before and name what was restated', async () => {
    const tables = await reports.tables(db.scope(first, '2026-01-01', '2026-12-31'), 'intangible');
    expect(tables.differences).toEqual([]);
    expect(figuresAt(tables.current.table, 'carrying.opening').total).toBe(154_400_000n);
    expect(tables.comparative).toMatchObject({ ...exampleYear, isRestated: true });
    expect(figuresAt(tables.comparative.table, 'carrying.closing').total).toBe(154_400_000n);
    expect(tables.restatements).toEqual([
      {
        month: '2026-04',
        number: 1,
        date: '2026-04-20',
        restatedMonth: '2025-12',
        summary: '凭证',
        effects: [
          { row: 'amortisation.opening', column: 'purchased', amount: -1_200_000n },
          { row: 'amortisation.opening', column: 'total', amount: -1_200_000n },
          { row: 'carrying.opening', column: 'purchased', amount: 1_200_000n },
          { row: 'carrying.opening', column: 'total', amount: 1_200_000n },
        ],
      },
    ]);
    const original = db.scope(first, '2026-01-01', '2026-12-31', vouchersA.length);
    const known = await reports.tables(original, 'intangible');
    expect(figuresAt(known.current.table, 'carrying.opening').total).toBe(153_200_000n);
    expect(known.comparative.isRestated).toBe(false);
  });

  it('are refused as files once a figure was touched, with the rows that differ', async () => {
    const scope = db.scope(second, from, to);
    await expect(reports.checkTied(scope)).resolves.toBeUndefined();
    const runner = db.source.createQueryRunner();
    await runner.query(
      `UPDATE read.posting_sum SET debit = debit + 1
       WHERE entity_party_id = $1 AND movement = 'inventory/cost/purchase/purchased'`,
      [second],
    );
    await expect(reports.checkTied(scope)).rejects.toMatchObject({
      code: 'accounts_do_not_tie',
      obstacles: {
        differences: [expect.objectContaining({ check: 'trial_balance' }), expect.anything()],
      },
    });
    await runner.query(
      `UPDATE read.posting_sum SET debit = debit - 1
       WHERE entity_party_id = $1 AND movement = 'inventory/cost/purchase/purchased'`,
      [second],
    );
    await runner.release();
  });
});

describe('a cell', () => {
  it('is what its postings add up to, whichever row and column, page by page', async () => {
    const examples = [
      ['intangible', first],
      ['inventory', second],
    ] as const;
    for (const [name, entity] of examples) {
      for (const [start, end] of [
        [from, to],
        ['2025-06-11', '2025-10-20'],
        ['2026-01-01', '2026-12-31'],
      ] as const) {
        const scope = db.scope(entity, start, end);
        const { current } = await reports.tables(scope, name);
        for (const row of statutoryRows[name]) {
          for (const column of row.terms.length === 0 ? [] : tableColumns) {
            const parts = cellParts(name, row, column, scope, addDays(start, -1));
            let sum = 0n;
            for (let after: readonly [string, string] | undefined; ;) {
              const page = await cellPage(db.source, scope, parts, after, 9);
              for (const { amount } of page) sum += BigInt(amount);
              const last = page.at(-1);
              if (last === undefined || page.length < 9) break;
              after = [last.date, last.key];
            }
            expect([name, row.key, column, sum]).toEqual([
              name,
              row.key,
              column,
              figuresAt(current.table, row.key)[column],
            ]);
          }
        }
      }
    }
  });
});

describe('a cell of a statement', () => {
  /** Adds a cell up over its pages; no posting is met twice. */
  const added = async (
    scope: ReturnType<ReportingDatabase['scope']>,
    ...[statement, row, column]: readonly [
      'balance-sheet' | 'trial-balance',
      row: string,
      column: string,
    ]
  ) => {
    const { cell, by } = await reports.accountCell(scope, statement, row, column);
    const met: string[] = [];
    let sum = 0n;
    for (let after: SumPlace | undefined; ;) {
      const page = await accountCellPage(db.source, scope, cell!, by, after, 4);
      for (const { amount } of page) sum += BigInt(amount);
      met.push(...page.map(({ key }) => key));
      const last = page.at(-1);
      if (last === undefined || page.length < 4) break;
      after = [last.date, last.sumKey, last.position, last.line];
    }
    expect(new Set(met).size).toBe(met.length);
    return { amount: cell!.amount, sum, lines: met.length };
  };

  it('is what its postings add up to: every account and column of the trial balance', async () => {
    for (const entity of [first, second]) {
      for (const [start, end] of [
        [from, to],
        ['2025-06-11', '2025-10-20'],
      ] as const) {
        const scope = db.scope(entity, start, end);
        const { balance } = await reports.trialBalance(scope);
        for (const { code, opening, period, closing } of balance.rows) {
          const expected = {
            opening: opening.debit - opening.credit,
            debit: period.debit,
            credit: period.credit,
            closing: closing.debit - closing.credit,
          };
          for (const column of ['opening', 'debit', 'credit', 'closing'] as const) {
            const found = await added(scope, 'trial-balance', code, column);
            expect([code, column, found.amount]).toEqual([code, column, expected[column]]);
            expect([code, column, found.sum]).toEqual([code, column, expected[column]]);
          }
        }
        const total = await added(scope, 'trial-balance', 'total', 'debit');
        expect(total.sum).toBe(balance.totals.period.debit);
      }
    }
  });

  it('is what its postings add up to: every line of the balance sheet, restatements too', async () => {
    for (const [entity, end] of [
      [first, '2025-12-31'],
      [first, '2026-12-31'],
      [second, '2025-12-31'],
    ] as const) {
      for (const format of ['general', 'financial'] as const) {
        const scope = { ...db.scope(entity, `${end.slice(0, 4)}-01-01`, end), format };
        const { lines } = await reports.balanceSheet(scope);
        for (const { name, amount, ofWhich } of lines) {
          for (const [column, expected] of [
            ['closing', amount.closing],
            ['opening', amount.opening],
            ['ofWhichClosing', ofWhich.closing],
            ['ofWhichOpening', ofWhich.opening],
          ] as const) {
            const found = await added(scope, 'balance-sheet', name, column);
            expect([name, column, found.amount, found.sum]).toEqual([
              ...[name, column, expected, expected],
            ]);
          }
        }
      }
    }
  });

  it('as known earlier leaves out what was recorded since', async () => {
    const known = db.scope(first, from, to, 3);
    const { balance } = await reports.trialBalance(known);
    const bank = balance.rows.find(({ code }) => code === '1702')!;
    const found = await added(known, 'trial-balance', '1702', 'closing');
    expect(found.sum).toBe(bank.closing.debit - bank.closing.credit);
    const all = await added(db.scope(first, from, to), 'trial-balance', '1702', 'closing');
    expect(all.lines).toBeGreaterThan(found.lines);
  });
});

describe('the journal', () => {
  it('is read page by page in the order of its numbers, lines and all', async () => {
    const scope = db.scope(first, from, to);
    const all: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await journalPage(db.source, scope, { after, limit: 7 });
      all.push(...page.map(({ month, number }) => `${month} ${number}`));
      after = page.at(-1)?.key;
      if (page.length < 7) break;
    }
    expect(all).toHaveLength(vouchersA.length);
    expect(all).toEqual(all.toSorted());
    const [opening] = await journalPage(db.source, scope, { limit: 1, kind: 'opening' });
    expect(opening).toMatchObject({ month: '2025-01', number: 1, kind: 'opening', position: 1 });
    expect(opening!.lines.map(({ line, debit, credit }) => [line, debit, credit])).toContainEqual([
      7,
      '0',
      '150000000',
    ]);
    let lines = 0;
    for await (const voucher of wholeJournal(db.source, scope)) lines += voucher.lines.length;
    expect(lines).toBe(vouchersA.reduce((sum, { data }) => sum + data.lines.length, 0));
  });

  it('never leads out of the entity, whatever the cursor says', async () => {
    const [low, high] = [first, second].toSorted() as [string, string];
    for (const after of ['', '0', `${low}/2025-01/`, `${high}/2025-06/`, '\uffff']) {
      for (const entity of [low, high]) {
        const page = await journalPage(db.source, db.scope(entity, from, to), {
          after,
          limit: 200,
        });
        expect(page.every(({ entityPartyId }) => entityPartyId === entity)).toBe(true);
      }
    }
  });

  it('of part of a month has the vouchers of those days only', async () => {
    const days = await journalPage(db.source, db.scope(first, '2025-02-10', '2025-02-27'), {
      limit: 9,
    });
    expect(days.map(({ date }) => date)).toEqual(['2025-02-10']);
  });
});

describe('a sub-ledger', () => {
  it('goes on where a page ended, and comes to the balance of its account', async () => {
    const scope = db.scope(first, '2025-03-01', to);
    let balance = await ledgerOpening(db.source, scope, { account: '1702' });
    expect(balance).toBe(-66_000_000n);
    for (let after: readonly [string, string] | undefined; ;) {
      const page = await ledgerPage(db.source, scope, { account: '1702', after, limit: 5 });
      for (const { debit, credit } of page) balance += BigInt(debit) - BigInt(credit);
      const last = page.at(-1);
      if (page.length < 5 || last === undefined) break;
      after = [last.date, last.key];
    }
    expect(balance).toBe(-98_800_000n);
  });

  it('of one book has its lines only', async () => {
    const scope = db.scope(first, '2025-07-01', to);
    const asked = { account: '1702', bookId: sampleBook('B'), limit: 50 };
    expect(await ledgerOpening(db.source, scope, asked)).toBe(-10_000_000n);
    expect(await ledgerPage(db.source, scope, asked)).toHaveLength(6);
  });

  it('adds up by month in the general ledger', async () => {
    const months = await generalLedgerMonths(db.source, db.scope(first, from, to), '1002');
    expect(months.map(({ month, debit, credit }) => [month, debit, credit])).toEqual([
      ['2025-02', '0', '75600000'],
      ['2025-03', '30000000', '0'],
      ['2025-06', '0', '18000000'],
      ['2025-09', '19080000', '0'],
    ]);
  });
});

describe('the trial balance', () => {
  it('is that of the vouchers', async () => {
    const { balance, differences } = await reports.trialBalance(db.scope(second, from, to));
    expect(differences).toEqual([]);
    expect(balance).toEqual(trialBalance(sumsOf(vouchersB, exampleYear, accountingDate)));
    const table = statutoryTable('inventory', movementSums(sumsOf(vouchersB, exampleYear)));
    const provision = balance.rows.find(({ code }) => code === '1471')!;
    expect(provision.closing.credit).toBe(figuresAt(table, 'provision.closing').total);
  });
});
