import fc from 'fast-check';
import type { MovementRow } from '../accounting/entry.js';
import { movementSums } from './account-sums.js';
import { balanceSheet } from './balance-sheet.js';
import { bookSources, effectOf, movementText } from './movement-text.js';
import { registerDifferences } from './register-check.js';
import { comparativeOf } from './report-days.js';
import { restatementEffects } from './restatement.js';
import { rowNamed, statutoryRows } from './statutory-rows.js';
import { figuresAt, statutoryTable, type StatutoryTable, tableColumns } from './statutory-table.js';
import {
  balanceSheetDifferences,
  ledgerDifferences,
  tableDifferences,
  trialBalanceDifferences,
} from './tie-out.js';
import { SampleJournal, type SampleLine, sumsOf } from './testing/vouchers.js';
import {
  exampleA,
  exampleB,
  exampleYear,
  filledTableA,
  filledTableB,
} from './testing/worked-examples.js';
import { trialBalance } from './trial-balance.js';

const nothing = [0, 0, 0, 0];

/** The figures of a table in yuan by the keys of its rows. */
const inYuan = ({ rows }: StatutoryTable) =>
  rows.flatMap(({ key, figures }) =>
    figures === undefined
      ? []
      : [[key, tableColumns.map((column) => Number(figures[column]) / 100)] as const],
  );

describe('the statutory tables', () => {
  it.each([
    ['intangible', exampleA, filledTableA, 27],
    ['inventory', exampleB, filledTableB, 21],
  ] as const)('of the worked example (%s) come out row by row', (name, example, filled, count) => {
    const sums = sumsOf(example().posted, exampleYear);
    const table = statutoryTable(name, movementSums(sums));
    expect(table.rows).toHaveLength(count);
    expect(inYuan(table)).toEqual(inYuan(table).map(([key]) => [key, filled[key] ?? nothing]));
    expect(Object.keys(filled).every((key) => rowNamed(name, key))).toBe(true);
    expect(tableDifferences(table)).toEqual([]);
    expect(ledgerDifferences(name, sums)).toEqual([]);
  });

  it('carry the labels of the Rules in their order, closing before opening at the end', () => {
    const labels = (name: 'intangible' | 'inventory') =>
      statutoryRows[name].map(({ no, label }) => `${no} ${label.zh}`);
    expect(labels('intangible').slice(10, 20)).toEqual([
      '11 4.期末余额',
      '12 二、累计摊销',
      '13 1.期初余额',
      '14 2.本期增加金额',
      '15 3.本期减少金额',
      '16 其中：处置',
      '17 失效且终止确认',
      '18 其他减少',
      '19 4.期末余额',
      '20 三、减值准备',
    ]);
    expect(labels('intangible').slice(-2)).toEqual(['26 1.期末账面价值', '27 2.期初账面价值']);
    expect(labels('inventory').slice(-3)).toEqual([
      '19 三、账面价值',
      '20 1.期末账面价值',
      '21 2.期初账面价值',
    ]);
  });

  it('name a row by its number or its key', () => {
    expect(rowNamed('intangible', '26')?.key).toBe('carrying.closing');
    expect(rowNamed('inventory', 'provision.writeOff')?.no).toBe(17);
    expect(rowNamed('inventory', '22')).toBeUndefined();
  });
});

describe('the balance sheet', () => {
  it('shows what of each line are data resources, opening from the year before', () => {
    const journal = exampleA().post('2025-05-05', [
      ['intangible', 77_000],
      ['bank', -77_000],
    ]);
    const sums = sumsOf(journal.posted, exampleYear);
    const lines = balanceSheet(sums, 'general');
    const named = (name: string) => lines.find((line) => line.name === name)!;
    expect(named('intangible').ofWhich).toEqual({ closing: 153_200_000n, opening: 150_000_000n });
    expect(named('intangible').amount).toEqual({ closing: 160_900_000n, opening: 150_000_000n });
    expect(named('development').ofWhich).toEqual({ closing: 0n, opening: 0n });
    const table = statutoryTable('intangible', movementSums(sums));
    expect(balanceSheetDifferences(lines, [table])).toEqual([]);
  });

  it('of a financial enterprise has them inside other assets', () => {
    const lines = balanceSheet(sumsOf(exampleB().posted, exampleYear), 'financial');
    expect(lines.map(({ name }) => name)).toEqual(['heldForSale', 'intangible', 'otherAssets']);
    expect(lines.at(-1)?.ofWhich).toEqual({ closing: 49_000_000n, opening: 45_000_000n });
  });
});

