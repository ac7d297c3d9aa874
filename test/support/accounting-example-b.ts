import { type AccountingStory, cny } from './accounting-story.js';

/** Facts of the worked example of inventory (year 2025), as bodies of requests. */

export type LotName = 'X' | 'P' | 'Q' | 'R';

const held = (on: string) => ({
  on,
  basis: '日常活动中持有、最终目的用于出售',
  inputs: {
    purpose: 'sale',
    identifiable: true,
    controlled: true,
    benefitsProbable: true,
    costReliable: true,
  },
});

const component = (name: string, amount: string) => ({ component: name, amount: cny(amount) });
const paid = (...ways: readonly (readonly [by: string, amount: string])[]) =>
  ways.map(([by, amount]) => ({ by, amount: cny(amount) }));

/** One fact of a lot, in the order of the year. */
type Step = readonly [lot: LotName, fact: string, body: object];

const bought: readonly Step[] = [
  [
    'X',
    'opening-balance',
    {
      on: '2025-01-01',
      carriedAs: 'inventory',
      cost: cny('500000.00'),
      impaired: cny('50000.00'),
    },
  ],
  ['P', 'recognition', held('2025-02-05')],
  [
    'P',
    'acquisition',
    {
      on: '2025-02-05',
      mode: 'purchase',
      price: cny('300000.00'),
      inputTax: cny('18000.00'),
      components: [
        component('qualityAssessment', '10000.00'),
        component('ownershipVerification', '8000.00'),
        component('registrationSettlement', '2000.00'),
      ],
    },
  ],
  // Own processing: bought raw data, wages and outside work, other cost; then four sets of 95,000.
  ['Q', 'cost', { on: '2025-03-05', ...component('rawData', '100000.00') }],
  [
    'Q',
    'cost',
    {
      on: '2025-05-10',
      ...component('cleaning', '260000.00'),
      settlement: paid(['payroll', '200000.00'], ['bank', '60000.00']),
    },
  ],
  ['Q', 'cost', { on: '2025-05-20', ...component('otherAttributable', '20000.00') }],
  ['Q', 'recognition', held('2025-05-31')],
  ['R', 'recognition', held('2025-04-10')],
  [
    'R',
    'acquisition',
    {
      on: '2025-04-10',
      mode: 'debt-settlement',
      price: cny('60000.00'),
      inputTax: cny('3600.00'),
    },
  ],
];

const sold: readonly Step[] = [
  [
    'X',
    'sale',
    {
      on: '2025-06-30',
      price: cny('620000.00'),
      outputTax: cny('37200.00'),
      controlTransferred: true,
    },
  ],
  [
    'Q',
    'sale',
    {
      on: '2025-09-30',
      share: '2/4',
      price: cny('300000.00'),
      outputTax: cny('18000.00'),
      controlTransferred: true,
    },
  ],
  [
    'P',
    'write-down',
    { on: '2025-09-30', netRealisableValue: cny('250000.00'), basis: '同类数据集近期成交价' },
  ],
  ['R', 'lapse', { on: '2025-10-31', reason: '权利失效' }],
  [
    'P',
    'write-down-reversal',
    { on: '2025-12-31', netRealisableValue: cny('300000.00'), reason: '市场价格回升' },
  ],
];

const lots: readonly (readonly [LotName, string])[] = [
  ['X', 'purchased'],
  ['P', 'purchased'],
  ['Q', 'selfMade'],
  ['R', 'other'],
];

/** Plays the year: opens the books and records every fact. */
export const playExampleB = async (
  story: AccountingStory,
): Promise<Readonly<Record<LotName, string>>> => {
  const ids: Partial<Record<LotName, string>> = {};
  for (const [name, source] of lots) {
    ids[name] = (await story.does(201, '/v1/books', { name: `数据集 ${name}`, source })).id;
  }
  for (const [lot, fact, body] of [...bought, ...sold]) {
    await story.does(200, `/v1/books/${ids[lot]}/${fact}`, body);
  }
  await story.settled();
  return ids as Record<LotName, string>;
};
