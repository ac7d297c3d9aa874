import type { ImportEvent } from '@ledger/domain/import/import.events.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetImportRowView } from './asset-import-row.view.js';

/** One row per row of a sheet. */
export const assetImportRowFold: RowFold<ImportEvent, AssetImportRowView> = {
  name: 'asset-import-row',
  categories: ['import'],
  table: AssetImportRowView,
  isMadeOnce: true,
  key: 'rowKey',
  keysOf: (event) => {
    if (event.type !== 'ImportRowsReported') return [];
    const { importId, rows } = event.data;
    return rows.map(({ row }) => keyOf(importId, row));
  },
  evolve: (before, event, key) => {
    switch (event.type) {
      case 'ImportRowsReported': {
        const { importId, rows } = event.data;
        const at = rowOf(key);
        const line = rows.find(({ row }) => row === at);
        if (!line) throw new Error(`The report has no row ${key}.`);
        return {
          rowKey: key,
          importId,
          row: line.row,
          externalNumber: line.externalNumber ?? null,
          name: line.name ?? null,
          outcome: line.outcome,
          assetId: line.assetId ?? null,
          problems: line.problems,
          notes: line.notes,
        };
      }
      case 'ImportStarted':
      case 'ImportCompleted':
      case 'ImportFailed':
        return before;
    }
  },
};

const keyOf = (importId: string, row: number): string => `${importId}/${row}`;

const rowOf = (key: string): number => Number(key.slice(key.lastIndexOf('/') + 1));
