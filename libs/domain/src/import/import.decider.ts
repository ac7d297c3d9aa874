import type { Decider, Meta, StreamKind } from '../decider.js';
import { refuse } from '../refusal.js';
import { sameJson } from '../same-json.js';
import type { ImportEvent, ReportedRow } from './import.events.js';
import { evolveImport, initialImport, type ImportState } from './import.state.js';

/** Rows of one file, at most. */
export const importRowsMax = 100_000;
/** Rows in one report, at most; reports of long rows hold fewer, so that each fits an event. */
export const reportRowsMax = 100;

type StartedFacts = Extract<ImportEvent, { type: 'ImportStarted' }>['data'];

export type StartImport = {
  readonly type: 'StartImport';
  /**
   * `applicantVersion` is the version of the applicant's stream that was read (pattern 2: evidence
   * in the command; a registration is never undone); 0 means that it is not registered.
   */
  readonly data: StartedFacts;
  readonly meta: Meta;
};

export type ReportImportRows = {
  readonly type: 'ReportImportRows';
  readonly data: { readonly importId: string; readonly rows: readonly ReportedRow[] };
  readonly meta: Meta;
};

export type CancelImport = {
  readonly type: 'CancelImport';
  readonly data: { readonly importId: string };
  readonly meta: Meta;
};

/** No row is under way any more: it is completed, or cancelled where that was asked for. */
export type CompleteImport = {
  readonly type: 'CompleteImport';
  readonly data: { readonly importId: string };
  readonly meta: Meta;
};

export type FailImport = {
  readonly type: 'FailImport';
  readonly data: { readonly importId: string; readonly code: string };
  readonly meta: Meta;
};

export type ImportCommand =
  StartImport | ReportImportRows | CancelImport | CompleteImport | FailImport;

export const importDecider: Decider<ImportCommand, ImportEvent, ImportState> = {
  initialState: initialImport,
  evolve: evolveImport,
  decide: (command, state) => {
    switch (command.type) {
      case 'StartImport':
        return startImport(command, state);
      case 'ReportImportRows':
        return reportRows(command, state);
      case 'CancelImport':
        return cancelImport(command, state);
      case 'CompleteImport':
        return completeImport(command, state);
      case 'FailImport':
        return failImport(command, state);
    }
  },
};

/** `import-<importId>`: start, one report per 100 rows (5 where every cell is wrong), a wish to cancel, the end. */
export const importKind: StreamKind<ImportCommand, ImportEvent, ImportState> = {
  category: 'import',
  decider: importDecider,
  schemaVersions: {
    ImportStarted: 1,
    ImportRowsReported: 1,
    ImportCancellationRequested: 1,
    ImportCompleted: 1,
    ImportCancelled: 1,
    ImportFailed: 1,
  },
  eventsMax: importRowsMax / 5 + 3,
};

const startImport = (
  { data, meta }: StartImport,
  { request }: ImportState,
): readonly ImportEvent[] => {
  const { importId, applicantPartyId, applicantVersion, rowCount } = data;
  if (meta.actor.partyId !== applicantPartyId) return refuse('applicant_not_own_organisation');
  if (request !== undefined) {
    return sameJson(request, data) ? [] : refuse('import_ended', { importId });
  }
  if (applicantVersion === 0) {
    return refuse('applicant_not_registered', { partyId: applicantPartyId });
  }
  if (rowCount > importRowsMax) return refuse('import_rows_too_many', { rowsMax: importRowsMax });
  return [{ type: 'ImportStarted', data }];
};

/** Rows that were reported before are passed over, so that a resumed import doubles no line. */
const reportRows = (
  { data: { importId, rows } }: ReportImportRows,
  state: ImportState,
): readonly ImportEvent[] => {
  checkStarted(importId, state);
  const news = rows.filter(({ row }) => row > state.reportedThroughRow);
  if (news.length === 0) return [];
  if (!isOpen(state)) return refuse('import_ended', { importId });
  if (news.length > reportRowsMax || !isInOrder(news)) {
    throw new Error(`Import ${importId} reports ${news.length} rows, or not in their order.`);
  }
  return [{ type: 'ImportRowsReported', data: { importId, rows: news } }];
};

/** Decision 0121. Who may ask for it was looked at before: an import's applicant never changes. */
const cancelImport = (
  { data: { importId } }: CancelImport,
  state: ImportState,
): readonly ImportEvent[] => {
  checkStarted(importId, state);
  const { status } = state;
  if (status === 'cancelling' || status === 'cancelled') return [];
  if (status !== 'running') return refuse('import_not_running', { importId, state: status });
  return [{ type: 'ImportCancellationRequested', data: { importId } }];
};

const completeImport = (
  { data: { importId } }: CompleteImport,
  state: ImportState,
): readonly ImportEvent[] => {
  checkStarted(importId, state);
  const { status, counts } = state;
  if (status === 'completed' || status === 'cancelled') return [];
  if (!isOpen(state)) return refuse('import_ended', { importId });
  const type = status === 'cancelling' ? 'ImportCancelled' : 'ImportCompleted';
  return [{ type, data: { importId, counts } }];
};

const failImport = (
  { data: { importId, code } }: FailImport,
  state: ImportState,
): readonly ImportEvent[] => {
  checkStarted(importId, state);
  if (state.status === 'failed') return [];
  if (!isOpen(state)) return refuse('import_ended', { importId });
  return [{ type: 'ImportFailed', data: { importId, code } }];
};

/** Whether rows may still be reported. */
const isOpen = ({ status }: ImportState): boolean =>
  status === 'running' || status === 'cancelling';

const checkStarted = (importId: string, { status }: ImportState): void =>
  status === 'none' ? refuse('import_not_found', { importId }) : undefined;

const isInOrder = (rows: readonly ReportedRow[]): boolean =>
  rows.every(({ row }, index) => index === 0 || row > (rows[index - 1]?.row ?? 0));