describe('the tie-out', () => {
  const tableOf = (posted: SampleJournal['posted']) =>
    statutoryTable('intangible', movementSums(sumsOf(posted, exampleYear)));

  it('names the cell of a table that was changed by a fen', () => {
    const table = tableOf(exampleA().posted);
    const rows = table.rows.map((row) =>
      row.key === 'cost.closing' && row.figures !== undefined
        ? { ...row, figures: { ...row.figures, purchased: row.figures.purchased + 1n } }
        : row,
    );
    expect(tableDifferences({ ...table, rows })).toEqual([
      {
        check: 'total',
        table: 'intangible',
        row: 'cost.closing',
        column: 'total',
        expected: '2640000.01',
        found: '2640000.00',
      },
      {
        check: 'roll_forward',
        table: 'intangible',
        row: 'cost.closing',
        column: 'purchased',
        expected: '2160000.00',
        found: '2160000.01',
      },
      {
        check: 'roll_forward',
        table: 'intangible',
        row: 'carrying.closing',
        column: 'purchased',
        expected: '1100000.01',
        found: '1100000.00',
      },
    ]);
  });

  it('names an account of data resources that the table does not have', () => {
    const journal = exampleA();
    const [voucher] = new SampleJournal().post('2025-08-08', [
      ['intangible', 100],
      ['bank', -100],
    ]).posted;
    const lines = voucher!.data.lines.map((line, index) =>
      index === 0 ? { ...line, bookId: 'b' } : line,
    );
    const posted = [...journal.posted, { ...voucher!, data: { ...voucher!.data, lines } }];
    expect(ledgerDifferences('intangible', sumsOf(posted, exampleYear))).toMatchObject([
      { check: 'ledger', row: 'cost.closing', expected: '2640100.00', found: '2640000.00' },
    ]);
  });

  it('names a part that is more than its line', () => {
    const sums = sumsOf(
      exampleA().post('2025-08-08', [
        ['bank', 2_000_000],
        ['intangible', -2_000_000],
      ]).posted,
      exampleYear,
    );
    expect(balanceSheetDifferences(balanceSheet(sums, 'general'))).toMatchObject([
      { check: 'of_which', row: 'intangible', column: 'closing', expected: '-468000.00' },
    ]);
  });

  it('names an of-which row of a table that is more than its line', () => {
    const table = tableOf(exampleA().posted);
    const rows = table.rows.map((row) =>
      row.key === 'cost.purchase' && row.figures !== undefined
        ? { ...row, figures: { ...row.figures, purchased: 90_000_000n } }
        : row,
    );
    expect(tableDifferences({ ...table, rows })).toContainEqual({
      check: 'of_which',
      table: 'intangible',
      row: 'cost.purchase',
      column: 'purchased',
      expected: '720000.00',
      found: '900000.00',
    });
  });

  it('names a line of the balance sheet that is not what the table says', () => {
    const sums = sumsOf(exampleA().posted, exampleYear);
    const lines = balanceSheet(sums, 'general');
    const other = statutoryTable('intangible', []);
    expect(balanceSheetDifferences(lines, [other])).toMatchObject([
      { check: 'balance_sheet', row: 'intangible', column: 'closing', found: '1532000.00' },
      { check: 'balance_sheet', row: 'intangible', column: 'opening', found: '1500000.00' },
    ]);
  });

  it('names an asset of which the titles hold another pledge than is disclosed', () => {
    const titles = new Map([['asset-1', { pledges: new Map() }]]);
    const disclosed = [{ assetId: 'asset-1', pledgeIds: ['p'] }];
    expect(registerDifferences(disclosed, titles, 'entity', '2025-12-31')).toEqual([
      {
        check: 'restricted',
        table: 'restricted',
        row: 'asset-1',
        column: 'pledges',
        expected: '0',
        found: '1',
      },
    ]);
  });

  it('holds the trial balance to equal sides', () => {
    const balance = trialBalance(sumsOf(exampleA().posted, exampleYear));
    expect(trialBalanceDifferences(balance)).toEqual([]);
    const totals = { ...balance.totals, period: { debit: 1n, credit: 2n } };
    expect(trialBalanceDifferences({ ...balance, totals })).toMatchObject([{ column: 'period' }]);
  });
});

