export type { HandleTitle } from '@ledger/http/titles/title-door.js';

/** Injection token of the function that runs commands of routes on `title-` streams. */
export const HANDLE_TITLE = Symbol('HandleTitle');
