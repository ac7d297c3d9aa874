import type { CallerRole } from '@ledger/http/auth/caller.js';

/** A request that records something: who sends it, about what, and what would be another request. */
export interface Ask {
  readonly as: readonly [org: string, ...roles: CallerRole[]];
  readonly things?: Readonly<Record<string, string>>;
  readonly body?: object;
  readonly other?: object;
}

/** Sends a request several times under one key; answers the id of what it made. */
export type Once = (name: string, ask: Ask) => Promise<string>;
