import { stateWords } from '@ledger/domain/asset/asset.words.js';
import { columns, type ColumnKey } from '@ledger/domain/import/columns.js';
import { ledgerCells, ledgerColumns } from '@ledger/domain/import/ledger-cells.js';
import { cellText } from '@ledger/http/downloads/cell-text.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import {
  type WorkbookCell,
  workbookCellMax,
  workbookStream,
} from '@ledger/http/downloads/workbook.js';
import type { Language } from '@ledger/http/language.js';
import { Readable } from 'node:stream';
import type { AssetView } from './asset.view.js';

/** One asset with the organisations that hold rights in it, by name and code. */
export interface LedgerRow {
  readonly asset: AssetView;
  readonly holders: readonly { readonly name: string; readonly code: string }[];
}

/** The ledger as CSV, a line per asset; coded values and headers in the reader's language. */
export const ledgerCsv = (rows: AsyncIterable<LedgerRow>, language: Language): Readable =>
  csvStream(csvRows(rows, language));

async function* csvRows(
  rows: AsyncIterable<LedgerRow>,
  language: Language,
): AsyncGenerator<readonly string[]> {
  const headers = [...ledgerColumns.map((key) => columns[key][language])].concat(
    ownColumns.map((column) => column[language]),
  );
  yield headers;
  for await (const row of rows) {
    const cells = ledgerCells(row.asset, language);
    const own = ownColumns.map((column) => cellText(column.cell(row, language)));
    yield [...ledgerColumns.map((key) => cells[key] ?? ''), ...own];
  }
}

/** The ledger as a workbook: numbers and dates as such, text as text. */
export const ledgerWorkbook = (rows: AsyncIterable<LedgerRow>, language: Language): Readable =>
  workbookStream({
    name: { zh: '登记台账', en: 'Ledger' }[language],
    columns: [
      ...ledgerColumns.map((key) => ({
        header: columns[key][language],
        width: widths[key] ?? widthDefault,
      })),
      ...ownColumns.map((column) => ({ header: column[language], width: column.width })),
    ],
    rows: workbookRows(rows, language),
    // The number and the name of an asset.
    columnsFrozen: 2,
  });

/** The ledger for machines: keys and codes that do not depend on a language. */
export const ledgerNdjson = (rows: AsyncIterable<LedgerRow>): Readable =>
  Readable.from(ndjsonLines(rows), { objectMode: false });

async function* ndjsonLines(rows: AsyncIterable<LedgerRow>): AsyncGenerator<string> {
  for await (const { asset, holders } of rows) {
    const { rights, fingerprint, circumstances, ...cells } = ledgerCells(asset);
    const { domains, sources } = asset.description;
    const line = {
      ...cells,
      ...(domains === undefined ? {} : { domains }),
      ...(sources === undefined ? {} : { sources: sources.map(({ assetId }) => assetId) }),
      ...(rights === undefined ? {} : { rights: JSON.parse(rights) as unknown }),
      ...(fingerprint === undefined ? {} : { fingerprint: JSON.parse(fingerprint) as unknown }),
      ...(circumstances === undefined
        ? {}
        : { circumstances: JSON.parse(circumstances) as unknown }),
      state: asset.state,
      ...(asset.certificateNo === null ? {} : { certificateNo: asset.certificateNo }),
      submittedAt: asset.submittedAt,
      ...(asset.registeredAt === null ? {} : { registeredAt: asset.registeredAt }),
      holders: holders.map(({ name }) => name),
      holderCodes: holders.map(({ code }) => code),
    };
    yield `${JSON.stringify(line)}\n`;
  }
}

async function* workbookRows(
  rows: AsyncIterable<LedgerRow>,
  language: Language,
): AsyncGenerator<readonly (WorkbookCell | undefined)[]> {
  for await (const row of rows) {
    const cells = ledgerCells(row.asset, language);
    const told = ledgerColumns.map((key) => typedCell(key, cells[key], language));
    yield [...told, ...ownColumns.map((column) => column.cell(row, language))];
  }
}

const typedCell = (
  key: ColumnKey,
  cell: string | undefined,
  language: Language,
): WorkbookCell | undefined => {
  if (cell === undefined) return undefined;
  if (cell.length > workbookCellMax) return text(tooLong[language]);
  if (key === 'records' || key === 'bytes') return { is: 'number', digits: cell };
  if (key === 'timeFrom' || key === 'timeUntil') return { is: 'date', date: cell };
  return text(cell);
};

/** An import refuses the row and repeats these words: half a statement would be another one. */
const tooLong: Readonly<Record<Language, string>> = {
  zh: '超出单元格上限，完整内容请改用 CSV 或 NDJSON 导出',
  en: 'Longer than a cell holds: export CSV or NDJSON for all of it',
};

const text = (cell: string): WorkbookCell => ({ is: 'text', text: cell });

/** Widths in characters, where it is not a short word. */
const widths: { readonly [key in ColumnKey]?: number } = {
  externalNumber: 20,
  name: 36,
  englishName: 36,
  summary: 60,
  content: 60,
  domains: 24,
  source: 24,
  sourceUrl: 36,
  limits: 24,
  rights: 60,
  sources: 38,
  fingerprint: 38,
  circumstances: 38,
  assetId: 38,
};
const widthDefault = 14;

interface OwnColumn {
  readonly zh: string;
  readonly en: string;
  readonly width: number;
  readonly cell: (row: LedgerRow, language: Language) => WorkbookCell | undefined;
}

/** What the ledger knows beyond an inventory; an import leaves these columns unread. */
const ownColumns: readonly OwnColumn[] = [
  {
    zh: '登记状态',
    en: 'State',
    width: 12,
    cell: ({ asset: { state } }, language) => text(stateWords[state][language]),
  },
  {
    zh: '登记凭证编号',
    en: 'Certificate number',
    width: 26,
    cell: ({ asset: { certificateNo } }) =>
      certificateNo === null ? undefined : text(certificateNo),
  },
  {
    zh: '申请时间',
    en: 'Applied at',
    width: 20,
    cell: ({ asset: { submittedAt } }) => ({ is: 'instant', instant: submittedAt }),
  },
  {
    zh: '登记时间',
    en: 'Registered at',
    width: 20,
    cell: ({ asset: { registeredAt } }) =>
      registeredAt === null ? undefined : { is: 'instant', instant: registeredAt },
  },
  {
    zh: '权利人',
    en: 'Holders',
    width: 36,
    cell: ({ holders }) => text(holders.map(({ name }) => name).join('；')),
  },
  {
    zh: '统一社会信用代码',
    en: 'Codes of holders',
    width: 22,
    cell: ({ holders }) => text(holders.map(({ code }) => code).join('；')),
  },
];
