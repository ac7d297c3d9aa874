import type { DateText } from '../calendar.js';
import { bookSources, isDebitSection, movementText } from './movement-text.js';
import type { ReportPeriod } from './report-days.js';
import type { StatutoryRow, StatutoryTableName } from './statutory-rows.js';
import type { TableColumn } from './statutory-table.js';

/**
 * Postings that a cell is made of: those of one movement on some days. Debits less credits, times
 * the weight, are what they add to the figure.
 */
export interface CellPart {
  readonly movement: string;
  /** Inclusive; absent: from the beginning. */
  readonly from?: DateText;
  readonly to: DateText;
  readonly weight: 1n | -1n;
}

/** What a cell is made of, by the same terms that fill it. Parts of one cell never overlap. */
export const cellParts = (
  table: StatutoryTableName,
  { terms }: Pick<StatutoryRow, 'terms'>,
  column: TableColumn,
  { from, to }: ReportPeriod,
  dayBefore: DateText,
): readonly CellPart[] =>
  terms.flatMap(({ section, rows, when, sign }) =>
    rows.flatMap((row) =>
      bookSources
        .filter((source) => column === 'total' || column === source)
        .map((source): CellPart => {
          const movement = movementText({ table, section, row, source });
          const weight = isDebitSection(section) === (sign === 1n) ? 1n : -1n;
          return when === 'before'
            ? { movement, to: dayBefore, weight }
            : { movement, from, to, weight };
        }),
    ),
  );
