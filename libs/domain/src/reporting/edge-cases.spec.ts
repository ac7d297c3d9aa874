import { foldInJournal } from '../accounting/book-amortisation.js';
import { differenceOf, EntityBooks, nil, shown, yuan } from '../accounting/testing/entity-books.js';
import { figuresOn } from '../book/book.figures.js';
import {
  book,
  buy,
  down,
  fact,
  impair,
  lapsePart,
  live,
  recognise,
  reclassify,
  sell,
} from '../book/testing/book-facts.js';
import { movementSums } from './account-sums.js';
import { statutoryRows, type StatutoryTableName } from './statutory-rows.js';
import { figuresAt, statutoryTable, tableColumns } from './statutory-table.js';
import { ledgerDifferences, tableDifferences } from './tie-out.js';
import { sumsOf } from './testing/vouchers.js';
import { vouchersOf } from './testing/entity-vouchers.js';

/**
 * The edge cases of the accounting rules, each by its test. What takes a running service is
 * elsewhere:
 *
 * | edge case                                             | where                                    |
 * | ----------------------------------------------------- | ---------------------------------------- |
 * | reclassification, both ways, no profit or loss        | here; books.property.spec (any history)  |
 * | partial lapse in the same proportion                  | here                                     |
 * | a backdated fact of a closed period                   | accounting-closing.e2e (where it lands), |
 * |                                                       | journal-file.spec (what the file says),  |
 * |                                                       | accounting-reports.e2e (CAS 28)          |
 * | the last month takes the remainder                    | here; books.property.spec                |
 * | a life estimated anew in mid-year                     | here; books.property.spec                |
 * | impairment of an asset that is sold                   | here                                     |
 * | the same data of two entities in two classes          | here; reports.int (each its own tables)  |
 * | opening = closing of the year before, cell by cell    | here; statutory-table.spec (any history) |
 */

const years = (name: StatutoryTableName, entity: EntityBooks, year: number) => {
  const period = { from: `${year}-01-01`, to: `${year}-12-31` };
  const sums = sumsOf(vouchersOf(entity), period);
  const table = statutoryTable(name, movementSums(sums));
  expect(tableDifferences(table)).toEqual([]);
  expect(ledgerDifferences(name, sums)).toEqual([]);
  const at = (key: string) => Number(figuresAt(table, key).total) / 100;
  return { table, at };
};

const profitAndLoss = [
  'administrationExpense',
  'impairmentLoss',
  'nonOperatingLoss',
  'disposalGain',
  'costOfSales',
  'revenue',
] as const;

const results = (entity: EntityBooks): readonly string[] =>
  profitAndLoss.map((role) => entity.balance(role));

describe('reclassification when the purpose changes', () => {
  it('shows as other reductions here and other additions there, with no profit or loss', () => {
    const { entity, takes } = book('purchased', recognise(), buy(), live());
    entity.run('2026-05');
    takes(impair({ on: '2026-05-31', presentValue: yuan(2_100) }));
    const before = results(entity);
    takes(reclassify('inventory'));
    expect(results(entity)).toEqual(before);
    const intangible = years('intangible', entity, 2026);
    const inventory = years('inventory', entity, 2026);
    expect(intangible.at('cost.otherReduction')).toBe(3_600);
    expect(intangible.at('amortisation.otherReduction')).toBe(400);
    expect(intangible.at('impairment.reductions')).toBe(1_100);
    expect(intangible.at('carrying.closing')).toBe(0);
    expect(inventory.at('cost.otherAddition')).toBe(2_100);
    expect(inventory.at('carrying.closing')).toBe(2_100);
  });

  it('and back, with a provision that is not carried over', () => {
    const { entity, takes } = book('purchased', recognise({ purpose: 'sale' }), buy(), down(3_000));
    const before = results(entity);
    takes(reclassify('intangible', '2026-07-01'));
    expect(results(entity)).toEqual(before);
    const inventory = years('inventory', entity, 2026);
    expect(inventory.at('cost.otherReduction')).toBe(3_600);
    expect(inventory.at('provision.writeOff')).toBe(600);
    expect(inventory.at('carrying.closing')).toBe(0);
    expect(years('intangible', entity, 2026).at('cost.otherAddition')).toBe(3_000);
  });
});

