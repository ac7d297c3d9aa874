import { shanghaiDate } from '@ledger/domain/calendar.js';
import { minorUnits } from '@ledger/domain/money.js';
import type { RelianceWarning } from '@ledger/domain/valuation/valuation.reliance.js';
import type { PledgeState } from '@ledger/contracts/pledge/pledge.dto.js';
import { csvCell } from '@ledger/http/downloads/cell-text.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import {
  columnName,
  type WorkbookCell,
  type WorkbookColumn,
  workbookStream,
} from '@ledger/http/downloads/workbook.js';
import type { Language } from '@ledger/http/language.js';
import type { Readable } from 'node:stream';
import { stateOn } from './pledge-list.js';
import type { PledgeReportRow } from './pledge-report-rows.js';

/** How a report is told. */
export interface Telling {
  readonly language: Language;
  /** The instant that it is as of. */
  readonly now: string;
}

interface Column {
  readonly zh: string;
  readonly en: string;
  readonly width: number;
  readonly cell: (row: PledgeReportRow, telling: Telling) => WorkbookCell | undefined;
  /** Whether its amounts are summed: each is secured once, whoever else is secured by the asset. */
  readonly isSummed?: true;
}

const text = (cell: string): WorkbookCell => ({ is: 'text', text: cell });
const date = (day: string | undefined): WorkbookCell | undefined =>
  day === undefined ? undefined : { is: 'date', date: day };
const money = (minor: bigint | undefined): WorkbookCell | undefined =>
  minor === undefined ? undefined : { is: 'money', minor };

/** A lender's portfolio (or a pledgor's) as a workbook: a line per pledge, sums as formulas. */
export const pledgeWorkbook = (rows: AsyncIterable<PledgeReportRow>, telling: Telling): Readable =>
  workbookStream({
    name: { zh: '质押组合', en: 'Pledges' }[telling.language],
    columns: columns.map((one): WorkbookColumn => ({
      header: one[telling.language],
      width: one.width,
    })),
    rows: linesOf(rows, telling),
    sumRows: 1,
  });

/** The same as CSV. */
export const pledgeCsv = (rows: AsyncIterable<PledgeReportRow>, telling: Telling): Readable =>
  csvStream(csvLines(rows, telling));

async function* csvLines(rows: AsyncIterable<PledgeReportRow>, telling: Telling) {
  yield columns.map((one) => one[telling.language]);
  for await (const cells of linesOf(rows, telling)) yield cells.map(csvCell);
}

async function* linesOf(
  rows: AsyncIterable<PledgeReportRow>,
  telling: Telling,
): AsyncGenerator<readonly (WorkbookCell | undefined)[]> {
  const sums = columns.map(() => 0n);
  const assets = new Set<string>();
  const valued = new Set<string>();
  let [count, value] = [0, 0n];
  for await (const row of rows) {
    const cells = columns.map((one) => one.cell(row, telling));
    cells.forEach((cell, at) => {
      if (cell?.is === 'money') sums[at] = (sums[at] ?? 0n) + cell.minor;
    });
    count += 1;
    const { assetId } = row.row;
    assets.add(assetId);
    // What several pledges rest on is worth its value once: where the first that stands says so.
    const worth = valueOf(row);
    if (worth !== undefined) {
      if (!valued.has(assetId)) value += worth;
      valued.add(assetId);
    }
    yield cells;
  }
  yield columns.map((one, at): WorkbookCell | undefined => {
    if (at === 0) return { is: 'strong', text: totalsOf(telling.language, count, assets.size) };
    if (one === valueColumn) return { is: 'money', minor: value, isStrong: true };
    if (one.isSummed === undefined) return undefined;
    const letter = columnName(at + 1);
    const formula = count === 0 ? '0' : `SUM(${letter}2:${letter}${count + 1})`;
    return { is: 'money', minor: sums[at] ?? 0n, formula, isStrong: true };
  });
}

const totalsOf = (language: Language, pledges: number, assets: number): string =>
  language === 'zh'
    ? `合计：质押 ${pledges} 笔，资产 ${assets} 项`
    : `Total: ${pledges} pledges on ${assets} assets`;

const valueOf = ({ cover }: PledgeReportRow): bigint | undefined =>
  cover?.counting && minorUnits(cover.counting.report.value);

const states: Readonly<Record<PledgeState, Readonly<Record<Language, string>>>> = {
  claimed: { zh: '待确认主张', en: 'claimed' },
  registered: { zh: '已登记', en: 'registered' },
  released: { zh: '已解除', en: 'released' },
  declined: { zh: '已否认', en: 'declined' },
  lapsed: { zh: '已失效', en: 'lapsed' },
  cancelled: { zh: '已依文书注销', en: 'cancelled by order' },
  enforced: { zh: '已实现', en: 'enforced' },
};
const stands: ReadonlySet<PledgeState> = new Set(['claimed', 'registered']);
const kinds = {
  ordinary: { zh: '一般质押', en: 'ordinary' },
  maximumAmount: { zh: '最高额质押', en: 'maximum amount' },
} as const;

