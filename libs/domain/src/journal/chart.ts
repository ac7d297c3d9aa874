import type { AccountRole, EntryLine, SourceEvent } from '../accounting/entry.js';
import type { LedgerAccount, PolicyReference, VoucherLine } from '../accounting/journal.events.js';
import { type Money, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { accountKey, accountOf, type Chart } from './chart.policies.js';

/** A chart in force, ready to be asked, with the version that it came from. */
export type ChartInForce = {
  readonly reference: PolicyReference;
  readonly accounts: ReadonlyMap<AccountRole, LedgerAccount>;
  /** By what a person calls it: `1002`, `2221.0101`. */
  readonly named: ReadonlyMap<string, NamedAccount>;
};

type NamedAccount = { readonly role: AccountRole; readonly account: LedgerAccount };

export const chartInForce = (reference: PolicyReference, { accounts }: Chart): ChartInForce => ({
  reference,
  accounts: new Map(accounts.map((one) => [one.role, accountOf(one)])),
  named: new Map(
    accounts.flatMap((one) => {
      const named = { role: one.role, account: accountOf(one) };
      const alone = accounts.filter(({ code }) => code === one.code).length === 1;
      const key = accountKey(named.account);
      // A code that has one detail only may be named without it.
      return alone && key !== one.code
        ? [
            [key, named],
            [one.code, named],
          ]
        : [[key, named]];
    }),
  ),
});

/** Lines of an entry on the entity's accounts, numbered; `source` is the event they rest on. */
export const onChart = (
  { accounts }: ChartInForce,
  lines: readonly EntryLine[],
  source: (line: EntryLine) => SourceEvent | undefined,
): readonly VoucherLine[] =>
  lines.map((entry, index) => {
    const account = accounts.get(entry.role);
    if (account === undefined) throw new Error(`The chart has no account for ${entry.role}.`);
    const event = source(entry);
    const line = { ...entry, line: index + 1, account };
    return event === undefined ? line : { ...line, source: event };
  });

/** A line as a person writes it. */
export type WrittenLine = {
  readonly account: string;
  readonly side: 'debit' | 'credit';
  readonly amount: Money;
} & Pick<EntryLine, 'bookId' | 'movement'>;

/** Lines written by hand on accounts named by code; an unknown one is refused. */
export const byHand = (
  { named }: ChartInForce,
  lines: readonly WrittenLine[],
): readonly VoucherLine[] => {
  const unknown = lines.filter(({ account }) => !named.has(account));
  if (unknown.length > 0) {
    refuse('voucher_account_unknown', { accounts: unknown.map(({ account }) => account) });
  }
  return lines.map(({ account: key, amount, ...rest }, index): VoucherLine => {
    const { role, account } = named.get(key)!;
    return { ...rest, role, account, amount: normalMoney(amount), line: index + 1 };
  });
};
