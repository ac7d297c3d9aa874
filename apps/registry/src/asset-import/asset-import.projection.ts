import type { ImportEvent } from '@ledger/domain/import/import.events.js';
import { countRows } from '@ledger/domain/import/import.state.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { importProgress } from './asset-import.tokens.js';
import { AssetImportView } from './asset-import.view.js';

type Row = Omit<AssetImportView, 'lastPosition'>;
type Of<Type extends ImportEvent['type']> = Extract<RecordedOf<ImportEvent>, { type: Type }>;

/** One row per import. */
export const assetImportFold: RowFold<ImportEvent, AssetImportView> = {
  name: importProgress,
  categories: ['import'],
  table: AssetImportView,
  key: 'importId',
  keysOf: ({ data }) => [data.importId],
  evolve: (row, event) => {
    const { recordedAt } = event;
    switch (event.type) {
      case 'ImportStarted':
        return started(event);
      case 'ImportRowsReported':
        return changed(row, event, (before) => ({
          ...countRows(before, event.data.rows),
          reportedAt: recordedAt,
        }));
      case 'ImportCancellationRequested':
        return changed(row, event, () => ({ state: 'cancelling' }));
      case 'ImportCancelled':
        return changed(row, event, () => ({ state: 'cancelled', endedAt: recordedAt }));
      case 'ImportCompleted':
        return changed(row, event, () => ({ state: 'completed', endedAt: recordedAt }));
      case 'ImportFailed': {
        const { code: failure } = event.data;
        return changed(row, event, () => ({ state: 'failed', failure, endedAt: recordedAt }));
      }
    }
  },
};

const started = ({ data, recordedAt, position, version }: Of<'ImportStarted'>): Row => ({
  importId: data.importId,
  applicantPartyId: data.applicantPartyId,
  state: 'running',
  failure: null,
  format: data.format,
  fileName: data.fileName ?? null,
  fileDigest: data.fileDigest,
  rowCount: data.rowCount,
  accepted: 0,
  drafted: 0,
  alreadyThere: 0,
  refused: 0,
  ignoredColumns: data.ignoredColumns,
  startedAt: recordedAt,
  reportedAt: null,
  endedAt: null,
  startedPosition: position,
  version,
});

const changed = (
  row: Row | undefined,
  { type, version }: RecordedOf<ImportEvent>,
  changes: (row: Row) => Partial<Row>,
): Row => {
  if (!row) throw new Error(`${type} comes before any start.`);
  return { ...row, ...changes(row), version };
};
