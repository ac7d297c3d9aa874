import { capitalisationConditions } from '@ledger/domain/book/book.terms.js';
import { type AccountingStory, type Answer, cny, loan } from './accounting-story.js';

/** Facts of the worked example of intangible assets (year 2025), as bodies of requests. */

export type BookName = 'A' | 'B' | 'C' | 'D' | 'E';

const life = (on: string, availableOn: string, months: number, use: string) => ({
  on,
  availableOn,
  method: 'straightLine',
  months,
  use,
  factors: [{ factor: '更新频率和时效性', finding: '按月更新' }],
});

const opening = (cost: string, amortised: string) => ({
  on: '2025-01-01',
  carriedAs: 'intangible',
  cost: cny(cost),
  amortised: cny(amortised),
});

const recognition = (on: string) => ({
  on,
  basis: '自用，符合无形资产定义和确认条件',
  inputs: {
    purpose: 'ownUse',
    identifiable: true,
    controlled: true,
    benefitsProbable: true,
    costReliable: true,
  },
});

const component = (name: string, amount: string) => ({ component: name, amount: cny(amount) });
const paid = (...ways: readonly (readonly [by: string, amount: string])[]) =>
  ways.map(([by, amount]) => ({ by, amount: cny(amount) }));

/** One fact of a book, a voucher by hand, or the end of a month, in the order of the year. */
type Step =
  | readonly [book: BookName, fact: string, body: object]
  | readonly ['voucher', object]
  | readonly ['close', month: string];

const research = (on: string): Step => [
  'C',
  'research',
  { on, amount: cny('50000.00'), settlement: paid(['payroll', '50000.00']) },
];

const beginning: readonly Step[] = [
  ['A', 'opening-balance', opening('1440000.00', '360000.00')],
  ['A', 'useful-life', life('2025-01-01', '2024-01-01', 48, 'sales')],
  ['D', 'opening-balance', opening('360000.00', '120000.00')],
  ['D', 'useful-life', life('2025-01-01', '2024-01-01', 36, 'administration')],
  ['E', 'opening-balance', opening('240000.00', '60000.00')],
  ['E', 'useful-life', life('2025-01-01', '2024-07-01', 24, 'administration')],
];

const firstHalf: readonly Step[] = [
  research('2025-01-31'),
  ['close', '2025-01'],
  [
    'B',
    'acquisition',
    {
      on: '2025-02-10',
      mode: 'purchase',
      price: cny('600000.00'),
      inputTax: cny('36000.00'),
      components: [
        component('cleaning', '84000.00'),
        component('ownershipVerification', '12000.00'),
        component('qualityAssessment', '9000.00'),
        component('registrationSettlement', '3000.00'),
        component('securityManagement', '12000.00'),
      ],
    },
  ],
  ['B', 'recognition', recognition('2025-02-10')],
  ['B', 'useful-life', life('2025-02-10', '2025-02-10', 36, 'administration')],
  research('2025-02-28'),
  ['close', '2025-02'],
  ['voucher', loan('2025-03-20')],
  research('2025-03-31'),
  ['close', '2025-03'],
  [
    'C',
    'capitalisation',
    {
      conditions: capitalisationConditions.map((condition) => ({
        condition,
        metOn: '2025-04-01',
        explanation: '立项书与可行性报告',
        evidenceDigest: 'a'.repeat(64),
      })),
    },
  ],
  ['close', '2025-04'],
  ['close', '2025-05'],
  [
    'C',
    'development',
    {
      on: '2025-06-30',
      amount: cny('480000.00'),
      qualifies: true,
      settlement: paid(['payroll', '300000.00'], ['bank', '180000.00']),
    },
  ],
  [
    'C',
    'development',
    {
      on: '2025-06-30',
      amount: cny('30000.00'),
      qualifies: false,
      settlement: paid(['payroll', '30000.00']),
    },
  ],
  ['close', '2025-06'],
];

const secondHalf: readonly Step[] = [
  ['C', 'recognition', recognition('2025-07-01')],
  ['C', 'useful-life', life('2025-07-01', '2025-07-01', 60, 'sales')],
  ['close', '2025-07'],
  ['close', '2025-08'],
  [
    'D',
    'sale',
    {
      on: '2025-09-20',
      price: cny('180000.00'),
      outputTax: cny('10800.00'),
      controlTransferred: true,
    },
  ],
  ['close', '2025-09'],
  ['E', 'lapse', { on: '2025-10-15', reason: '授权被撤销' }],
  ['close', '2025-10'],
  ['close', '2025-11'],
  [
    'A',
    'impairment',
    { on: '2025-12-31', presentValue: cny('600000.00'), fairValueLessCosts: cny('550000.00') },
  ],
  ['close', '2025-12'],
];

const books: readonly (readonly [BookName, string])[] = [
  ['A', 'purchased'],
  ['B', 'purchased'],
  ['C', 'selfMade'],
  ['D', 'purchased'],
  ['E', 'other'],
];

/** Plays the year: opens the books, records every fact, closes every month. */
export const playExampleA = async (
  story: AccountingStory,
): Promise<Readonly<Record<BookName, string>>> => {
  const ids: Partial<Record<BookName, string>> = {};
  for (const [name, source] of books) {
    const opened = { name: `数据集 ${name}`, source };
    ids[name] = (await story.does(201, '/v1/books', opened)).id;
  }
  for (const step of [...beginning, ...firstHalf, ...secondHalf]) await take(story, ids, step);
  await story.settled();
  return ids as Record<BookName, string>;
};

const take = async (
  story: AccountingStory,
  ids: Partial<Record<BookName, string>>,
  step: Step,
): Promise<Answer> => {
  if (step[0] === 'voucher') return story.does(201, '/v1/accounting/vouchers', step[1]);
  if (step[0] === 'close') return story.closeMonth(step[1]);
  const [book, fact, body] = step;
  return story.does(200, `/v1/books/${ids[book]}/${fact}`, body);
};
