import { movementOf } from './movement-text.js';
import type { StatutoryTableName } from './statutory-rows.js';
import { statutoryTable, type TableColumn, tableColumns } from './statutory-table.js';

/** What a voucher that restates an earlier period moves in the opening figures, in fen. */
export interface RestatementEffect {
  readonly row: string;
  readonly column: TableColumn;
  readonly amount: bigint;
}

/** Lines of a restatement by the cell they move: debits less credits, in fen. */
export type RestatedLine = { readonly movement: string; readonly net: bigint };

/**
 * Why the opening of a table is not the closing before it as first reported: cell by cell, made by
 * the same terms as the table itself. Added up over all restatements it is the whole difference.
 */
export const restatementEffects = (
  name: StatutoryTableName,
  lines: readonly RestatedLine[],
): readonly RestatementEffect[] => {
  const sums = lines.map(({ movement, net }) => ({
    movement: movementOf(movement),
    before: net,
    within: 0n,
  }));
  return statutoryTable(name, sums).rows.flatMap(({ key, figures }) =>
    figures === undefined || !key.endsWith('.opening')
      ? []
      : tableColumns.flatMap((column) =>
          figures[column] === 0n ? [] : [{ row: key, column, amount: figures[column] }],
        ),
  );
};
