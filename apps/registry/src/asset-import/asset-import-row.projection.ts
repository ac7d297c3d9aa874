import type { ImportEvent } from '@ledger/domain/import/import.events.js';
import type { MadeRows } from '@ledger/read-model/made-projection.js';
import { AssetImportRowView } from './asset-import-row.view.js';

/** One row per row of a sheet. */
export const assetImportRows: MadeRows<ImportEvent, AssetImportRowView> = {
  name: 'asset-import-row',
  categories: ['import'],
  table: AssetImportRowView,
  key: 'rowKey',
  concerns: ({ type }) => type === 'ImportRowsReported',
  rowsOf: ({ type, data }) => {
    if (type !== 'ImportRowsReported') return [];
    const { importId, rows } = data;
    return rows.map((line) => ({
      rowKey: `${importId}/${line.row}`,
      importId,
      row: line.row,
      externalNumber: line.externalNumber ?? null,
      name: line.name ?? null,
      outcome: line.outcome,
      assetId: line.assetId ?? null,
      problems: line.problems,
      notes: line.notes,
    }));
  },
};
