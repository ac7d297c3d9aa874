import type { ImportEvent, OutcomeCounts, ReportedRow } from './import.events.js';

/** cancelling: no new row is begun, and those under way are still to be reported. */
export type ImportStatus = 'none' | 'running' | 'cancelling' | 'completed' | 'cancelled' | 'failed';

/** What the rules must know of an import. */
export type ImportState = {
  readonly status: ImportStatus;
  /** What was asked for; absent before the start. */
  readonly request?: Extract<ImportEvent, { type: 'ImportStarted' }>['data'];
  /** Number of the last row reported; 0 before the first. */
  readonly reportedThroughRow: number;
  readonly counts: OutcomeCounts;
};

export const noCounts: OutcomeCounts = { accepted: 0, alreadyThere: 0, refused: 0 };

export const initialImport = (): ImportState => ({
  status: 'none',
  reportedThroughRow: 0,
  counts: noCounts,
});

export const evolveImport = (state: ImportState, event: ImportEvent): ImportState => {
  switch (event.type) {
    case 'ImportStarted':
      return { ...state, status: 'running', request: event.data };
    case 'ImportRowsReported': {
      const { rows } = event.data;
      const reportedThroughRow = rows.at(-1)?.row ?? state.reportedThroughRow;
      return { ...state, reportedThroughRow, counts: countRows(state.counts, rows) };
    }
    case 'ImportCompleted':
      return { ...state, status: 'completed' };
    case 'ImportCancellationRequested':
      return { ...state, status: 'cancelling' };
    case 'ImportCancelled':
      return { ...state, status: 'cancelled' };
    case 'ImportFailed':
      return { ...state, status: 'failed' };
  }
};

/** The counts with some more rows in them. */
export const countRows = (
  { accepted, alreadyThere, refused, drafted = 0 }: OutcomeCounts,
  rows: readonly Pick<ReportedRow, 'outcome'>[],
): OutcomeCounts => {
  const sums = { accepted, alreadyThere, refused, drafted };
  for (const { outcome } of rows) sums[outcome] += 1;
  const { drafted: drafts, ...others } = sums;
  return drafts === 0 ? others : { ...others, drafted: drafts };
};

/** The stream of an import. */
export const importStream = (importId: string): string => `import-${importId}`;
