import { EntityBooks, nil, paid, recognisedFor, shown, yuan } from './testing/entity-books.js';

/** Fact sheet 10: inventory in 2025, entry by entry and row by row. */
const held = (on: string) => recognisedFor('sale', '日常活动中持有、最终目的用于出售', on);

describe('worked example B, entry by entry', () => {
  const entity = new EntityBooks();
  entity.open('X');
  entity.record('X', {
    type: 'TakeOpeningBalance',
    data: {
      on: '2025-01-01',
      carriedAs: 'inventory',
      cost: yuan(500_000),
      amortised: nil,
      impaired: yuan(50_000),
    },
  });
  entity.open('P');
  entity.open('Q', 'selfMade');
  entity.open('R', 'other');

  it('buys P for resale', () => {
    entity.record('P', held('2025-02-05'));
    const entries = entity.record('P', {
      type: 'RecordAcquisition',
      data: {
        on: '2025-02-05',
        mode: 'purchase',
        price: yuan(300_000),
        inputTax: yuan(18_000),
        components: [
          { component: 'qualityAssessment', amount: yuan(10_000) },
          { component: 'ownershipVerification', amount: yuan(8_000) },
          { component: 'registrationSettlement', amount: yuan(2_000) },
        ],
      },
    });
    expect(entries.map(shown)).toEqual([
      ['D inventory 320000.00', 'D inputTax 18000.00', 'C bank 338000.00'],
    ]);
  });

  it('processes Q', () => {
    const cost = (component: 'rawData' | 'cleaning' | 'otherAttributable', on: string) =>
      ({ component, on, inputTax: nil }) as const;
    const entries = [
      entity.record('Q', {
        type: 'RecordCost',
        data: { ...cost('rawData', '2025-03-05'), amount: yuan(100_000) },
      }),
      entity.record('Q', {
        type: 'RecordCost',
        data: {
          ...cost('cleaning', '2025-05-10'),
          amount: yuan(260_000),
          settlement: paid(['payroll', 200_000], ['bank', 60_000]),
        },
      }),
      entity.record('Q', {
        type: 'RecordCost',
        data: { ...cost('otherAttributable', '2025-05-20'), amount: yuan(20_000) },
      }),
    ].flat();
    expect(entries.map(shown)).toEqual([
      ['D productionCost 100000.00', 'C bank 100000.00'],
      ['D productionCost 260000.00', 'C payroll 200000.00', 'C bank 60000.00'],
      ['D productionCost 20000.00', 'C bank 20000.00'],
    ]);
    expect(entity.record('Q', held('2025-05-31')).map(shown)).toEqual([
      ['D inventory 380000.00', 'C productionCost 380000.00'],
    ]);
  });

  it('takes R in settlement of a debt', () => {
    entity.record('R', held('2025-04-10'));
    const entries = entity.record('R', {
      type: 'RecordAcquisition',
      data: {
        on: '2025-04-10',
        mode: 'debt-settlement',
        price: yuan(60_000),
        inputTax: yuan(3_600),
        components: [],
      },
    });
    expect(entries.map(shown)).toEqual([
      ['D inventory 60000.00', 'D inputTax 3600.00', 'C receivables 63600.00'],
    ]);
  });

  it('sells X whole, and two of the four sets of Q', () => {
    const x = entity.record('X', {
      type: 'Sell',
      data: {
        on: '2025-06-30',
        share: '1/1',
        price: yuan(620_000),
        outputTax: yuan(37_200),
        controlTransferred: true,
      },
    });
    expect(x.map(shown)).toEqual([
      ['D receivables 657200.00', 'C revenue 620000.00', 'C outputTax 37200.00'],
      ['D costOfSales 500000.00', 'C inventory 500000.00'],
      ['D inventoryProvision 50000.00', 'C costOfSales 50000.00'],
    ]);
    const q = entity.record('Q', {
      type: 'Sell',
      data: {
        on: '2025-09-30',
        share: '2/4',
        price: yuan(300_000),
        outputTax: yuan(18_000),
        controlTransferred: true,
      },
    });
    expect(q.map(shown)).toEqual([
      ['D receivables 318000.00', 'C revenue 300000.00', 'C outputTax 18000.00'],
      ['D costOfSales 190000.00', 'C inventory 190000.00'],
    ]);
  });

  it('writes P down, loses R, and reverses part of the provision', () => {
    const down = entity.record('P', {
      type: 'WriteDown',
      data: { on: '2025-09-30', netRealisableValue: yuan(250_000) },
    });
    expect(down.map(shown)).toEqual([
      ['D impairmentLoss 70000.00', 'C inventoryProvision 70000.00'],
    ]);
    const lost = entity.record('R', {
      type: 'Lapse',
      data: { on: '2025-10-31', reason: '权利失效', isOrdinary: false },
    });
    expect(lost.map(shown)).toEqual([
      ['D pendingLoss 60000.00', 'C inventory 60000.00'],
      ['D nonOperatingLoss 60000.00', 'C pendingLoss 60000.00'],
    ]);
    const back = entity.record('P', {
      type: 'ReverseWriteDown',
      data: { on: '2025-12-31', netRealisableValue: yuan(300_000), reason: '市场价格回升' },
    });
    expect(back.map(shown)).toEqual([
      ['D inventoryProvision 50000.00', 'C impairmentLoss 50000.00'],
    ]);
    expect(() =>
      entity.record('Q', {
        type: 'WriteDown',
        data: { on: '2025-12-31', netRealisableValue: yuan(210_000) },
      }),
    ).toThrow('book_not_below_cost');
  });

  it.each([
    ['cost', 'opening', ['500000.00', '0.00', '0.00']],
    ['cost', 'purchase', ['320000.00', '0.00', '0.00']],
    ['cost', 'ownWork', ['0.00', '380000.00', '0.00']],
    ['cost', 'otherAddition', ['0.00', '0.00', '60000.00']],
    ['cost', 'disposal', ['500000.00', '190000.00', '0.00']],
    ['cost', 'lapse', ['0.00', '0.00', '60000.00']],
    ['provision', 'opening', ['50000.00', '0.00', '0.00']],
    ['provision', 'charge', ['70000.00', '0.00', '0.00']],
    ['provision', 'reversal', ['50000.00', '0.00', '0.00']],
    ['provision', 'writeOff', ['50000.00', '0.00', '0.00']],
  ] as const)('moves %s, %s', (section, row, cells) =>
    expect(
      (['purchased', 'selfMade', 'other'] as const).map((source) =>
        entity.cell('inventory', section, row, source),
      ),
    ).toEqual(cells),
  );

  it('has the ledger’s balances', () => {
    expect(entity.balance('inventory')).toBe('510000.00');
    expect(entity.balance('inventoryProvision')).toBe('-20000.00');
    expect(entity.balance('revenue')).toBe('-920000.00');
    expect(entity.balance('costOfSales')).toBe('640000.00');
    expect(entity.balance('impairmentLoss')).toBe('20000.00');
    expect(entity.balance('nonOperatingLoss')).toBe('60000.00');
  });
});
