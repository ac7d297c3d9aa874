import type { BookSource } from '../../accounting/entry.js';
import { SampleJournal, type SampleLine, sampleEntity } from './vouchers.js';

/** The year of both examples. */
export const exampleYear = { from: '2025-01-01', to: '2025-12-31' } as const;

type Row = NonNullable<SampleLine[2]>[3];

const cost = (book: string, row: Row, source: BookSource) =>
  [book, 'intangible', 'cost', row, source] as const;
const amortisation = (book: string, row: Row, source: BookSource) =>
  [book, 'intangible', 'amortisation', row, source] as const;
const stock = (book: string, row: Row, source: BookSource) =>
  [book, 'inventory', 'cost', row, source] as const;
const provision = (book: string, row: Row, source: BookSource) =>
  [book, 'inventory', 'provision', row, source] as const;

const opening = { kind: 'opening', summary: '期初余额' } as const;

/** The monthly charges of example A: book, source, amount, first and last month of 2025. */
const charges = [
  ['A', 'purchased', 30_000, 1, 12],
  ['B', 'purchased', 20_000, 2, 12],
  ['C', 'selfMade', 8_000, 7, 12],
  ['D', 'purchased', 10_000, 1, 8],
  ['E', 'other', 10_000, 1, 9],
] as const;

/** Fact sheet 9, entry by entry: intangible assets in 2025. */
export const exampleA = (entityPartyId: string = sampleEntity): SampleJournal => {
  const journal = beginning(new SampleJournal(entityPartyId));
  for (const month of ['2025-01', '2025-02', '2025-03']) {
    journal.post(`${month}-28`, [
      ['researchExpense', 50_000],
      ['payroll', -50_000],
      ['administrationExpense', 50_000],
      ['researchExpense', -50_000],
    ]);
  }
  ending(journal);
  for (let month = 1; month <= 12; month++) {
    const due = charges.filter(([, , , first, last]) => first <= month && month <= last);
    const total = due.reduce((sum, [, , amount]) => sum + amount, 0);
    journal.post(
      `2025-${String(month).padStart(2, '0')}-28`,
      [
        ['administrationExpense', total],
        ...due.map(([book, source, amount]): SampleLine => [
          'accumulatedAmortisation',
          -amount,
          amortisation(book, 'charge', source),
        ]),
      ],
      { kind: 'amortisation', summary: '计提摊销' },
    );
  }
  return journal.post('2025-12-31', [
    ['impairmentLoss', 120_000],
    ['intangibleImpairment', -120_000, ['A', 'intangible', 'impairment', 'charge', 'purchased']],
  ]);
};

/** Opening balances, the purchase of B and the loan against it. */
const beginning = (journal: SampleJournal): SampleJournal =>
  journal
    .post(
      '2025-01-01',
      [
        ['intangible', 1_440_000, cost('A', 'opening', 'purchased')],
        ['accumulatedAmortisation', -360_000, amortisation('A', 'opening', 'purchased')],
        ['intangible', 360_000, cost('D', 'opening', 'purchased')],
        ['accumulatedAmortisation', -120_000, amortisation('D', 'opening', 'purchased')],
        ['intangible', 240_000, cost('E', 'opening', 'other')],
        ['accumulatedAmortisation', -60_000, amortisation('E', 'opening', 'other')],
        ['openingBalance', -1_500_000],
      ],
      opening,
    )
    .post('2025-02-10', [
      ['intangible', 720_000, cost('B', 'purchase', 'purchased')],
      ['inputTax', 36_000],
      ['bank', -756_000],
    ])
    .post('2025-03-20', [
      ['bank', 300_000],
      ['shortTermLoan', -300_000],
    ]);

/** Project C, the sale of D and the end of E. */
const ending = (journal: SampleJournal): SampleJournal =>
  journal
    .post('2025-06-30', [
      ['developmentExpenditure', 480_000, ['C', 'development', 'cost', 'ownWork', 'selfMade']],
      ['payroll', -300_000],
      ['bank', -180_000],
      ['researchExpense', 30_000],
      ['payroll', -30_000],
      ['administrationExpense', 30_000],
      ['researchExpense', -30_000],
    ])
    .post('2025-07-01', [
      ['intangible', 480_000, cost('C', 'ownWork', 'selfMade')],
      [
        'developmentExpenditure',
        -480_000,
        ['C', 'development', 'cost', 'otherReduction', 'selfMade'],
      ],
    ])
    .post('2025-09-20', [
      ['bank', 190_800],
      ['accumulatedAmortisation', 200_000, amortisation('D', 'disposal', 'purchased')],
      ['intangible', -360_000, cost('D', 'disposal', 'purchased')],
      ['outputTax', -10_800],
      ['disposalGain', -20_000],
    ])
    .post('2025-10-15', [
      ['accumulatedAmortisation', 150_000, amortisation('E', 'lapse', 'other')],
      ['nonOperatingLoss', 90_000],
      ['intangible', -240_000, cost('E', 'lapse', 'other')],
    ]);

