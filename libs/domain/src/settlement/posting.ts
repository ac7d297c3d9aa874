import { fromMinorUnits, minorUnits, type Money } from '../money.js';

/**
 * Kinds of accounts. `custody`: money at the bank; `receivable`: what a buyer has yet to pay; `due`:
 * what of an order's price is not paid in yet; `escrow`: what an order holds; `payable`: what a party
 * is owed; `share`: the same under a revenue-sharing agreement; `payDown`: what a pledgee is owed out
 * of the proceeds of a pledged right; `deposit`: such proceeds kept for him; `fee`, `tax`.
 */
const accountKinds = [
  'custody',
  'receivable',
  'due',
  'escrow',
  'payable',
  'share',
  'payDown',
  'deposit',
  'fee',
  'tax',
  'prepaid',
  'held',
] as const;

export type AccountKind = (typeof accountKinds)[number];

/** `<kind>:<owner>`; the owner is a party, for `due` and `escrow` the order, else `exchange`. */
export type AccountId = string;

/** Owner of the accounts that are the exchange's own. */
export const exchangeOwner = 'exchange';

export const accountOf = (kind: AccountKind, owner: string): AccountId => `${kind}:${owner}`;

/** Kind and owner of an account; undefined where the text names none. */
export const accountParts = (
  id: string,
): { readonly kind: AccountKind; readonly owner: string } | undefined => {
  const colon = id.indexOf(':');
  const kind = accountKinds.find((one) => one.length === colon && id.startsWith(one));
  const owner = id.slice(colon + 1);
  return kind === undefined || owner === '' || owner.includes(':') ? undefined : { kind, owner };
};

/** Both sides of a movement in one: so an entry cannot be out of balance. The amount is above 0. */
export type Posting = {
  readonly debit: AccountId;
  readonly credit: AccountId;
  readonly amount: Money;
};

/** A movement of so many fen from debit to credit; a negative one goes the other way, 0 is none. */
export const posting = (debit: AccountId, credit: AccountId, minor: bigint): readonly Posting[] => {
  if (minor === 0n) return [];
  return minor > 0n
    ? [{ debit, credit, amount: fromMinorUnits(minor) }]
    : [{ debit: credit, credit: debit, amount: fromMinorUnits(-minor) }];
};

/** Credits less debits in fen, by account, after some postings more. */
export type Balances = ReadonlyMap<AccountId, bigint>;

export const posted = (balances: Balances, postings: readonly Posting[]): Balances => {
  const after = new Map(balances);
  for (const { debit, credit, amount } of postings) {
    const minor = minorUnits(amount);
    after.set(debit, (after.get(debit) ?? 0n) - minor);
    after.set(credit, (after.get(credit) ?? 0n) + minor);
  }
  return after;
};

/** `postings` as an event carries them: absent where nothing moves. */
export const postingsOf = (
  postings: readonly Posting[],
): { readonly postings?: readonly Posting[] } => (postings.length === 0 ? {} : { postings });
