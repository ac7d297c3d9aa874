import { reportRowsMax } from '@ledger/domain/import/import.decider.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';

/** Bytes of rows in one report: an event holds 64 KiB, and its envelope needs some of them. */
const reportBytesMax = 56 * 1024;

/** Cuts lines into reports that each fit an event. */
export function* reportsOf(lines: readonly ReportedRow[]): Generator<readonly ReportedRow[]> {
  let report: ReportedRow[] = [];
  let bytes = 0;
  for (const line of lines) {
    const size = Buffer.byteLength(JSON.stringify(line));
    if (report.length === reportRowsMax || (report.length > 0 && bytes + size > reportBytesMax)) {
      yield report;
      report = [];
      bytes = 0;
    }
    report.push(line);
    bytes += size;
  }
  if (report.length > 0) yield report;
}
