import type { ImportCommand } from '@ledger/domain/import/import.decider.js';
import type { ImportEvent } from '@ledger/domain/import/import.events.js';
import type { ImportState } from '@ledger/domain/import/import.state.js';
import type { Handle } from '@ledger/event-store/command-handler.js';

/** Injection token of the function that runs commands on `import-` streams. */
export const HANDLE_IMPORT = Symbol('HandleImport');

export type HandleImport = Handle<ImportCommand, ImportEvent, ImportState>;

/** Name of the projection that shows how far an import has come. */
export const importProgress = 'asset-import-progress';
