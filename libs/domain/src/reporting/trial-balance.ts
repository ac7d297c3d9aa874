import { type AccountSum, openingOf, closingOf, type Turnover } from './account-sums.js';

/** A balance stands on one side: the other is nothing. */
export interface TrialBalanceRow {
  readonly code: string;
  readonly name: string;
  readonly opening: Turnover;
  readonly period: Turnover;
  readonly closing: Turnover;
}

export interface TrialBalance {
  readonly rows: readonly TrialBalanceRow[];
  readonly totals: Omit<TrialBalanceRow, 'code' | 'name'>;
}

const none: Turnover = { debit: 0n, credit: 0n };

const onItsSide = (balance: bigint): Turnover =>
  balance >= 0n ? { debit: balance, credit: 0n } : { debit: 0n, credit: -balance };

const plus = (one: Turnover, other: Turnover): Turnover => ({
  debit: one.debit + other.debit,
  credit: one.credit + other.credit,
});

interface Account {
  readonly name: string;
  readonly opening: bigint;
  readonly period: Turnover;
  readonly closing: bigint;
}

/** Accounts in the order of their codes with balances and turnover (科目余额及发生额表). */
export const trialBalance = (sums: readonly AccountSum[]): TrialBalance => {
  const accounts = new Map<string, Account>();
  for (const sum of sums) {
    const known = accounts.get(sum.code);
    accounts.set(sum.code, {
      name: sum.name,
      opening: (known?.opening ?? 0n) + openingOf(sum),
      period: plus(known?.period ?? none, sum.isOpening ? none : sum.within),
      closing: (known?.closing ?? 0n) + closingOf(sum),
    });
  }
  const rows = [...accounts]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([code, { name, opening, period, closing }]) => ({
      code,
      name,
      opening: onItsSide(opening),
      period,
      closing: onItsSide(closing),
    }));
  const total = (of: 'opening' | 'period' | 'closing') =>
    rows.reduce((sum, row) => plus(sum, row[of]), none);
  return {
    rows,
    totals: { opening: total('opening'), period: total('period'), closing: total('closing') },
  };
};
