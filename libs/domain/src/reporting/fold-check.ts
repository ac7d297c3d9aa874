import type { CalledFor, Replayed, RoleSums } from '../accounting/replay.js';
import { type Difference, differing } from './tie-out.js';

/** What stands in the journal of one book, on the accounts that books keep. */
export interface BookPosted {
  /** By version of the fact that the lines rest on, of vouchers that facts called for. */
  readonly facts: ReadonlyMap<number, CalledFor>;
  /** Amortisation that vouchers of runs charged, in fen. */
  readonly charged: bigint;
}

/**
 * Ledger = fold, book by book: what is posted against what its facts and the runs call for. A fact
 * of which some voucher still waits to be posted or reviewed is no difference.
 */
export const foldDifferences = (
  bookId: string,
  called: Replayed,
  posted: BookPosted,
): readonly Difference[] => {
  const versions = [...new Set([...called.facts.keys(), ...posted.facts.keys()])];
  return [
    ...versions.flatMap((version) => {
      const found = posted.facts.get(version);
      const wanted = called.facts.get(version) ?? { vouchers: 0, sums: new Map() };
      if ((found?.vouchers ?? 0) < wanted.vouchers) return [];
      return sumDifferences(`${bookId}/${version}`, wanted.sums, found?.sums ?? new Map());
    }),
    ...differing(
      'fold',
      { table: 'book', row: bookId, column: 'accumulatedAmortisation' },
      called.charged,
      posted.charged,
    ),
  ];
};

const sumDifferences = (row: string, called: RoleSums, found: RoleSums): readonly Difference[] =>
  [...new Set([...called.keys(), ...found.keys()])].flatMap((role) =>
    differing(
      'fold',
      { table: 'book', row, column: role },
      called.get(role) ?? 0n,
      found.get(role) ?? 0n,
    ),
  );
