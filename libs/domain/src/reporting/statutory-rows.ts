import type { Movement, MovementRow } from '../accounting/entry.js';
import type { Words } from '../title/title-extract.words.js';
import { effectOf } from './movement-text.js';

/** The tables that the Rules prescribe (财会〔2023〕11号, 列示和披露): 27 rows and 21 rows. */
export type StatutoryTableName = 'intangible' | 'inventory';

/**
 * A part of a figure: what moved a section's balance by certain rows, before the period or within
 * it. `sign` −1 shows decreases as positive amounts, as the table prints them.
 */
export interface Term {
  readonly section: Movement['section'];
  readonly rows: readonly MovementRow[];
  readonly when: 'before' | 'within';
  readonly sign: 1n | -1n;
}

/** How a spreadsheet makes a figure out of other rows: numbers of rows with their signs. */
export type RowFormula = readonly (readonly [row: number, sign: 1 | -1])[];

export interface StatutoryRow {
  /** As the fact sheet and the Rules count them, from 1. */
  readonly no: number;
  /** Stable name, `cost.opening`. */
  readonly key: string;
  readonly label: Words;
  readonly level: 'heading' | 'line' | 'ofWhich';
  /** What the figure is made of; none: a heading. */
  readonly terms: readonly Term[];
  readonly formula?: RowFormula;
}

const allRows = Object.keys(effectOf) as readonly MovementRow[];
const increases = allRows.filter((row) => effectOf[row] === 'increase');
const decreases = allRows.filter((row) => effectOf[row] === 'decrease');

type Section = Movement['section'];

const term = (section: Section, when: Term['when'], rows: readonly MovementRow[]): Term => ({
  section,
  rows,
  when,
  sign: 1n,
});

/** A balance taken over on migration is an opening one whatever day it was taken over on. */
const opening = (section: Section): readonly Term[] => [
  term(section, 'before', allRows),
  term(section, 'within', ['opening']),
];
const up = (section: Section, rows = increases): readonly Term[] => [term(section, 'within', rows)];
const down = (section: Section, rows = decreases): readonly Term[] => [
  { ...term(section, 'within', rows), sign: -1n },
];
const closing = (section: Section): readonly Term[] => [
  term(section, 'before', allRows),
  term(section, 'within', allRows),
];
const less = (terms: readonly Term[]): readonly Term[] =>
  terms.map((one) => ({ ...one, sign: one.sign === 1n ? -1n : 1n }));

type Draft = Omit<StatutoryRow, 'no'>;

const row = (
  key: string,
  level: StatutoryRow['level'],
  zh: string,
  en: string,
  terms: readonly Term[] = [],
  formula?: RowFormula,
): Draft => ({ key, level, label: { zh, en }, terms, ...(formula && { formula }) });

const numbered = (drafts: readonly Draft[]): readonly StatutoryRow[] =>
  drafts.map((draft, index) => ({ no: index + 1, ...draft }));

type Pair = readonly [zh: string, en: string];

const disposed: Pair = ['其中：处置', 'Of which: disposal'];
const lapsed: Pair = ['失效且终止确认', 'Lapsed and derecognised'];
const otherDown: Pair = ['其他减少', 'Other reductions'];

/** Rows 1 to 11 of both tables, which call own work and disposal by other names. */
const costRows = (ownWork: Pair, disposal: Pair): readonly Draft[] => [
  row('cost', 'heading', '一、账面原值', 'I. Original cost'),
  row('cost.opening', 'line', '1.期初余额', '1. Opening balance', opening('cost')),
  row('cost.additions', 'line', '2.本期增加金额', '2. Additions', up('cost'), [
    [4, 1],
    [5, 1],
    [6, 1],
  ]),
  row('cost.purchase', 'ofWhich', '其中：购入', 'Of which: purchased', up('cost', ['purchase'])),
  row('cost.ownWork', 'ofWhich', ...ownWork, up('cost', ['ownWork'])),
  row(
    'cost.otherAddition',
    'ofWhich',
    '其他增加',
    'Other additions',
    up('cost', ['otherAddition', 'charge']),
  ),
  row('cost.reductions', 'line', '3.本期减少金额', '3. Reductions', down('cost'), [
    [8, 1],
    [9, 1],
    [10, 1],
  ]),
  row('cost.disposal', 'ofWhich', ...disposal, down('cost', ['disposal'])),
  row('cost.lapse', 'ofWhich', ...lapsed, down('cost', ['lapse'])),
  row(
    'cost.otherReduction',
    'ofWhich',
    ...otherDown,
    down('cost', ['otherReduction', 'reversal', 'writeOff']),
  ),
  row('cost.closing', 'line', '4.期末余额', '4. Closing balance', closing('cost'), [
    [2, 1],
    [3, 1],
    [7, -1],
  ]),
];

