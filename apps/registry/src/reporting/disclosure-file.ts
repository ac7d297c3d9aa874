import {
  type Disclosure,
  type DisclosedTable,
  disclosureWords as words,
} from '@ledger/domain/reporting/disclosure.js';
import {
  type FilledRow,
  type TableColumn,
  tableColumns,
} from '@ledger/domain/reporting/statutory-table.js';
import {
  columnName,
  headerRowOf,
  type WorkbookCell,
  type WorkbookSheet,
  workbookStream,
} from '@ledger/http/downloads/workbook.js';
import type { Language } from '@ledger/http/language.js';
import type { Readable } from 'node:stream';

/** Columns before the first figure: the row's number and its label. */
const labels = 2;

/** The note as a workbook: both tables with formulas where an accountant sums, then the text. */
export const disclosureWorkbook = (disclosure: Disclosure, language: Language): Readable => {
  const sheets = [
    tableSheet(disclosure, disclosure.current, words.current[language], language),
    tableSheet(disclosure, disclosure.comparative, words.comparative[language], language),
    noteSheet(disclosure, language),
  ];
  return workbookStream(...sheets);
};

const leadOf = (
  { entityName, entityCode, knownAt }: Disclosure,
  { table, from, to, isRestated }: DisclosedTable,
  language: Language,
): readonly string[] => [
  `${table.title[language]}${isRestated ? words.restated[language] : ''}`,
  `${words.entity[language]}: ${entityName} ${entityCode}　${from} — ${to}　${words.unit[language]}`,
  `${words.position[language]} ${knownAt}`,
];

const tableSheet = (
  disclosure: Disclosure,
  shown: DisclosedTable,
  name: string,
  language: Language,
): WorkbookSheet => {
  const lead = leadOf(disclosure, shown, language);
  const first = headerRowOf({ lead }) + 1;
  return {
    name,
    lead,
    columns: [
      { header: { zh: '行次', en: 'No.' }[language], width: 6 },
      { header: words.item[language], width: 30 },
      ...tableColumns.map((column) => ({
        header: shown.table.columns[column][language],
        width: 26,
      })),
    ],
    rows: shown.table.rows.map((row) => rowCells(row, first, language)),
  };
};

const indent = { heading: '', line: '  ', ofWhich: '      ' } as const;

const rowCells = (
  row: FilledRow,
  first: number,
  language: Language,
): readonly (WorkbookCell | undefined)[] => {
  const { no, level, label, figures } = row;
  const title = `${indent[level]}${label[language]}`;
  return [
    { is: 'number', digits: String(no) },
    level === 'heading' ? { is: 'strong', text: title } : { is: 'text', text: title },
    ...tableColumns.map((column, at): WorkbookCell | undefined => {
      if (figures === undefined) return undefined;
      const formula = formulaOf(row, column, at, first);
      const isStrong = column === 'total';
      return { is: 'money', minor: figures[column], isStrong, ...(formula && { formula }) };
    }),
  ];
};

/** A total adds its sources; what is made of other rows is made of their cells. */
const formulaOf = (
  { no, formula }: FilledRow,
  column: TableColumn,
  at: number,
  first: number,
): string | undefined => {
  const letter = columnName(labels + at + 1);
  if (formula !== undefined) {
    return formula
      .map(([row, sign], index) => {
        const cell = `${letter}${first + row - 1}`;
        return index === 0 && sign === 1 ? cell : `${sign === 1 ? '+' : '-'}${cell}`;
      })
      .join('');
  }
  if (column !== 'total') return undefined;
  const [from, to] = [columnName(labels + 1), columnName(labels + at)];
  return `SUM(${from}${first + no - 1}:${to}${first + no - 1})`;
};

const noteSheet = (disclosure: Disclosure, language: Language): WorkbookSheet => ({
  name: words.notes[language],
  lead: leadOf(disclosure, disclosure.current, language),
  columns: [
    { header: { zh: '序号', en: 'No.' }[language], width: 8, wraps: true },
    { header: words.item[language], width: 40, wraps: true },
    { header: { zh: '内容', en: 'Text' }[language], width: 100, wraps: true },
  ],
  rows: disclosure.notes.flatMap(({ no, title, paragraphs }) =>
    paragraphs.map((paragraph, at): readonly (WorkbookCell | undefined)[] => [
      at === 0 ? { is: 'text', text: no } : undefined,
      at === 0 ? { is: 'strong', text: title[language] } : undefined,
      { is: 'text', text: paragraph[language] },
    ]),
  ),
});
