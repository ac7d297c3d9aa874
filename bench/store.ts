import { newId } from '@ledger/event-store/ids.js';
import type { BenchDatabase } from './database.js';

/**
 * The log of this repository, another event store, a yardstick for appends, or a peer set otherwise than
 * it comes: that is read beside the others, and no target is held against it.
 */
export type Role = 'ours' | 'peer' | 'yardstick' | 'variant';

/** What is measured. */
export interface Store {
  readonly name: string;
  readonly role: Role;
  /** Whether the database must hold our migrations; the others bring their own tables. */
  readonly isMigrated?: boolean;
  /** Makes the store ready in a fresh database, with at most that many connections. */
  open(database: BenchDatabase, connections: number): Promise<OpenStore>;
}

/** A store that is ready to be measured. What it cannot do it leaves out. */
export interface OpenStore {
  /** Appends one event to a new stream, expecting none there. */
  append(): Promise<unknown>;
  /** Appends one event to one stream that all share; answers how often it lost and came again. */
  appendHot?(): Promise<number>;
  /** Writes streams of several events each, as fast as it can; `read` takes the same names. */
  seed?(streams: readonly string[], events: number): Promise<void>;
  /** Reads one stream whole; answers how many events it had. */
  read?(stream: string): Promise<number>;
  /** Reads every event in the order of the log, a thousand at once; answers how many. */
  readAll?(): Promise<number>;
  close(): Promise<void>;
}

/** Events per page of a catch-up read. */
export const pageEvents = 1_000;

/** What one event says, about what a right granted does; the same for every store. */
export interface Payload {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
  readonly metadata: Record<string, unknown>;
}

export const payload = (): Payload => ({
  id: newId(),
  type: 'RightGranted',
  data: {
    assetId: newId(),
    holdingId: newId(),
    grantee: newId(),
    right: 'processing',
    scope: { purposes: ['risk', 'statistics'], territory: ['CN'], sublicensing: 'none' },
    validFrom: '2026-11-21',
    validUntil: '2027-11-20',
    remarks: '仅限贷前风险评估与统计分析使用，不得转授权。'.repeat(3),
    fee: { amount: '1250000.00', currency: 'CNY' },
  },
  metadata: {
    effectiveOn: '2026-11-21',
    actor: { person: 'token-8fd1', partyId: newId(), role: 'manager' },
    correlationId: newId(),
  },
});

/** Does something for every item, a few at once. */
export const forAll = async <T>(
  items: readonly T[],
  atOnce: number,
  work: (item: T) => Promise<unknown>,
): Promise<void> => {
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let item = items[next++]; item !== undefined; item = items[next++]) await work(item);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
};

/** Tries until nobody else was faster; answers how often somebody was. */
export const insisting = async (
  attempt: () => Promise<unknown>,
  isConflict: (error: unknown) => boolean,
): Promise<number> => {
  for (let conflicts = 0; ; conflicts++) {
    try {
      await attempt();
      return conflicts;
    } catch (error) {
      if (!isConflict(error)) throw error;
    }
  }
};

export const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';

/** What Postgres says when a key is there already. */
export const uniqueViolation = '23505';
