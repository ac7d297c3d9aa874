import type { AccountRole } from '../accounting/entry.js';
import type { Words } from '../title/title-extract.words.js';
import { type AccountSum, closingOf, openingOf, sumOf } from './account-sums.js';

/** Closing and opening amounts in fen; opening is the end of the year before (上年年末余额). */
export interface Balance {
  readonly closing: bigint;
  readonly opening: bigint;
}

export type BalanceSheetLineName =
  'inventory' | 'heldForSale' | 'intangible' | 'development' | 'otherAssets';

export interface BalanceSheetLine {
  readonly name: BalanceSheetLineName;
  readonly label: Words;
  /** The whole line. */
  readonly amount: Balance;
  /** 其中：数据资源: already inside the line, never added to it. */
  readonly ofWhich: Balance;
}

/**
 * Whose statement it is: general enterprises have three lines (财会〔2023〕11号, 列示); the format of
 * financial enterprises has no line for inventory or development, which are in other assets.
 */
const statementFormats = ['general', 'financial'] as const;
export type StatementFormat = (typeof statementFormats)[number];

type Part = Exclude<BalanceSheetLineName, 'otherAssets'>;

const labels: Readonly<Record<BalanceSheetLineName, Words>> = {
  inventory: { zh: '存货', en: 'Inventories' },
  heldForSale: { zh: '持有待售资产', en: 'Assets held for sale' },
  intangible: { zh: '无形资产', en: 'Intangible assets' },
  development: { zh: '开发支出', en: 'Development expenditure' },
  otherAssets: { zh: '其他资产', en: 'Other assets' },
};

const rolesOf: Readonly<Record<Part, readonly AccountRole[]>> = {
  inventory: ['inventory', 'inventoryProvision', 'productionCost', 'contractCost'],
  heldForSale: ['heldForSale', 'heldForSaleImpairment'],
  intangible: ['intangible', 'accumulatedAmortisation', 'intangibleImpairment'],
  development: ['developmentExpenditure', 'developmentImpairment'],
};

const linesOf: Readonly<
  Record<StatementFormat, readonly (readonly [BalanceSheetLineName, readonly Part[]])[]>
> = {
  general: [
    ['inventory', ['inventory']],
    ['heldForSale', ['heldForSale']],
    ['intangible', ['intangible']],
    ['development', ['development']],
  ],
  financial: [
    ['heldForSale', ['heldForSale']],
    ['intangible', ['intangible']],
    ['otherAssets', ['inventory', 'development']],
  ],
};

/** The lines of the balance sheet that data resources stand in, as added by the Rules. */
export const balanceSheet = (
  sums: readonly AccountSum[],
  format: StatementFormat,
): readonly BalanceSheetLine[] =>
  linesOf[format].map(([name]) => ({
    name,
    label: labels[name],
    amount: balanceOf(sumsOfLine(name, sums, format)),
    ofWhich: balanceOf(sumsOfData(name, sums, format)),
  }));

/** What a line is made of; nothing, where the format has no such line. */
export const sumsOfLine = (
  line: string,
  sums: readonly AccountSum[],
  format: StatementFormat,
): readonly AccountSum[] => partsOf(line, format).flatMap((part) => standingIn(part, sums));

/** What of a line are data resources. */
export const sumsOfData = (
  line: string,
  sums: readonly AccountSum[],
  format: StatementFormat,
): readonly AccountSum[] => {
  const parts = partsOf(line, format);
  return sums.filter((sum) => parts.some((part) => isDataOf(part, sum)));
};

const partsOf = (line: string, format: StatementFormat): readonly Part[] =>
  linesOf[format].find(([name]) => name === line)?.[1] ?? [];

/** The lines that a format has, by name. */
export const lineNames = (format: StatementFormat): readonly BalanceSheetLineName[] =>
  linesOf[format].map(([name]) => name);

/**
 * What stands in a line: the accounts of its roles, and what the entity keeps beside them as details
 * of the same general accounts, such as intangible assets that are no data.
 */
const standingIn = (part: Part, sums: readonly AccountSum[]): readonly AccountSum[] => {
  const own = sums.filter(({ role }) => rolesOf[part].includes(role));
  const codes = new Set(own.map(({ generalCode }) => generalCode));
  return [
    ...own,
    ...sums.filter(({ role, generalCode }) => role === 'other' && codes.has(generalCode)),
  ];
};

/** What is held for sale moves no cell of a table: there a line is of data when it names a book. */
const isDataOf = (part: Part, { role, movement, hasBook }: AccountSum): boolean =>
  part === 'heldForSale' ? hasBook && rolesOf[part].includes(role) : movement?.table === part;

const balanceOf = (sums: readonly AccountSum[]): Balance => ({
  closing: sumOf(sums, closingOf),
  opening: sumOf(sums, openingOf),
});
