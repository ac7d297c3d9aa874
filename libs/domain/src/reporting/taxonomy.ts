import type { JsonObject } from '../json.js';
import { fromMinorUnits } from '../money.js';
import type { Words } from '../title/title-extract.words.js';
import type { DisclosedTable } from './disclosure.js';
import { statutoryRows, type StatutoryTableName } from './statutory-rows.js';
import { columnTitles, tableColumns, tableTitles, type TableColumn } from './statutory-table.js';

/**
 * The names by which figures of the disclosure tables leave as XBRL-JSON (OIM 1.0). The taxonomy is
 * this ledger's own: the Rules prescribe tables, and no published taxonomy has their rows.
 */
export const taxonomyNamespace = 'urn:data-asset-ledger:taxonomy:data-resources:2024';
const taxonomyPrefix = 'dr';

/** A concept of the taxonomy: a row of a table. */
export interface Concept {
  readonly name: string;
  readonly table: StatutoryTableName;
  readonly no: number;
  readonly label: Words;
  /** A balance of one day, or what happened in a period. */
  readonly periodType: 'instant' | 'duration';
  readonly balance: 'debit' | 'credit';
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** `dr:IntangibleCostClosing` */
export const conceptName = (table: StatutoryTableName, key: string): string =>
  `${taxonomyPrefix}:${capital(table)}${key.split('.').map(capital).join('')}`;

/** Every concept: the rows of both tables that have figures. */
export const concepts: readonly Concept[] = (['intangible', 'inventory'] as const).flatMap(
  (table) =>
    statutoryRows[table]
      .filter(({ level }) => level !== 'heading')
      .map(({ no, key, label }) => {
        const isInstant = key.endsWith('.opening') || key.endsWith('.closing');
        const isDebit = key.startsWith('cost.') || key.startsWith('carrying.');
        return {
          name: conceptName(table, key),
          table,
          no,
          label,
          periodType: isInstant ? ('instant' as const) : ('duration' as const),
          balance: isDebit ? ('debit' as const) : ('credit' as const),
        };
      }),
);

/** Members of the one dimension of its own, by column; the total has none. */
export const sourceMembers: Readonly<Record<Exclude<TableColumn, 'total'>, string>> = {
  purchased: `${taxonomyPrefix}:Purchased`,
  selfMade: `${taxonomyPrefix}:SelfMade`,
  other: `${taxonomyPrefix}:ObtainedOtherwise`,
};

export const sourceDimension = `${taxonomyPrefix}:SourceAxis`;

/** The taxonomy as it is published beside the reports. */
export const taxonomy = (): JsonObject => ({
  namespace: taxonomyNamespace,
  prefix: taxonomyPrefix,
  basis: '财会〔2023〕11号',
  tables: Object.fromEntries(
    (['intangible', 'inventory'] as const).map((name) => [name, { ...tableTitles[name] }]),
  ),
  concepts: concepts.map(({ label, ...concept }) => ({
    ...concept,
    label: { ...label },
    type: 'xbrli:monetaryItemType',
  })),
  dimensions: [
    {
      name: sourceDimension,
      label: { zh: '取得方式', en: 'How it was obtained' },
      members: Object.entries(sourceMembers).map(([column, name]) => ({
        name,
        label: { ...columnTitles.intangible[column as TableColumn] },
      })),
      absent: { ...columnTitles.intangible.total },
    },
  ],
});

interface Reported {
  readonly entityCode: string;
  readonly knownAt: number;
  readonly tables: readonly DisclosedTable[];
}

/** The figures of tables as an xBRL-JSON report: a fact per cell that is not a heading. */
export const xbrlReport = ({ entityCode, knownAt, tables }: Reported): JsonObject => ({
  documentInfo: {
    documentType: 'https://xbrl.org/2021/xbrl-json',
    namespaces: {
      [taxonomyPrefix]: taxonomyNamespace,
      iso4217: 'http://www.xbrl.org/2003/iso4217',
      uscc: 'http://www.sac.gov.cn/GB/32100',
    },
    taxonomy: [taxonomyNamespace],
    features: { [`${taxonomyPrefix}:logPosition`]: String(knownAt) },
  },
  facts: Object.fromEntries(tables.flatMap((table) => factsOf(table, entityCode))),
});

const factsOf = (
  { table, from, to }: DisclosedTable,
  entityCode: string,
): readonly (readonly [string, JsonObject])[] =>
  table.rows.flatMap(({ no, key, figures }) =>
    figures === undefined
      ? []
      : tableColumns.map((column) => {
          const dimensions = {
            concept: conceptName(table.name, key),
            entity: `uscc:${entityCode}`,
            period: periodOf(key, from, to),
            unit: 'iso4217:CNY',
            ...(column === 'total' ? {} : { [sourceDimension]: sourceMembers[column] }),
          };
          const value = fromMinorUnits(figures[column]).amount;
          const id = `${table.name}-${to}-${no}-${column}`;
          return [id, { value, decimals: 2, dimensions }] as const;
        }),
  );

/** An instant is the end of a day, which OIM writes as the beginning of the next. */
const periodOf = (key: string, from: string, to: string): string => {
  const [start, end] = [`${from}T00:00:00`, `${nextDay(to)}T00:00:00`];
  if (key.endsWith('.opening')) return start;
  return key.endsWith('.closing') ? end : `${start}/${end}`;
};

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
