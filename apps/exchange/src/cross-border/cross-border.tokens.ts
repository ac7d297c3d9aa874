import type { ExportCommand } from '@ledger/domain/cross-border/cross-border.decider.js';
import type { ExportEvent } from '@ledger/domain/cross-border/cross-border.events.js';
import type { ExportYear } from '@ledger/domain/cross-border/cross-border.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';

export const HANDLE_EXPORT = Symbol('HandleExport');
export type HandleExport = Handle<ExportCommand, ExportEvent, ExportYear>;

/** A year as it stands in the log (linearizable). */
export const LOAD_EXPORT = Symbol('LoadExport');
export type LoadExport = (stream: string) => Promise<Loaded<ExportYear>>;
