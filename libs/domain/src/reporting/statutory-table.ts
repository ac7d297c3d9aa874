import type { BookSource, Movement } from '../accounting/entry.js';
import type { Words } from '../title/title-extract.words.js';
import { bookSources, isDebitSection } from './movement-text.js';
import { statutoryRows, type StatutoryRow, type StatutoryTableName } from './statutory-rows.js';

/** What was posted to one cell before and within a period: debits less credits, in fen. */
export interface MovementSum {
  readonly movement: Movement;
  readonly before: bigint;
  readonly within: bigint;
}

export type TableColumn = BookSource | 'total';
export const tableColumns = [...bookSources, 'total'] as const satisfies readonly TableColumn[];

export type Figures = Readonly<Record<TableColumn, bigint>>;

/** A row with its figures in fen; a heading has none. */
export interface FilledRow extends Omit<StatutoryRow, 'terms'> {
  readonly figures?: Figures;
}

export interface StatutoryTable {
  readonly name: StatutoryTableName;
  readonly title: Words;
  readonly columns: Readonly<Record<TableColumn, Words>>;
  readonly rows: readonly FilledRow[];
}

export const tableTitles: Readonly<Record<StatutoryTableName, Words>> = {
  intangible: {
    zh: '确认为无形资产的数据资源',
    en: 'Data resources recognised as intangible assets',
  },
  inventory: { zh: '确认为存货的数据资源', en: 'Data resources recognised as inventory' },
};

const total: Words = { zh: '合计', en: 'Total' };

export const columnTitles: Readonly<
  Record<StatutoryTableName, Readonly<Record<TableColumn, Words>>>
> = {
  intangible: {
    purchased: { zh: '外购的数据资源无形资产', en: 'Purchased' },
    selfMade: { zh: '自行开发的数据资源无形资产', en: 'Self-developed' },
    other: { zh: '其他方式取得的数据资源无形资产', en: 'Obtained otherwise' },
    total,
  },
  inventory: {
    purchased: { zh: '外购的数据资源存货', en: 'Purchased' },
    selfMade: { zh: '自行加工的数据资源存货', en: 'Self-processed' },
    other: { zh: '其他方式取得的数据资源存货', en: 'Obtained otherwise' },
    total,
  },
};

/** The table of a period from what was posted; sums of other tables are passed over. */
export const statutoryTable = (
  name: StatutoryTableName,
  sums: readonly MovementSum[],
): StatutoryTable => {
  const own = sums.filter(({ movement }) => movement.table === name);
  return {
    name,
    title: tableTitles[name],
    columns: columnTitles[name],
    rows: statutoryRows[name].map(({ terms, ...row }) =>
      row.level === 'heading' ? row : { ...row, figures: figuresOf(terms, own) },
    ),
  };
};

/** The figures of a row; the total is added up from the postings, not from the other columns. */
export const figuresOf = (terms: StatutoryRow['terms'], own: readonly MovementSum[]): Figures => {
  const figures = { purchased: 0n, selfMade: 0n, other: 0n, total: 0n };
  for (const { movement, before, within } of own) {
    for (const { section, rows, when, sign } of terms) {
      if (section !== movement.section || !rows.includes(movement.row)) continue;
      const balance = when === 'before' ? before : within;
      const increase = isDebitSection(section) ? balance : -balance;
      figures[movement.source] += sign * increase;
      figures.total += sign * increase;
    }
  }
  return figures;
};

/** The figures of a row by its key. Throws where the table has no such row. */
export const figuresAt = ({ rows, name }: StatutoryTable, key: string): Figures => {
  const figures = rows.find((row) => row.key === key)?.figures;
  if (figures === undefined) throw new Error(`Table ${name} has no figures at ${key}.`);
  return figures;
};
