import type { AssetImportDto } from '@ledger/contracts/asset-import/asset-import.dto.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import type { AssetImportRowView } from './asset-import-row.view.js';
import type { AssetImportView } from './asset-import.view.js';

/** How far an import has come, as it is shown. */
export const importAnswer = (row: AssetImportView): AssetImportDto => {
  const { accepted, drafted, alreadyThere, refused } = row;
  const processed = accepted + drafted + alreadyThere + refused;
  return {
    importId: row.importId,
    state: row.state,
    ...(row.failure === null ? {} : { failure: row.failure }),
    format: row.format,
    ...(row.fileName === null ? {} : { fileName: row.fileName }),
    fileDigest: row.fileDigest,
    total: row.rowCount,
    processed,
    counts: { accepted, drafted, alreadyThere, refused },
    rowsPerSecond: rate(processed, row),
    ignoredColumns: [...row.ignoredColumns],
    startedAt: row.startedAt,
    ...(row.endedAt === null ? {} : { endedAt: row.endedAt }),
    version: row.version,
  };
};

/** A line as it stands in the table. */
export const lineOf = (row: AssetImportRowView): ReportedRow => ({
  row: row.row,
  ...(row.externalNumber === null ? {} : { externalNumber: row.externalNumber }),
  ...(row.name === null ? {} : { name: row.name }),
  outcome: row.outcome,
  ...(row.assetId === null ? {} : { assetId: row.assetId }),
  problems: row.problems,
  notes: row.notes,
});

/** Rows a second from the start to the last report; 0 before the first. */
const rate = (processed: number, { startedAt, reportedAt }: AssetImportView): number => {
  const elapsedMs = reportedAt === null ? 0 : Date.parse(reportedAt) - Date.parse(startedAt);
  return Math.round((processed * 1_000) / Math.max(elapsedMs, 1));
};
