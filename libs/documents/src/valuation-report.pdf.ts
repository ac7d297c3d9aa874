import type { Words } from '@ledger/domain/title/title-extract.js';
import type {
  ReportLine,
  ReportSection,
  ReportTable,
  ValuationReport,
} from '@ledger/domain/valuation/report/valuation-report.js';
import { shanghaiTime } from './instants.js';
import { a4, ink, lineHeightOf, Sheet, type Style } from './sheet.js';
import { type CellText, type Column, drawTable, type Place } from './table.js';

const margin = 44;
const inner = a4.width - 2 * margin;
const bottom = a4.height - 62;
const text: Style = { size: 9 };
const strong: Style = { size: 9, weight: 'bold' };
const quiet: Style = { size: 7, colour: ink.quiet };
const heading: Style = { size: 12, weight: 'bold', colour: ink.accent };

type Row = readonly (readonly CellText[])[];

/** A recorded valuation report as PDF, A4; the same report as of the same instant is the same bytes. */
export const valuationReportPdf = async (report: ValuationReport): Promise<Buffer> => {
  const { document, reportNumber, valuationId, assetId, at } = report;
  const info = {
    title: `${document.zh} ${reportNumber}`,
    subject: document.en,
    keywords: [valuationId, assetId].join(', '),
    at,
  };
  const sheet = new Sheet(info, margin);
  const place: Place = { x: margin, bottom, nextPage: () => turned(sheet) };
  const start = head(sheet, report);
  const end = report.sections.reduce((y, section) => drawn(sheet, section, place, y), start);
  notes(sheet, report.notes, end, place);
  return sheet.finish((page, pages) => footer(sheet, report, page, pages));
};

const turned = (sheet: Sheet): number => {
  sheet.doc.addPage();
  return margin + 8;
};

const head = (sheet: Sheet, { document, reportNumber, standing }: ValuationReport): number => {
  const middle = a4.width / 2;
  sheet.line(document.zh, middle, 48, { size: 20, weight: 'bold', colour: ink.accent }, 'centre');
  sheet.line(document.en, middle, 80, { size: 10, colour: ink.quiet }, 'centre');
  sheet.rule(margin, 104, a4.width - margin, 104, ink.accent, 1.2);
  sheet.rule(margin, 107, a4.width - margin, 107, ink.accent, 0.4);
  const y = sheet.paragraph(reportNumber, margin, 116, inner, strong);
  return sheet.paragraph(`${standing.zh} ${standing.en}`, margin, y, inner, text) + 8;
};

const lineColumns: readonly Column[] = [{ width: 140, isLabel: true }, { width: inner - 140 }];

const drawn = (sheet: Sheet, section: ReportSection, place: Place, from: number): number => {
  const height = lineHeightOf(heading) + 4;
  const draw = (top: number): void => {
    sheet.line(section.heading.zh, margin, top, heading);
    const right = margin + sheet.widthOf(section.heading.zh, heading) + 8;
    sheet.line(section.heading.en, right, top + 5, quiet);
  };
  const rows = section.lines.map(lineRow);
  const y = drawTable(sheet, lineColumns, rows, { ...place, heading: { height, draw } }, from);
  return section.tables.reduce((at, table) => tabled(sheet, table, place, at), y) + 14;
};

const tabled = (sheet: Sheet, table: ReportTable, place: Place, from: number): number => {
  const { head: heads, rows, endsInFigures = false } = table;
  const width = inner / heads.length;
  const columns = heads.map(({ zh, en }, index): Column => ({
    width,
    head: [zh, en],
    isFigure: endsInFigures && index === heads.length - 1,
  }));
  return drawTable(
    sheet,
    columns,
    rows.map((cells): Row => cells.map(both)),
    place,
    from + 8,
  );
};

const lineRow = ({ label, values }: ReportLine): Row => [
  [
    { text: label.zh, style: { ...strong, colour: ink.accent } },
    { text: label.en, style: quiet },
  ],
  values.flatMap(both),
];

/** What reads the same in both languages is written once. */
const both = ({ zh, en }: Words): readonly CellText[] => [
  { text: zh, style: text },
  ...(zh === en ? [] : [{ text: en, style: quiet }]),
];

const notes = (sheet: Sheet, all: readonly Words[], from: number, place: Place): void => {
  let y = from;
  for (const [index, { zh, en }] of all.entries()) {
    const lines =
      sheet.wrap(zh, inner - 16, text).length + sheet.wrap(en, inner - 16, quiet).length;
    if (y + lines * lineHeightOf(text) > bottom) y = place.nextPage();
    sheet.line(`${index + 1}.`, margin, y, text);
    y = sheet.paragraph(zh, margin + 16, y, inner - 16, text);
    y = sheet.paragraph(en, margin + 16, y, inner - 16, quiet) + 4;
  }
};

const footer = (
  sheet: Sheet,
  { valuationId, version, at }: ValuationReport,
  page: number,
  pages: number,
): void => {
  const y = a4.height - 44;
  sheet.rule(margin, y - 6, a4.width - margin, y - 6, ink.hair);
  const about = `${valuationId} · 版本 version ${version} · 截至 as of ${shanghaiTime(at)}`;
  sheet.line(about, margin, y, quiet);
  const numbered = `第 ${page} 页，共 ${pages} 页 · Page ${page} of ${pages}`;
  sheet.line(numbered, a4.width - margin, y, quiet, 'right');
};
