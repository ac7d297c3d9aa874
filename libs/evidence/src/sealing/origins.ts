import type { DataSource, EntityManager } from 'typeorm';
import * as tables from './evidence-tables.js';
import { sealingName } from './sealing.js';

/** The name of an origin is taken, or cannot stand in a checkpoint. */
export class BadOrigin extends Error {
  constructor(readonly origin: string) {
    super(`"${origin}" cannot be the origin of a new log: it has been used, or has spaces or "+".`);
    this.name = 'BadOrigin';
  }
}

export interface NewOrigin {
  readonly name: string;
  /** Why the log does not go on under its name, for whoever compares the two later. */
  readonly reason: string;
  /** Random token of the person. */
  readonly startedBy: string;
}

/** The line of a checkpoint and the name of its key: no spaces, no plus (c2sp.org/signed-note). */
export const originPattern = /^[^\s+]{1,200}$/u;

/**
 * Lets the log be sealed anew from its first event under another name, after it lost events. What
 * was signed under the old name stays. Throws `BadOrigin`.
 */
export const startOrigin = (
  dataSource: DataSource,
  { name, reason, startedBy }: NewOrigin,
): Promise<number> =>
  dataSource.transaction(async (manager) => {
    if (!originPattern.test(name)) throw new BadOrigin(name);
    const [row] = await manager.query<{ number: number }[]>(
      `INSERT INTO evidence.origin (number, name, reason, started_by)
       SELECT coalesce(max(number), 0) + 1, $1, $2, $3 FROM evidence.origin
       ON CONFLICT DO NOTHING RETURNING number`,
      [name, reason, startedBy],
    );
    if (row === undefined) throw new BadOrigin(name);
    await restart(manager);
    return row.number;
  });

/**
 * Makes tiles and state map again from the log under the same origin; what comes out is held
 * against the latest checkpoint before anything is signed.
 */
export const rebuildEvidence = (dataSource: DataSource): Promise<void> =>
  dataSource.transaction(restart);

/**
 * Whoever seals now finds himself deposed and starts over; a failure is forgotten. The checkpoint
 * comes first, as it does where sealing goes on: who took the tables first would wait for a sealer
 * that waits for them.
 */
const restart = async (manager: EntityManager): Promise<void> => {
  await manager.query(
    `INSERT INTO read.checkpoint AS c (name, epoch) VALUES ($1, 1)
     ON CONFLICT (name) DO UPDATE
     SET epoch = c.epoch + 1, position = 0, failure = NULL, updated_at = now()`,
    [sealingName],
  );
  await tables.clearDerived(manager);
};
