import { capitalisationConditions } from '../book/book.terms.js';
import { EntityBooks, nil, paid, recognisedFor, shown, yuan } from './testing/entity-books.js';

/** Fact sheet 9: intangible assets in 2025, entry by entry and row by row. */
const months = (first: number, last: number): readonly string[] =>
  Array.from(
    { length: last - first + 1 },
    (_, index) => `2025-${`${first + index}`.padStart(2, '0')}`,
  );

const life = (on: string, availableOn: string, count: number, use = 'administration') =>
  ({
    type: 'EstimateLife',
    data: {
      on,
      availableOn,
      factors: [{ factor: 'updateFrequency', finding: '按月更新' }],
      estimate: {
        method: 'straightLine',
        months: count,
        residual: nil,
        use: use as 'administration',
      },
    },
  }) as const;

const recognised = (on: string) => recognisedFor('ownUse', '自用，符合无形资产定义和确认条件', on);

const opened = (on: string, cost: number, amortised: number) =>
  ({
    type: 'TakeOpeningBalance',
    data: {
      on,
      carriedAs: 'intangible',
      cost: yuan(cost),
      amortised: yuan(amortised),
      impaired: nil,
    },
  }) as const;

const year = (): EntityBooks => {
  const entity = new EntityBooks();
  entity.open('A');
  entity.record('A', opened('2025-01-01', 1_440_000, 360_000));
  entity.record('A', life('2025-01-01', '2024-01-01', 48, 'sales'));
  entity.open('D');
  entity.record('D', opened('2025-01-01', 360_000, 120_000));
  entity.record('D', life('2025-01-01', '2024-01-01', 36));
  entity.open('E', 'other');
  entity.record('E', opened('2025-01-01', 240_000, 60_000));
  entity.record('E', life('2025-01-01', '2024-07-01', 24));
  entity.open('B');
  entity.open('C', 'selfMade');
  return entity;
};

const purchaseOfB = {
  type: 'RecordAcquisition',
  data: {
    on: '2025-02-10',
    mode: 'purchase',
    price: yuan(600_000),
    inputTax: yuan(36_000),
    components: [
      { component: 'cleaning', amount: yuan(84_000) },
      { component: 'ownershipVerification', amount: yuan(12_000) },
      { component: 'qualityAssessment', amount: yuan(9_000) },
      { component: 'registrationSettlement', amount: yuan(3_000) },
      { component: 'securityManagement', amount: yuan(12_000) },
    ],
  },
} as const;

describe('worked example A, entry by entry', () => {
  const entity = year();
  const posted: Record<string, Readonly<Record<string, string>>> = {};
  const run = (first: number, last: number): void => {
    for (const month of months(first, last)) posted[month] = entity.run(month);
  };

  it('takes over A, D and E', () => {
    expect(entity.balance('intangible')).toBe('2040000.00');
    expect(entity.balance('accumulatedAmortisation')).toBe('-540000.00');
    expect(entity.balance('openingBalance')).toBe('-1500000.00');
  });

  it('books the purchase of B when it is recognised', () => {
    run(1, 1);
    expect(entity.record('B', purchaseOfB)).toEqual([]);
    const [entry] = entity.record('B', recognised('2025-02-10'));
    expect(entry).toMatchObject({ date: '2025-02-10', ordinal: 1 });
    expect(shown(entry!)).toEqual([
      'D intangible 720000.00',
      'D inputTax 36000.00',
      'C bank 756000.00',
    ]);
    expect(entity.record('B', life('2025-02-10', '2025-02-10', 36))).toEqual([]);
  });

  it('expenses the research phase of C', () => {
    for (const on of ['2025-01-31', '2025-02-28', '2025-03-31']) {
      const entries = entity.record('C', {
        type: 'RecordResearch',
        data: { on, amount: yuan(50_000), settlement: paid(['payroll', 50_000]) },
      });
      expect(entries.map(shown)).toEqual([
        ['D researchExpense 50000.00', 'C payroll 50000.00'],
        ['D administrationExpense 50000.00', 'C researchExpense 50000.00'],
      ]);
    }
  });

  it('capitalises development from the day on which all five conditions are met', () => {
    const conditions = capitalisationConditions.map((condition) => ({
      condition,
      metOn: '2025-04-01',
      explanation: '立项与可行性报告',
      evidenceDigest: 'a'.repeat(64),
    }));
    entity.record('C', { type: 'RecordConditions', data: { conditions } });
    const [entry] = entity.record('C', {
      type: 'RecordDevelopment',
      data: {
        on: '2025-06-30',
        amount: yuan(480_000),
        qualifies: true,
        settlement: paid(['payroll', 300_000], ['bank', 180_000]),
      },
    });
    expect(shown(entry!)).toEqual([
      'D developmentExpenditure 480000.00',
      'C payroll 300000.00',
      'C bank 180000.00',
    ]);
    const expensed = entity.record('C', {
      type: 'RecordDevelopment',
      data: {
        on: '2025-06-30',
        amount: yuan(30_000),
        qualifies: false,
        settlement: paid(['payroll', 30_000]),
      },
    });
    expect(expensed.map(shown)).toEqual([
      ['D researchExpense 30000.00', 'C payroll 30000.00'],
      ['D administrationExpense 30000.00', 'C researchExpense 30000.00'],
    ]);
  });

  it('carries C as an intangible asset when it can be used', () => {
    run(2, 6);
    const [entry] = entity.record('C', recognised('2025-07-01'));
    expect(shown(entry!)).toEqual(['D intangible 480000.00', 'C developmentExpenditure 480000.00']);
    entity.record('C', life('2025-07-01', '2025-07-01', 60, 'sales'));
    run(7, 8);
  });

  it('sells D with a gain of 20,000', () => {
    const entries = entity.record('D', {
      type: 'Sell',
      data: {
        on: '2025-09-20',
        share: '1/1',
        price: yuan(180_000),
        outputTax: yuan(10_800),
        controlTransferred: true,
      },
    });
    expect(entries.map(shown)).toEqual([
      [
        'D bank 190800.00',
        'D accumulatedAmortisation 200000.00',
        'C intangible 360000.00',
        'C outputTax 10800.00',
        'C disposalGain 20000.00',
      ],
    ]);
    run(9, 9);
  });

  it('writes E off when its authorisation is revoked', () => {
    const entries = entity.record('E', {
      type: 'Lapse',
      data: { on: '2025-10-15', reason: '授权被撤销', isOrdinary: false },
    });
    expect(entries.map(shown)).toEqual([
      [
        'D accumulatedAmortisation 150000.00',
        'D nonOperatingLoss 90000.00',
        'C intangible 240000.00',
      ],
    ]);
    run(10, 12);
  });

  it('impairs A to 600,000 at the year end', () => {
    const entries = entity.record('A', {
      type: 'TestImpairment',
      data: { on: '2025-12-31', presentValue: yuan(600_000), fairValueLessCosts: yuan(550_000) },
    });
    expect(entries.map(shown)).toEqual([
      ['D impairmentLoss 120000.00', 'C intangibleImpairment 120000.00'],
    ]);
  });

  it('charges each book every month that it is due', () => {
    expect(posted['2025-01']).toEqual({ A: '30000.00', D: '10000.00', E: '10000.00' });
    expect(posted['2025-02']).toMatchObject({ B: '20000.00' });
    expect(posted['2025-09']).toEqual({
      A: '30000.00',
      B: '20000.00',
      C: '8000.00',
      E: '10000.00',
    });
    expect(posted['2025-12']).toEqual({ A: '30000.00', B: '20000.00', C: '8000.00' });
    const charged = entity.cell('intangible', 'amortisation', 'charge', 'purchased');
    expect(charged).toBe('660000.00');
  });

  it('charges A 25,000 a month from January 2026 on', () =>
    expect(entity.run('2026-01')).toMatchObject({ A: '25000.00', B: '20000.00', C: '8000.00' }));
});

