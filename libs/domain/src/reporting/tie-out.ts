import type { AccountRole, Movement } from '../accounting/entry.js';
import type { JsonObject } from '../json.js';
import { fromMinorUnits } from '../money.js';
import { type AccountSum, closingOf, sumOf } from './account-sums.js';
import type { BalanceSheetLine } from './balance-sheet.js';
import { isDebitSection } from './movement-text.js';
import { type Figures, figuresAt, type StatutoryTable, tableColumns } from './statutory-table.js';
import type { TrialBalance } from './trial-balance.js';

/** What is compared before anything leaves the house. */
export type TieOutCheck =
  /** Opening + additions − reductions = closing, in every section and column. */
  | 'roll_forward'
  /** The total is the sum of the three sources, on every row. */
  | 'total'
  /** What is named as of which is not more than its line. */
  | 'of_which'
  /** Ledger accounts come to what the table says. */
  | 'ledger'
  /** What is posted of a book is what its facts and the runs call for. */
  | 'fold'
  /** The balance sheet says what the table says. */
  | 'balance_sheet'
  /** Debits equal credits. */
  | 'trial_balance'
  /** What is disclosed as restricted is what the pledge register holds. */
  | 'restricted';

/** A place where two figures that must be the same are not; amounts in yuan. */
export type Difference = JsonObject & {
  readonly check: TieOutCheck;
  readonly table: string;
  readonly row: string;
  readonly column: string;
  readonly expected: string;
  readonly found: string;
};

export const differing = (
  check: TieOutCheck,
  place: { readonly table: string; readonly row: string; readonly column: string },
  expected: bigint,
  found: bigint,
): readonly Difference[] =>
  expected === found ? [] : [{ check, ...place, expected: yuan(expected), found: yuan(found) }];

const yuan = (minor: bigint): string => fromMinorUnits(minor).amount;

/** A finished table against itself: roll-forward, totals, parts of a line. */
export const tableDifferences = (table: StatutoryTable): readonly Difference[] => [
  ...table.rows.flatMap(({ key, figures }) =>
    figures === undefined
      ? []
      : differing(
          'total',
          { table: table.name, row: key, column: 'total' },
          figures.purchased + figures.selfMade + figures.other,
          figures.total,
        ),
  ),
  ...table.rows.flatMap((row) => formulaDifferences(table, row.no)),
  ...partDifferences(table),
];

/** Every row that is made of other rows, made of them again. */
const formulaDifferences = (table: StatutoryTable, no: number): readonly Difference[] => {
  const { key, figures, formula } = table.rows[no - 1]!;
  if (figures === undefined || formula === undefined) return [];
  return tableColumns.flatMap((column) =>
    differing(
      'roll_forward',
      { table: table.name, row: key, column },
      sumOf(formula, ([from, sign]) => BigInt(sign) * at(table, from)[column]),
      figures[column],
    ),
  );
};

const at = ({ rows }: StatutoryTable, no: number): Figures => rows[no - 1]!.figures!;

/** No part of additions or reductions is more than the whole. */
const partDifferences = (table: StatutoryTable): readonly Difference[] => {
  let whole: Figures | undefined;
  return table.rows.flatMap(({ key, level, figures }) => {
    if (level !== 'ofWhich') whole = figures;
    const line = whole;
    if (level !== 'ofWhich' || figures === undefined || line === undefined) return [];
    return tableColumns.flatMap((column) =>
      figures[column] > line[column] && line[column] >= 0n
        ? differing(
            'of_which',
            { table: table.name, row: key, column },
            line[column],
            figures[column],
          )
        : [],
    );
  });
};

type Section = Movement['section'];

/** The account that a section of a table is kept on. */
export const accountsOf: Readonly<
  Record<Movement['table'], readonly (readonly [Section, AccountRole])[]>
> = {
  intangible: [
    ['cost', 'intangible'],
    ['amortisation', 'accumulatedAmortisation'],
    ['impairment', 'intangibleImpairment'],
  ],
  inventory: [
    ['cost', 'inventory'],
    ['provision', 'inventoryProvision'],
  ],
  development: [
    ['cost', 'developmentExpenditure'],
    ['impairment', 'developmentImpairment'],
  ],
};

/**
 * The table against the ledger: what its cells come to, by section, and what stands on the accounts
 * of data resources. Lines that restate a period are in the table of that period and in the ledger
 * of the month that posted them: `ledger` comes with them counted where the table counts them.
 */
export const ledgerDifferences = (
  name: Movement['table'],
  sums: readonly AccountSum[],
): readonly Difference[] =>
  accountsOf[name].flatMap(([section, role]) => {
    const cells = sums.filter(
      ({ movement }) => movement?.table === name && movement.section === section,
    );
    const lines = sums.filter((sum) => sum.role === role && isOfData(sum));
    const sign = isDebitSection(section) ? 1n : -1n;
    return differing(
      'ledger',
      { table: name, row: `${section}.closing`, column: 'total' },
      sign * sumOf(lines, closingOf),
      sign * sumOf(cells, closingOf),
    );
  });

const isOfData = ({ hasBook, movement }: AccountSum): boolean => hasBook || movement !== undefined;

/** The balance sheet against the tables of the same period, and its parts against their lines. */
export const balanceSheetDifferences = (
  lines: readonly BalanceSheetLine[],
  tables: readonly StatutoryTable[] = [],
): readonly Difference[] =>
  lines.flatMap(({ name, amount, ofWhich }) => {
    const table = tables.find((one) => one.name === name);
    return (['closing', 'opening'] as const).flatMap((column) => {
      const place = { table: 'balance-sheet', row: name, column };
      const [part, whole] = [ofWhich[column], amount[column]];
      return [
        ...(part > whole ? differing('of_which', place, whole, part) : []),
        ...(table === undefined
          ? []
          : differing('balance_sheet', place, figuresAt(table, `carrying.${column}`).total, part)),
      ];
    });
  });

/** Debits equal credits in all three pairs of columns. */
export const trialBalanceDifferences = ({ totals }: TrialBalance): readonly Difference[] =>
  (['opening', 'period', 'closing'] as const).flatMap((column) =>
    differing(
      'trial_balance',
      { table: 'trial-balance', row: 'total', column },
      totals[column].debit,
      totals[column].credit,
    ),
  );
