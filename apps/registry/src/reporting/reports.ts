import { monthOf } from '@ledger/domain/month.js';
import { addDays } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import {
  type AccountCell,
  balanceSheetCell,
  trialBalanceCell,
} from '@ledger/domain/reporting/account-cell.js';
import { type AccountSum, movementSums } from '@ledger/domain/reporting/account-sums.js';
import { type BalanceSheetLine, balanceSheet } from '@ledger/domain/reporting/balance-sheet.js';
import { comparativeOf, type ReportPeriod } from '@ledger/domain/reporting/report-days.js';
import {
  type RestatementEffect,
  restatementEffects,
} from '@ledger/domain/reporting/restatement.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import { statutoryTable, type StatutoryTable } from '@ledger/domain/reporting/statutory-table.js';
import {
  balanceSheetDifferences,
  type Difference,
  ledgerDifferences,
  tableDifferences,
  trialBalanceDifferences,
} from '@ledger/domain/reporting/tie-out.js';
import { type TrialBalance, trialBalance } from '@ledger/domain/reporting/trial-balance.js';
import type { Statements } from '@ledger/read-model/row-table.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import {
  accountSums,
  type CountedBy,
  type Restatement,
  restatementsOf,
} from './account-sums.reads.js';
import { FoldLook } from './fold-look.js';
import type { ReportScope } from './report-scope.js';

/** A restatement by what it moved in the opening figures of a table. */
export interface TableRestatement extends Omit<Restatement, 'lines'> {
  readonly effects: readonly RestatementEffect[];
}

/** A table of a period, and whether what it shows was restated after the period had ended. */
export interface PeriodTable extends ReportPeriod {
  readonly table: StatutoryTable;
  readonly isRestated: boolean;
}

export interface Tables {
  readonly current: PeriodTable;
  readonly comparative: PeriodTable;
  /** Why opening figures are not the closing ones as first reported. */
  readonly restatements: readonly TableRestatement[];
  readonly differences: readonly Difference[];
}

const names = ['intangible', 'inventory'] as const;

/** Differences that an answer names, at most; all are counted. */
const namedMax = 100;

/** What is reported of an entity's postings; every report is made of the sums of days. */
@Injectable()
export class Reports {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(FoldLook) private readonly folds: Pick<FoldLook, 'differences'>,
  ) {}

  async trialBalance(
    scope: ReportScope,
  ): Promise<{ readonly balance: TrialBalance; readonly differences: readonly Difference[] }> {
    const balance = trialBalance(await accountSums(this.dataSource, scope, 'date'));
    return { balance, differences: trialBalanceDifferences(balance) };
  }

  /** Of the year that the period ends in: opening is the end of the year before. */
  async balanceSheet(scope: ReportScope): Promise<{
    readonly lines: readonly BalanceSheetLine[];
    readonly differences: readonly Difference[];
  }> {
    const year = { ...scope, ...yearTo(scope) };
    const sums = await accountSums(this.dataSource, year, 'report_date');
    const lines = balanceSheet(sums, scope.format);
    return { lines, differences: sheetDifferences(lines, sums) };
  }

  /** A cell of a statement by the sums it is made of; no cell: the statement has none there. */
  async accountCell(
    scope: ReportScope,
    statement: 'balance-sheet' | 'trial-balance',
    row: string,
    column: string,
  ): Promise<{
    readonly cell: AccountCell | undefined;
    readonly by: CountedBy;
    readonly days: ReportPeriod;
  }> {
    const isSheet = statement === 'balance-sheet';
    const days = isSheet ? yearTo(scope) : { from: scope.from, to: scope.to };
    const by = isSheet ? 'report_date' : 'date';
    const sums = await accountSums(this.dataSource, { ...scope, ...days }, by);
    const asked = { ...days, dayBefore: addDays(days.from, -1) };
    const cell = isSheet
      ? balanceSheetCell(sums, row, column, { ...asked, format: scope.format })
      : trialBalanceCell(sums, row, column, asked);
    return { cell, by, days };
  }

  /** A statutory table with the year before beside it. */
  tables(scope: ReportScope, name: StatutoryTableName): Promise<Tables> {
    return this.steady((db) => tablesOf(db, scope, name));
  }

  /** Every check that is made before an export of the period. */
  async tieOut(scope: ReportScope): Promise<readonly Difference[]> {
    const ofFolds = await this.folds.differences(scope);
    const ofTables = await this.steady(async (db) => {
      const posted = await accountSums(db, scope, 'date');
      const shown = await accountSums(db, scope, 'report_date');
      const lines = balanceSheet(shown, scope.format);
      return [
        ...trialBalanceDifferences(trialBalance(posted)),
        ...(['intangible', 'inventory', 'development'] as const).flatMap((name) =>
          ledgerDifferences(name, shown),
        ),
        ...sheetDifferences(lines, shown),
        ...names.flatMap((name) => tableDifferences(statutoryTable(name, movementSums(shown)))),
      ];
    });
    return [...ofTables, ...ofFolds];
  }

  /** Nothing leaves the house that does not tie (refused: `accounts_do_not_tie`). */
  async checkTied(scope: ReportScope): Promise<void> {
    refuseDiffering(await this.tieOut(scope));
  }

  /** Several statements that see the same state of the tables. */
  private steady<T>(read: (db: Statements) => Promise<T>): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', read);
  }
}

const yearTo = ({ to }: ReportPeriod): ReportPeriod => ({ from: `${to.slice(0, 4)}-01-01`, to });

export const refuseDiffering = (differences: readonly Difference[]): void => {
  if (differences.length === 0) return;
  refuse('accounts_do_not_tie', {
    count: differences.length,
    differences: differences.slice(0, namedMax),
  });
};

const sheetDifferences = (
  lines: readonly BalanceSheetLine[],
  sums: readonly AccountSum[],
): readonly Difference[] => {
  const movements = movementSums(sums);
  const tables = names.map((name) => statutoryTable(name, movements));
  return balanceSheetDifferences(lines, tables);
};

const tablesOf = async (
  db: Statements,
  scope: ReportScope,
  name: StatutoryTableName,
): Promise<Tables> => {
  const { from, to } = scope;
  const earlier = comparativeOf(scope);
  const sums = await accountSums(db, scope, 'report_date');
  const earlierSums = await accountSums(db, { ...scope, ...earlier }, 'report_date');
  const table = statutoryTable(name, movementSums(sums));
  const comparative = statutoryTable(name, movementSums(earlierSums));
  // What restates a month of the comparative period, or an earlier one, and was posted after it.
  const through = async (day: string): Promise<readonly TableRestatement[]> =>
    (await restatementsOf(db, scope, monthOf(day))).flatMap((one) => inTable(name, one));
  const ofComparative = await through(earlier.to);
  const restatements = await through(addDays(from, -1));
  const ofCurrent = await through(to);
  return {
    current: { from, to, table, isRestated: ofCurrent.length > 0 },
    comparative: { ...earlier, table: comparative, isRestated: ofComparative.length > 0 },
    restatements,
    differences: [
      ...tableDifferences(table),
      ...ledgerDifferences(name, sums),
      ...tableDifferences(comparative),
    ],
  };
};

/** Nothing, where it moves no cell of the table: then the table is as first reported. */
const inTable = (
  name: StatutoryTableName,
  { lines, ...restatement }: Restatement,
): readonly TableRestatement[] => {
  const moved = lines.map(({ movement, net }) => ({ movement, net: BigInt(net) }));
  const effects = restatementEffects(name, moved);
  return effects.length === 0 ? [] : [{ ...restatement, effects }];
};