const intangibleRows = numbered([
  ...costRows(['内部研发', 'Internal R&D'], disposed),
  row('amortisation', 'heading', '二、累计摊销', 'II. Accumulated amortisation'),
  row('amortisation.opening', 'line', '1.期初余额', '1. Opening balance', opening('amortisation')),
  row('amortisation.additions', 'line', '2.本期增加金额', '2. Additions', up('amortisation')),
  row('amortisation.reductions', 'line', '3.本期减少金额', '3. Reductions', down('amortisation'), [
    [16, 1],
    [17, 1],
    [18, 1],
  ]),
  row('amortisation.disposal', 'ofWhich', ...disposed, down('amortisation', ['disposal'])),
  row('amortisation.lapse', 'ofWhich', ...lapsed, down('amortisation', ['lapse'])),
  row(
    'amortisation.otherReduction',
    'ofWhich',
    ...otherDown,
    down('amortisation', ['otherReduction', 'reversal', 'writeOff']),
  ),
  row('amortisation.closing', 'line', '4.期末余额', '4. Closing balance', closing('amortisation'), [
    [13, 1],
    [14, 1],
    [15, -1],
  ]),
  row('impairment', 'heading', '三、减值准备', 'III. Impairment'),
  row('impairment.opening', 'line', '1.期初余额', '1. Opening balance', opening('impairment')),
  row('impairment.additions', 'line', '2.本期增加金额', '2. Additions', up('impairment')),
  row('impairment.reductions', 'line', '3.本期减少金额', '3. Reductions', down('impairment')),
  row('impairment.closing', 'line', '4.期末余额', '4. Closing balance', closing('impairment'), [
    [21, 1],
    [22, 1],
    [23, -1],
  ]),
  row('carrying', 'heading', '四、账面价值', 'IV. Carrying amount'),
  row(
    'carrying.closing',
    'line',
    '1.期末账面价值',
    '1. Closing carrying amount',
    [...closing('cost'), ...less(closing('amortisation')), ...less(closing('impairment'))],
    [
      [11, 1],
      [19, -1],
      [24, -1],
    ],
  ),
  row(
    'carrying.opening',
    'line',
    '2.期初账面价值',
    '2. Opening carrying amount',
    [...opening('cost'), ...less(opening('amortisation')), ...less(opening('impairment'))],
    [
      [2, 1],
      [13, -1],
      [21, -1],
    ],
  ),
]);

const inventoryRows = numbered([
  ...costRows(['采集加工', 'Collected and processed'], ['其中：出售', 'Of which: sold']),
  row('provision', 'heading', '二、存货跌价准备', 'II. Provision for decline in value'),
  row('provision.opening', 'line', '1.期初余额', '1. Opening balance', opening('provision')),
  row('provision.additions', 'line', '2.本期增加金额', '2. Additions', up('provision')),
  row('provision.reductions', 'line', '3.本期减少金额', '3. Reductions', down('provision'), [
    [16, 1],
    [17, 1],
  ]),
  row(
    'provision.reversal',
    'ofWhich',
    '其中：转回',
    'Of which: reversed',
    down('provision', ['reversal']),
  ),
  row(
    'provision.writeOff',
    'ofWhich',
    '转销',
    'Written off',
    // Whatever leaves with the inventory it was made for.
    down('provision', ['writeOff', 'disposal', 'lapse', 'otherReduction']),
  ),
  row('provision.closing', 'line', '4.期末余额', '4. Closing balance', closing('provision'), [
    [13, 1],
    [14, 1],
    [15, -1],
  ]),
  row('carrying', 'heading', '三、账面价值', 'III. Carrying amount'),
  row(
    'carrying.closing',
    'line',
    '1.期末账面价值',
    '1. Closing carrying amount',
    [...closing('cost'), ...less(closing('provision'))],
    [
      [11, 1],
      [18, -1],
    ],
  ),
  row(
    'carrying.opening',
    'line',
    '2.期初账面价值',
    '2. Opening carrying amount',
    [...opening('cost'), ...less(opening('provision'))],
    [
      [2, 1],
      [13, -1],
    ],
  ),
]);

/** Rows of both tables, with the labels and in the order of the Rules; closing before opening in the last section. */
export const statutoryRows: Readonly<Record<StatutoryTableName, readonly StatutoryRow[]>> = {
  intangible: intangibleRows,
  inventory: inventoryRows,
};

/** The row that a caller names by its number or its key. */
export const rowNamed = (table: StatutoryTableName, named: string): StatutoryRow | undefined =>
  statutoryRows[table].find(({ no, key }) => key === named || String(no) === named);
