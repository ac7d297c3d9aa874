import type { Actor } from '@ledger/domain/decider.js';

/** Where a request came from and how it may be repeated; made by the edge or by a process. */
export interface CommandContext {
  readonly actor: Actor;
  /** In which register the actor's organisation is named; absent: by its USCC. Not recorded. */
  readonly register?: 'lei' | 'foreign';
  readonly correlationId: string;
  readonly causationId?: string;
  /** Calendar date from which the fact counts; today in Asia/Shanghai when absent. */
  readonly effectiveOn?: string;
  /** The version the caller saw; another one is `StaleVersion` (HTTP 412). */
  readonly ifMatch?: number;
  readonly idempotency?: Idempotency;
}

/** A repeatable request: scope and key give the event ids, the fingerprint tells another body. */
export interface Idempotency {
  /** Caller, route and target, joined: two callers may use the same key. */
  readonly scope: string;
  readonly key: string;
  /** SHA-256 (hex) of target and canonical body. */
  readonly fingerprint: string;
}