describe('a partial lapse', () => {
  it('takes cost, amortisation and impairment off in the same proportion', () => {
    const { entity, takes } = book('purchased', recognise(), buy(), live());
    takes(impair({ on: '2026-05-31', presentValue: yuan(2_000) }));
    expect(takes(lapsePart('1/4')).at(-1)).toEqual([
      'D accumulatedAmortisation 100.00',
      'D intangibleImpairment 300.00',
      'D nonOperatingLoss 500.00',
      'C intangible 900.00',
    ]);
    const { at } = years('intangible', entity, 2026);
    expect([
      at('cost.lapse'),
      at('amortisation.lapse'),
      at('impairment.reductions'),
      at('carrying.closing'),
    ]).toEqual([900, 100, 300, 1_500]);
  });
});

describe('a cost that the months do not divide', () => {
  it('leaves its remainder to the last month, and exactly the residual value at the end', () => {
    const residual = yuan('10.00');
    const { entity } = book(
      'purchased',
      recognise(),
      buy({ price: yuan('1000.01') }),
      live({
        residualEvidenceDigest: 'a'.repeat(64),
        estimate: { method: 'straightLine', months: 7, residual, use: 'administration' },
      }),
    );
    const charged = [
      '2026-02',
      '2026-03',
      '2026-04',
      '2026-05',
      '2026-06',
      '2026-07',
      '2026-08',
    ].map((month) => entity.run(month)['book']);
    expect(charged).toEqual([
      ...['141.43', '141.43', '141.43', '141.43', '141.43', '141.43'],
      '141.43',
    ]);
    expect(years('intangible', entity, 2026).at('carrying.closing')).toBe(10);
    expect(entity.run('2026-09')).toEqual({});
  });

  it('by a remainder that shows', () => {
    const { entity } = book('purchased', recognise(), buy({ price: yuan('100.00') }), live());
    expect(entity.run('2026-02')).toEqual({ book: '2.78' });
    for (const month of ['2027-12', '2028-12']) entity.run(month);
    expect(entity.run('2029-01')).toEqual({ book: '2.77' });
    expect(entity.balance('accumulatedAmortisation')).toBe('-100.00');
  });
});

describe('a life that is estimated anew in mid-year', () => {
  it('holds from the month of the change; what was charged by then is untouched', () => {
    const { entity, takes } = book('purchased', recognise(), buy(), live());
    entity.run('2026-06');
    const before = entity.balance('accumulatedAmortisation');
    const estimate = { method: 'straightLine', months: 10, residual: nil, use: 'sales' } as const;
    expect(takes(live({ on: '2026-07-15', changeReason: '竞品出现', estimate }))).toEqual([]);
    expect(entity.balance('accumulatedAmortisation')).toBe(before);
    expect(entity.run('2026-07')).toEqual({ book: '310.00' });
    expect(years('intangible', entity, 2026).at('amortisation.additions')).toBe(810);
  });
});

describe('an impaired asset that is sold', () => {
  it('leaves with its amortisation and its impairment (rows 15 to 18 and 23)', () => {
    const { entity, takes } = book('purchased', recognise(), buy(), live());
    takes(impair({ on: '2026-05-31', presentValue: yuan(2_000) }));
    takes(sell({ on: '2026-06-10', price: yuan(2_500) }));
    const { table } = years('intangible', entity, 2026);
    const row = (no: number) => Number(table.rows[no - 1]!.figures!.total) / 100;
    expect([15, 16, 17, 18, 23].map(row)).toEqual([400, 400, 0, 0, 1_200]);
    expect([11, 19, 24, 26].map(row)).toEqual([0, 0, 0, 0]);
    expect(entity.balance('disposalGain')).toBe('-500.00');
  });
});

describe('the same data of two entities', () => {
  it('is an intangible asset in the books of one and inventory in those of the other', () => {
    const evidence = { assetId: 'asset-1', titleVersion: 3, isHeld: true };
    const link = fact('LinkAsset', { evidence });
    const user = book('purchased', recognise(), buy(), live(), link).entity;
    const trader = book('purchased', recognise({ purpose: 'sale' }), buy(), link).entity;
    expect([user, trader].map((one) => one.state('book').assetId)).toEqual(['asset-1', 'asset-1']);
    const closing = (name: StatutoryTableName, entity: EntityBooks) =>
      years(name, entity, 2026).at('carrying.closing');
    expect([closing('intangible', user), closing('inventory', user)]).toEqual([3_600, 0]);
    expect([closing('intangible', trader), closing('inventory', trader)]).toEqual([0, 3_600]);
  });
});