/** Fact sheet 10, entry by entry: inventory in 2025. */
export const exampleB = (entityPartyId: string = sampleEntity): SampleJournal =>
  new SampleJournal(entityPartyId)
    .post(
      '2025-01-01',
      [
        ['inventory', 500_000, stock('X', 'opening', 'purchased')],
        ['inventoryProvision', -50_000, provision('X', 'opening', 'purchased')],
        ['openingBalance', -450_000],
      ],
      opening,
    )
    .post('2025-02-05', [
      ['inventory', 320_000, stock('P', 'purchase', 'purchased')],
      ['inputTax', 18_000],
      ['bank', -338_000],
    ])
    .post('2025-05-31', [
      ['productionCost', 380_000],
      ['bank', -180_000],
      ['payroll', -200_000],
      ['inventory', 380_000, stock('Q', 'ownWork', 'selfMade')],
      ['productionCost', -380_000],
    ])
    .post('2025-04-10', [
      ['inventory', 60_000, stock('R', 'otherAddition', 'other')],
      ['inputTax', 3_600],
      ['receivables', -63_600],
    ])
    .post('2025-06-30', [
      ['receivables', 657_200],
      ['revenue', -620_000],
      ['outputTax', -37_200],
      ['costOfSales', 500_000],
      ['inventory', -500_000, stock('X', 'disposal', 'purchased')],
      ['inventoryProvision', 50_000, provision('X', 'writeOff', 'purchased')],
      ['costOfSales', -50_000],
    ])
    .post('2025-09-30', [
      ['receivables', 318_000],
      ['revenue', -300_000],
      ['outputTax', -18_000],
      ['costOfSales', 190_000],
      ['inventory', -190_000, stock('Q', 'disposal', 'selfMade')],
      ['impairmentLoss', 70_000],
      ['inventoryProvision', -70_000, provision('P', 'charge', 'purchased')],
    ])
    .post('2025-10-31', [
      ['pendingLoss', 60_000],
      ['inventory', -60_000, stock('R', 'lapse', 'other')],
      ['nonOperatingLoss', 60_000],
      ['pendingLoss', -60_000],
    ])
    .post('2025-12-31', [
      ['inventoryProvision', 50_000, provision('P', 'reversal', 'purchased')],
      ['impairmentLoss', -50_000],
    ]);

type Filled = Readonly<Record<string, readonly [number, number, number, number]>>;

/** Fact sheet 9: the filled table, in yuan; rows that are not named are 0. */
export const filledTableA: Filled = {
  'cost.opening': [1_800_000, 0, 240_000, 2_040_000],
  'cost.additions': [720_000, 480_000, 0, 1_200_000],
  'cost.purchase': [720_000, 0, 0, 720_000],
  'cost.ownWork': [0, 480_000, 0, 480_000],
  'cost.reductions': [360_000, 0, 240_000, 600_000],
  'cost.disposal': [360_000, 0, 0, 360_000],
  'cost.lapse': [0, 0, 240_000, 240_000],
  'cost.closing': [2_160_000, 480_000, 0, 2_640_000],
  'amortisation.opening': [480_000, 0, 60_000, 540_000],
  'amortisation.additions': [660_000, 48_000, 90_000, 798_000],
  'amortisation.reductions': [200_000, 0, 150_000, 350_000],
  'amortisation.disposal': [200_000, 0, 0, 200_000],
  'amortisation.lapse': [0, 0, 150_000, 150_000],
  'amortisation.closing': [940_000, 48_000, 0, 988_000],
  'impairment.additions': [120_000, 0, 0, 120_000],
  'impairment.closing': [120_000, 0, 0, 120_000],
  'carrying.closing': [1_100_000, 432_000, 0, 1_532_000],
  'carrying.opening': [1_320_000, 0, 180_000, 1_500_000],
};

/** Fact sheet 10: the filled table. */
export const filledTableB: Filled = {
  'cost.opening': [500_000, 0, 0, 500_000],
  'cost.additions': [320_000, 380_000, 60_000, 760_000],
  'cost.purchase': [320_000, 0, 0, 320_000],
  'cost.ownWork': [0, 380_000, 0, 380_000],
  'cost.otherAddition': [0, 0, 60_000, 60_000],
  'cost.reductions': [500_000, 190_000, 60_000, 750_000],
  'cost.disposal': [500_000, 190_000, 0, 690_000],
  'cost.lapse': [0, 0, 60_000, 60_000],
  'cost.closing': [320_000, 190_000, 0, 510_000],
  'provision.opening': [50_000, 0, 0, 50_000],
  'provision.additions': [70_000, 0, 0, 70_000],
  'provision.reductions': [100_000, 0, 0, 100_000],
  'provision.reversal': [50_000, 0, 0, 50_000],
  'provision.writeOff': [50_000, 0, 0, 50_000],
  'provision.closing': [20_000, 0, 0, 20_000],
  'carrying.closing': [300_000, 190_000, 0, 490_000],
  'carrying.opening': [450_000, 0, 0, 450_000],
};
