import type { AccountRole, Movement } from '../accounting/entry.js';
import type { MovementSum } from './statutory-table.js';

/** Debits and credits in fen. */
export interface Turnover {
  readonly debit: bigint;
  readonly credit: bigint;
}

/** What was posted to one account, by what its lines concern, before and within a period. */
export interface AccountSum {
  readonly code: string;
  readonly name: string;
  /** The general ledger's account that it is a detail of, or itself. */
  readonly generalCode: string;
  readonly role: AccountRole;
  /** The lines name a book: on an account of an asset they are of a data resource. */
  readonly hasBook: boolean;
  /** The cell of a table that the lines move. */
  readonly movement?: Movement;
  /** A balance taken over counts as there before the period, whatever day it was taken over on. */
  readonly isOpening: boolean;
  readonly before: Turnover;
  readonly within: Turnover;
}

const net = ({ debit, credit }: Turnover): bigint => debit - credit;

/** What lines had come to before the period, and by its end: debits less credits, in fen. */
export const openingOf = ({ before, within, isOpening }: AccountSum): bigint =>
  net(before) + (isOpening ? net(within) : 0n);
export const closingOf = ({ before, within }: AccountSum): bigint => net(before) + net(within);

export const sumOf = <T>(items: readonly T[], figure: (item: T) => bigint): bigint =>
  items.reduce((sum, item) => sum + figure(item), 0n);

/** The sums of the tables' cells among those of accounts. */
export const movementSums = (sums: readonly AccountSum[]): readonly MovementSum[] =>
  sums.flatMap(({ movement, before, within }) =>
    movement === undefined ? [] : [{ movement, before: net(before), within: net(within) }],
  );