describe('opening balances', () => {
  it('are the closing of the year before, row by row and column by column', () => {
    const entity = new EntityBooks();
    for (const [index, source] of (['purchased', 'selfMade', 'other'] as const).entries()) {
      entity.open(source, source);
      const isMade = source === 'selfMade';
      entity.record(source, {
        type: 'TakeOpeningBalance',
        data: {
          on: '2024-01-01',
          carriedAs: index === 2 ? 'inventory' : 'intangible',
          cost: yuan(3_600 + index),
          amortised: index === 2 ? nil : yuan(600),
          impaired: isMade ? yuan(100) : nil,
        },
      });
      if (index < 2) {
        const estimate = {
          method: 'straightLine',
          months: 30,
          residual: nil,
          use: 'sales',
        } as const;
        entity.record(source, live({ on: '2024-01-01', estimate }));
      }
    }
    for (let month = 1; month <= 12; month += 1) {
      entity.run(`2024-${String(month).padStart(2, '0')}`);
    }
    entity.record('other', down(3_000, '2024-12-31'));
    entity.record('purchased', impair({ on: '2024-12-31', presentValue: yuan(1_500) }));
    entity.record('selfMade', sell({ on: '2025-03-10' }));
    entity.run('2025-12');
    for (const name of ['intangible', 'inventory'] as const) {
      const [before, after] = [2024, 2025].map((year) => years(name, entity, year).table);
      const sections = statutoryRows[name].flatMap(({ key }) =>
        key.endsWith('.opening') ? [key.replace('.opening', '')] : [],
      );
      expect(sections.length).toBeGreaterThan(2);
      for (const section of sections) {
        for (const column of tableColumns) {
          const [was, is] = [`${section}.closing`, `${section}.opening`].map(
            (key, index) => figuresAt([before!, after!][index]!, key)[column],
          );
          expect([name, section, column, is]).toEqual([name, section, column, was]);
        }
      }
    }
  });

  it('taken over on migration are opening figures of the first year', () => {
    const { entity } = book('purchased');
    const [entry] = entity.record(
      'book',
      fact('TakeOpeningBalance', {
        on: '2026-03-01',
        carriedAs: 'intangible',
        cost: yuan(3_600),
        amortised: yuan(600),
        impaired: yuan(100),
      }),
    );
    expect(shown(entry!)).toEqual([
      'D intangible 3600.00',
      'C accumulatedAmortisation 600.00',
      'C intangibleImpairment 100.00',
      'C openingBalance 2900.00',
    ]);
    expect(differenceOf(entry!)).toBe(0n);
    const [cost, amortised, impaired] = [360_000n, 60_000n, 10_000n];
    expect(figuresOn(entity.state('book'), '2026-03-15')).toEqual({
      ...{ cost, amortised, impaired, carrying: 290_000n },
    });
    const { at } = years('intangible', entity, 2026);
    expect([at('cost.opening'), at('cost.additions'), at('carrying.opening')]).toEqual([
      ...[3_600, 0, 2_900],
    ]);
  });
});

describe('units of use', () => {
  it('beyond what was estimated charge no more than what is left', () => {
    const { entity, takes } = book(
      'purchased',
      recognise(),
      buy(),
      live({ estimate: { method: 'unitsOfUse', units: 1_000, residual: nil, use: 'sales' } }),
    );
    takes(fact('RecordUnits', { on: '2026-02-28', units: 900 }));
    expect(entity.run('2026-02')).toEqual({ book: '3240.00' });
    takes(fact('RecordUnits', { on: '2026-03-31', units: 5_000 }));
    expect(entity.run('2026-03')).toEqual({ book: '360.00' });
    takes(fact('RecordUnits', { on: '2026-04-30', units: 1 }));
    expect(entity.run('2026-04')).toEqual({});
    // Nothing is left to spread, and whatever happens next does not fail for it.
    takes(lapsePart('1/2', '2026-05-15'));
    expect(entity.run('2026-05')).toEqual({});
    const { state } = foldInJournal(
      entity.events('book').map((event, index) => ({ event, position: index + 1 })),
      [{ month: '2026-05', position: 99 }],
    );
    expect(state.cost).toBe(180_000n);
    expect(years('intangible', entity, 2026).at('carrying.closing')).toBe(0);
  });
});
