import { groupedAmount, fromMinorUnits } from '@ledger/domain/money.js';
import {
  type Disclosure,
  type DisclosedTable,
  type DisclosureNote,
  disclosureWords as words,
} from '@ledger/domain/reporting/disclosure.js';
import {
  type FilledRow,
  type StatutoryTable,
  tableColumns,
} from '@ledger/domain/reporting/statutory-table.js';
import type { Words } from '@ledger/domain/title/title-extract.words.js';
import { shanghaiTime } from './instants.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

const margin = 44;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 58;
const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'bold' };
const figure: Style = { size: 8 };
const strongFigure: Style = { size: 8, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const heading: Style = { size: 12, weight: 'bold', colour: ink.accent };

type Row = readonly (readonly CellText[])[];

/** The note on data resources as an annual report prints it. The same note gives the same bytes. */
export const disclosurePdf = async (disclosure: Disclosure): Promise<Buffer> => {
  const { current, comparative, notes, at, knownAt, entityName, entityCode } = disclosure;
  const { title } = current.table;
  const info = {
    title: `${entityName} ${title.zh}`,
    subject: title.en,
    keywords: [entityCode, current.from, current.to, `position ${knownAt}`].join(', '),
    at,
  };
  const sheet = new Sheet(info, margin);
  const place: Place = { x: margin, bottom, nextPage: () => turned(sheet) };
  let y = head(sheet, disclosure);
  y = tabled(sheet, words.current, current, place, y);
  y = tabled(sheet, words.comparative, comparative, place, place.nextPage());
  noted(sheet, notes, place, y + 18);
  return sheet.finish((page, pages) => footer(sheet, disclosure, page, pages));
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin + 4;
};

const head = (sheet: Sheet, { current, entityName, entityCode }: Disclosure): number => {
  const { title } = current.table;
  const middle = a4.width / 2;
  sheet.line(words.note.zh, middle, 40, { size: 10, colour: ink.quiet }, 'centre');
  sheet.line(title.zh, middle, 56, { size: 17, weight: 'bold', colour: ink.accent }, 'centre');
  sheet.line(title.en, middle, 82, { size: 9, colour: ink.quiet }, 'centre');
  sheet.rule(margin, 100, a4.width - margin, 100, ink.accent, 1);
  const entity = `${words.entity.zh}：${entityName}　${entityCode}`;
  return sheet.paragraph(entity, margin, 106, inner, text) + 4;
};

const labelWidth = 168;
const columnsOf = ({ columns }: StatutoryTable): readonly Column[] => [
  { width: labelWidth, isLabel: true, head: [words.item.zh, words.item.en] },
  ...tableColumns.map((column): Column => ({
    width: (inner - labelWidth) / tableColumns.length,
    isFigure: true,
    head: [columns[column].zh, columns[column].en],
  })),
];

const tabled = (
  sheet: Sheet,
  which: Words,
  { from, to, isRestated, table }: DisclosedTable,
  place: Place,
  y: number,
): number => {
  const restated = isRestated ? words.restated.zh : '';
  sheet.line(`${which.zh}${restated}`, margin, y, heading);
  const days = `${from} — ${to}　${words.unit.zh}`;
  sheet.line(days, a4.width - margin, y + 4, { ...quiet, size: 8 }, 'right');
  const rows = table.rows.map(rowOf);
  return drawTable(sheet, columnsOf(table), rows, place, y + lineHeightOf(heading) + 2);
};

/** What belongs to a line stands behind it, as the Rules print it. */
const indent = { heading: '', line: '　', ofWhich: '　　　' } as const;

const rowOf = ({ level, label, figures }: FilledRow): Row => {
  const isHeading = level === 'heading';
  return [
    [{ text: `${indent[level]}${label.zh}`, style: isHeading ? strongFigure : figure }],
    ...tableColumns.map((column): readonly CellText[] => [
      {
        text: figures === undefined ? '' : amountOf(figures[column]),
        style: column === 'total' ? strongFigure : figure,
      },
    ]),
  ];
};

/** Nothing is a dash, a negative amount stands in brackets. */
const amountOf = (minor: bigint): string => {
  if (minor === 0n) return '—';
  const amount = groupedAmount(fromMinorUnits(minor < 0n ? -minor : minor).amount);
  return minor < 0n ? `(${amount})` : amount;
};

const noted = (
  sheet: Sheet,
  notes: readonly DisclosureNote[],
  place: Place,
  from: number,
): void => {
  if (notes.length === 0) return;
  let y = from + 90 > bottom ? place.nextPage() : from;
  sheet.line(words.notes.zh, margin, y, heading);
  y += lineHeightOf(heading) + 4;
  for (const { no, title, isRequired, paragraphs } of notes) {
    if (y + 4 * lineHeightOf(text) > bottom) y = place.nextPage();
    const mark = isRequired ? '' : `（${words.voluntary.zh}）`;
    y = sheet.paragraph(`${no}. ${title.zh}${mark}`, margin, y, inner, strong) + 2;
    for (const { zh } of paragraphs) {
      for (const line of sheet.wrap(zh, inner - 16, text)) {
        if (y + lineHeightOf(text) > bottom) y = place.nextPage();
        sheet.line(line, margin + 16, y, text);
        y += lineHeightOf(text);
      }
    }
    y += 6;
  }
};

const footer = (
  sheet: Sheet,
  { knownAt, at, entityName }: Disclosure,
  page: number,
  pages: number,
): void => {
  const y = a4.height - 42;
  sheet.rule(margin, y - 6, a4.width - margin, y - 6, ink.hair);
  const about = `${words.position.zh} ${knownAt} · ${shanghaiTime(at)} · ${entityName}`;
  const numbered = `第 ${page} 页，共 ${pages} 页`;
  sheet.fitted(about, margin, y, inner - sheet.widthOf(numbered, quiet) - 12, quiet);
  sheet.line(numbered, a4.width - margin, y, quiet, 'right');
};