const choices = {
  chosen: { zh: '质权人选定', en: 'chosen by the pledgee' },
  latest: { zh: '最近一份', en: 'the latest' },
} as const;
const warnings: Readonly<Record<RelianceWarning, Readonly<Record<Language, string>>>> = {
  madeForAnotherPurpose: { zh: '评估目的不是质押', en: 'made for another purpose' },
  moreRightsValued: { zh: '评估值含其他权利', en: 'values more rights' },
  notMarketValue: { zh: '不是市场价值', en: 'no market value' },
  anotherFirmLower: { zh: '另一机构的有效评估值更低', en: 'another firm’s valid value is lower' },
};

const valueColumn: Column = {
  zh: '现行评估值',
  en: 'Appraised value',
  width: 18,
  cell: (row) => money(valueOf(row)),
};

const columns: readonly Column[] = [
  { zh: '质押标识', en: 'Pledge', width: 42, cell: ({ row }) => text(row.pledgeId) },
  { zh: '资产名称', en: 'Asset', width: 32, cell: ({ assetName }) => text(assetName) },
  {
    zh: '登记凭证编号',
    en: 'Certificate number',
    width: 26,
    cell: ({ certificateNo }) => text(certificateNo),
  },
  { zh: '出质人', en: 'Pledgor', width: 28, cell: ({ pledgors }) => text(pledgors) },
  { zh: '质权人', en: 'Pledgee', width: 28, cell: ({ pledgee }) => text(pledgee) },
  {
    zh: '种类',
    en: 'Kind',
    width: 14,
    cell: ({ row }, { language }) => text(kinds[row.terms.kind][language]),
  },
  {
    zh: '状态',
    en: 'State',
    width: 14,
    cell: ({ row }, { language, now }) => text(states[stateOn(row, shanghaiDate(now))][language]),
  },
  {
    zh: '登记时间',
    en: 'Registered at',
    width: 20,
    cell: ({ row }) =>
      row.registeredAt === null ? undefined : { is: 'instant', instant: row.registeredAt },
  },
  { zh: '登记最后一日', en: 'Last day', width: 14, cell: ({ row }) => date(row.terms.until) },
  {
    zh: '登记簿版本（先后）',
    en: 'Title version (order)',
    width: 18,
    cell: ({ row }) => ({ is: 'number', digits: String(row.titleVersion) }),
  },
  {
    zh: '担保金额',
    en: 'Secured',
    width: 18,
    isSummed: true,
    cell: ({ row }) => money(minorUnits(row.terms.amount)),
  },
  {
    zh: '已解除金额',
    en: 'Released',
    width: 18,
    isSummed: true,
    cell: ({ row }) => money(minorUnits(row.terms.amount) - BigInt(row.remainingMinor)),
  },
  {
    zh: '现仍担保',
    en: 'Still secured',
    width: 18,
    isSummed: true,
    // A registration that is over secures nothing here, whatever became of the claim.
    cell: ({ row }, { now }) =>
      money(stands.has(stateOn(row, shanghaiDate(now))) ? BigInt(row.remainingMinor) : undefined),
  },
  {
    zh: '含在先累计担保',
    en: 'Secured up to and with it',
    width: 20,
    cell: ({ cover }) => money(cover && minorUnits(cover.through)),
  },
  valueColumn,
  {
    zh: '按其位次可受偿',
    en: 'Realisable at its place',
    width: 20,
    isSummed: true,
    cell: ({ cover }) => money(cover?.realisable && minorUnits(cover.realisable)),
  },
  {
    zh: '评估机构',
    en: 'Appraisal firm',
    width: 28,
    cell: ({ firm }) => (firm === undefined ? undefined : text(firm)),
  },
  {
    zh: '评估报告的采用',
    en: 'Which appraisal',
    width: 16,
    cell: ({ cover }, { language }) =>
      cover?.counting && text(choices[cover.counting.isChosen ? 'chosen' : 'latest'][language]),
  },
  {
    zh: '须注意',
    en: 'Look twice',
    width: 30,
    cell: ({ cover }, { language }) =>
      cover?.counting &&
      text(cover.counting.warnings.map((code) => warnings[code][language]).join('；')),
  },
  {
    zh: '评估基准日',
    en: 'Base date',
    width: 14,
    cell: ({ cover }) => date(cover?.counting?.report.baseDate),
  },
  {
    zh: '评估最后一日',
    en: 'Appraisal until',
    width: 14,
    cell: ({ cover }) => date(cover?.counting?.report.validUntil),
  },
  {
    zh: '覆盖倍数',
    en: 'Coverage',
    width: 12,
    cell: ({ cover }) =>
      cover?.coverage === undefined ? undefined : { is: 'number', digits: cover.coverage },
  },
  {
    zh: '应解除日',
    en: 'Release due',
    width: 14,
    cell: ({ row }) => date(row.releaseDueOn ?? undefined),
  },
  {
    zh: '他处登记',
    en: 'Registered elsewhere',
    width: 30,
    cell: ({ row: { terms } }) => {
      const { externalRegistration: at } = terms;
      return at.registered ? text(`${at.register} ${at.number}`) : undefined;
    },
  },
  { zh: '资产标识', en: 'Asset id', width: 38, cell: ({ row }) => text(row.assetId) },
];