describe('what restates an earlier year', () => {
  const before = exampleA().posted.length;
  const journal = exampleA().post(
    '2026-04-20',
    [
      [
        'accumulatedAmortisation',
        12_000,
        ['B', 'intangible', 'amortisation', 'charge', 'purchased'],
      ],
      ['priorPeriodAdjustment', -12_000],
    ],
    { kind: 'restatement', restates: { year: 2025, reason: '摊销年限有误' } },
  );
  const of = (year: number, posted = journal.posted) =>
    statutoryTable(
      'intangible',
      movementSums(sumsOf(posted, { from: `${year}-01-01`, to: `${year}-12-31` })),
    );

  it('is in the comparative figures and in the opening, not in the year that posted it', () => {
    expect(figuresAt(of(2025), 'carrying.closing').total).toBe(154_400_000n);
    expect(figuresAt(of(2026), 'carrying.opening').total).toBe(154_400_000n);
    expect(figuresAt(of(2026), 'amortisation.additions').total).toBe(0n);
  });

  it('leaves the original visible to who knows less', () => {
    const original = of(2025, journal.posted.slice(0, before));
    expect(figuresAt(original, 'carrying.closing').total).toBe(153_200_000n);
  });
});

describe('restatements', () => {
  const restated = fc.record({
    place: fc.constantFrom(
      ...([
        ['cost', 'intangible'],
        ['amortisation', 'accumulatedAmortisation'],
        ['impairment', 'intangibleImpairment'],
      ] as const),
    ),
    source: fc.constantFrom(...bookSources),
    row: fc.constantFrom<MovementRow>('charge', 'purchase', 'disposal', 'otherAddition'),
    yuan: fc.integer({ min: -90_000, max: 90_000 }).filter((yuan) => yuan !== 0),
    month: fc.integer({ min: 1, max: 12 }),
  });

  it('explain every difference of an opening and the closing as first reported', () => {
    fc.assert(
      fc.property(fc.array(restated, { maxLength: 6 }), (corrections) => {
        const journal = exampleA();
        const reported = journal.posted.length;
        for (const { place, source, row, yuan, month } of corrections) {
          const [section, role] = place;
          const concernsMonth = `2025-${String(month).padStart(2, '0')}`;
          journal.post(
            '2026-04-20',
            [
              [role, yuan, ['B', 'intangible', section, row, source]],
              ['priorPeriodAdjustment', -yuan],
            ],
            {
              kind: 'restatement',
              concernsMonth,
              restates: { year: 2025, reason: '前期差错' },
            },
          );
        }
        const tableOf = (year: number, posted: SampleJournal['posted']) =>
          statutoryTable(
            'intangible',
            movementSums(sumsOf(posted, { from: `${year}-01-01`, to: `${year}-12-31` })),
          );
        const first = tableOf(2025, journal.posted.slice(0, reported));
        const next = tableOf(2026, journal.posted);
        const effects = journal.posted.slice(reported).flatMap(({ data }) =>
          restatementEffects(
            'intangible',
            data.lines.flatMap(({ movement, side, amount }) => {
              const minor = BigInt(amount.amount.replace('.', ''));
              const net = side === 'debit' ? minor : -minor;
              return movement === undefined ? [] : [{ movement: movementText(movement), net }];
            }),
          ),
        );
        for (const section of ['cost', 'amortisation', 'impairment', 'carrying']) {
          for (const column of tableColumns) {
            const explained = effects
              .filter((one) => one.row === `${section}.opening` && one.column === column)
              .reduce((sum, { amount }) => sum + amount, 0n);
            const difference =
              figuresAt(next, `${section}.opening`)[column] -
              figuresAt(first, `${section}.closing`)[column];
            expect([section, column, difference]).toEqual([section, column, explained]);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('the period to compare with', () => {
  it('is the same one a year earlier, to the end of the month', () => {
    expect(comparativeOf({ from: '2025-01-01', to: '2025-12-31' })).toEqual({
      from: '2024-01-01',
      to: '2024-12-31',
    });
    expect(comparativeOf({ from: '2025-01-01', to: '2025-02-28' }).to).toBe('2024-02-29');
    expect(comparativeOf({ from: '2024-02-10', to: '2024-02-20' })).toEqual({
      from: '2023-02-10',
      to: '2023-02-20',
    });
  });
});

describe('for any history', () => {
  const rows = Object.keys(effectOf) as MovementRow[];
  const places = {
    intangible: [
      ['cost', 'intangible'],
      ['amortisation', 'accumulatedAmortisation'],
      ['impairment', 'intangibleImpairment'],
    ],
    inventory: [
      ['cost', 'inventory'],
      ['provision', 'inventoryProvision'],
    ],
  } as const;
  const line = (name: 'intangible' | 'inventory') =>
    fc.record({
      place: fc.constantFrom(...places[name]),
      row: fc.constantFrom(...rows),
      source: fc.constantFrom(...bookSources),
      fen: fc.integer({ min: -10_000_000, max: 10_000_000 }).filter((fen) => fen !== 0),
      day: fc.integer({ min: 0, max: 900 }),
    });

  it.each(['intangible', 'inventory'] as const)(
    'table (%s) = ledger, it rolls forward, and opening is the closing before',
    (name) => {
      fc.assert(
        fc.property(fc.array(line(name), { maxLength: 40 }), (facts) => {
          const journal = new SampleJournal();
          for (const { place, row, source, fen, day } of facts) {
            const [section, role] = place;
            const date = new Date(Date.UTC(2024, 0, 1 + day)).toISOString().slice(0, 10);
            const moved: SampleLine = [role, fen / 100, ['Z', name, section, row, source]];
            const kind = row === 'opening' ? 'opening' : 'fact';
            journal.post(date, [moved, ['bank', -fen / 100]], { kind });
          }
          // Opening balances are there before anything else is: they are taken over on the first day.
          const posted = journal.posted.map((one) =>
            one.data.kind === 'opening'
              ? { ...one, data: { ...one.data, date: '2024-01-01', month: '2024-01' } }
              : one,
          );
          const of = (from: string, to: string) => sumsOf(posted, { from, to });
          const first = of('2024-01-01', '2024-12-31');
          const second = of('2025-01-01', '2025-12-31');
          const [one, two] = [first, second].map((sums) =>
            statutoryTable(name, movementSums(sums)),
          );
          const sections = [...places[name].map(([section]) => section), 'carrying'];
          for (const section of sections) {
            expect(figuresAt(two!, `${section}.opening`)).toEqual(
              figuresAt(one!, `${section}.closing`),
            );
          }
          for (const table of [one!, two!]) {
            // Amounts of either sign may make a part larger than its line: that is not a fault here.
            const found = tableDifferences(table).filter(({ check }) => check !== 'of_which');
            expect(found).toEqual([]);
          }
          expect(ledgerDifferences(name, first)).toEqual([]);
          expect(ledgerDifferences(name, second)).toEqual([]);
          expect(trialBalanceDifferences(trialBalance(second))).toEqual([]);
        }),
        { numRuns: 60 },
      );
    },
  );
});
