import type { ImportDefaults } from '@ledger/domain/import/import-defaults.js';
import { reportRowsMax } from '@ledger/domain/import/import.decider.js';
import { mapRow, type MappedRow, type SheetRow } from '@ledger/domain/import/map-row.js';
import { remark } from '@ledger/domain/import/row-remark.js';

/**
 * The rows of a sheet as applications; a number that stood in an earlier row is refused. Joint
 * holders see each other's assets, and numbers are each applicant's own: of a row that names an
 * asset by its id, only who knows that asset can say whether the number is repeated.
 */
export async function* numberedRows(
  rows: AsyncIterable<SheetRow>,
  defaults: ImportDefaults,
): AsyncGenerator<MappedRow> {
  const rowByNumber = new Map<string, number>();
  for await (const row of rows) {
    const mapped = mapRow(row, defaults);
    const { externalNumber } = mapped;
    const before = externalNumber === undefined ? undefined : rowByNumber.get(externalNumber);
    if (before === undefined) yield mapped;
    else if (mapped.application?.assetId === undefined) yield refusedTwin(mapped, before);
    else yield { ...mapped, twinOfRow: before };
    if (externalNumber !== undefined && before === undefined) {
      rowByNumber.set(externalNumber, mapped.row);
    }
  }
}

/** Runs of rows that are applied for at the same time, so that the log commits them in groups. */
export async function* runsOf<T>(all: AsyncIterable<T>): AsyncGenerator<readonly T[]> {
  let run: T[] = [];
  for await (const one of all) {
    run.push(one);
    if (run.length < reportRowsMax) continue;
    yield run;
    run = [];
  }
  if (run.length > 0) yield run;
}

/** The row as one that repeats the number of an earlier one. */
export const refusedTwin = (
  { application: _, ...mapped }: MappedRow,
  before: number,
): MappedRow => ({
  ...mapped,
  problems: [
    ...mapped.problems,
    remark('externalNumber', 'external_number_repeated', mapped.externalNumber, before),
  ],
  notes: [],
});
