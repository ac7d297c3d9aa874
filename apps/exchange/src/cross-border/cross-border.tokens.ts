import type { ExportCommand } from '@ledger/domain/cross-border/cross-border.decider.js';
import type { ExportEvent } from '@ledger/domain/cross-border/cross-border.events.js';
import type { ExportYear } from '@ledger/domain/cross-border/cross-border.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

export const HANDLE_EXPORT = Symbol('HandleExport');
export type HandleExport = Handle<ExportCommand, ExportEvent, ExportYear>;