describe('worked example A, row by row', () => {
  const entity = year();
  entity.record('B', recognised('2025-02-10'));
  entity.record('B', purchaseOfB);
  entity.record('B', life('2025-02-10', '2025-02-10', 36));
  const conditions = capitalisationConditions.map((condition) => ({
    condition,
    metOn: '2025-04-01',
    explanation: '立项',
    evidenceDigest: 'a'.repeat(64),
  }));
  entity.record('C', { type: 'RecordConditions', data: { conditions } });
  entity.record('C', {
    type: 'RecordDevelopment',
    data: { on: '2025-06-30', amount: yuan(480_000), qualifies: true },
  });
  entity.record('C', recognised('2025-07-01'));
  entity.record('C', life('2025-07-01', '2025-07-01', 60));
  entity.record('D', {
    type: 'Sell',
    data: {
      on: '2025-09-20',
      share: '1/1',
      price: yuan(180_000),
      outputTax: yuan(10_800),
      controlTransferred: true,
    },
  });
  entity.record('E', {
    type: 'Lapse',
    data: { on: '2025-10-15', reason: '授权被撤销', isOrdinary: false },
  });
  entity.record('A', {
    type: 'TestImpairment',
    data: { on: '2025-12-31', presentValue: yuan(600_000) },
  });
  // Everything was recorded before any run: the facts brought their own amortisation up to date.
  entity.run('2025-12');

  it.each([
    ['cost', 'opening', ['1800000.00', '0.00', '240000.00']],
    ['cost', 'purchase', ['720000.00', '0.00', '0.00']],
    ['cost', 'ownWork', ['0.00', '480000.00', '0.00']],
    ['cost', 'disposal', ['360000.00', '0.00', '0.00']],
    ['cost', 'lapse', ['0.00', '0.00', '240000.00']],
    ['amortisation', 'opening', ['480000.00', '0.00', '60000.00']],
    ['amortisation', 'charge', ['660000.00', '48000.00', '90000.00']],
    ['amortisation', 'disposal', ['200000.00', '0.00', '0.00']],
    ['amortisation', 'lapse', ['0.00', '0.00', '150000.00']],
    ['impairment', 'charge', ['120000.00', '0.00', '0.00']],
  ] as const)('%s, %s', (section, row, cells) =>
    expect(
      (['purchased', 'selfMade', 'other'] as const).map((source) =>
        entity.cell('intangible', section, row, source),
      ),
    ).toEqual(cells),
  );

  it('has the ledger’s balances', () => {
    expect(entity.balance('intangible')).toBe('2640000.00');
    expect(entity.balance('accumulatedAmortisation')).toBe('-988000.00');
    expect(entity.balance('intangibleImpairment')).toBe('-120000.00');
    expect(entity.balance('developmentExpenditure')).toBe('0.00');
  });

  it('posts the months that no run had covered each at its end', () => {
    const ofD = entity.entries.filter(
      ({ lines, summary }) =>
        summary.startsWith('摊销') && lines.some(({ bookId }) => bookId === 'D'),
    );
    expect(ofD.map(({ date }) => date)).toEqual([
      '2025-01-31',
      '2025-02-28',
      '2025-03-31',
      '2025-04-30',
      '2025-05-31',
      '2025-06-30',
      '2025-07-31',
      '2025-08-31',
    ]);
  });
});
