import { monthOf } from '@ledger/domain/month.js';
import { addDays } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { type AccountSum, movementSums } from '@ledger/domain/reporting/account-sums.js';
import { type BalanceSheetLine, balanceSheet } from '@ledger/domain/reporting/balance-sheet.js';
import { comparativeOf, type ReportPeriod } from '@ledger/domain/reporting/report-days.js';
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
import { accountSums, type Restatement, restatementsOf } from './account-sums.reads.js';
import type { ReportScope } from './report-scope.js';

/** A table of a period, and whether what it shows was restated after the period had ended. */
export interface PeriodTable extends ReportPeriod {
  readonly table: StatutoryTable;
  readonly isRestated: boolean;
}

export interface Tables {
  readonly current: PeriodTable;
  readonly comparative: PeriodTable;
  /** Why opening figures are not the closing ones as first reported. */
  readonly restatements: readonly Restatement[];
  readonly differences: readonly Difference[];
}

const names = ['intangible', 'inventory'] as const;

/** Differences that an answer names, at most; all are counted. */
const namedMax = 100;

/** What is reported of an entity's postings; every report is made of the sums of days. */
@Injectable()
export class Reports {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

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
    const year = { ...scope, from: `${scope.to.slice(0, 4)}-01-01` };
    const sums = await accountSums(this.dataSource, year, 'report_date');
    const lines = balanceSheet(sums, scope.format);
    return { lines, differences: sheetDifferences(lines, sums) };
  }

  /** A statutory table with the year before beside it. */
  tables(scope: ReportScope, name: StatutoryTableName): Promise<Tables> {
    return this.steady((db) => tablesOf(db, scope, name));
  }

  /** Every check that is made before an export of the period. */
  tieOut(scope: ReportScope): Promise<readonly Difference[]> {
    return this.steady(async (db) => {
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
  const ofComparative = await restatementsOf(db, scope, monthOf(earlier.to));
  const restatements = await restatementsOf(db, scope, monthOf(addDays(from, -1)));
  const ofCurrent = await restatementsOf(db, scope, monthOf(to));
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
