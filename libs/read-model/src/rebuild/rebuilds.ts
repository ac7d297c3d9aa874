import type { DataSource } from 'typeorm';
import type { Statements } from '../row-table.js';

/**
 * Where a rebuild stands. `equal`: the live tables were found to be right, and stayed. `different`:
 * they were not, and stayed all the same. `interrupted`: its process is gone, the next one cleans up.
 */
export type RebuildState =
  | 'replaying'
  | 'comparing'
  | 'swapping'
  | 'swapped'
  | 'equal'
  | 'different'
  | 'cancelled'
  | 'failed'
  | 'interrupted';

export interface RebuildRow {
  readonly name: string;
  readonly state: RebuildState;
  /** Everything up to here is in the new tables. */
  readonly position: number;
  /** Where the live tables stood when it last looked. */
  readonly target: number;
  /** Events replayed. */
  readonly events: number;
  /** Rows that differed from the live ones; null while they have not been compared. */
  readonly differences: number | null;
  /** RFC 3339 UTC. */
  readonly beganAt: string;
  readonly updatedAt: string;
}

type Noted = Omit<RebuildRow, 'beganAt' | 'updatedAt'>;

const lockOf = (name: string) => `hashtextextended('ledger.rebuild ' || ${name}, 0)`;

/** Who rebuilds holds this lock, in a session that ends with its process. */
export const tryLock = async (db: Statements, name: string): Promise<boolean> => {
  const [row] = await db.query<{ taken: boolean }[]>(
    `SELECT pg_try_advisory_lock(${lockOf('$1')}) AS taken`,
    [name],
  );
  return row?.taken === true;
};

export const unlock = async (db: Statements, name: string): Promise<void> => {
  await db.query(`SELECT pg_advisory_unlock(${lockOf('$1')})`, [name]);
};

export const noteBegin = async (db: Statements, name: string): Promise<void> => {
  await db.query(
    `INSERT INTO read.rebuild (name, state, position, target, events)
     VALUES ($1, 'replaying', 0, 0, 0)
     ON CONFLICT (name) DO UPDATE SET state = 'replaying', position = 0, target = 0, events = 0,
       differences = NULL, began_at = now(), updated_at = now()`,
    [name],
  );
};

export const noteProgress = async (db: Statements, noted: Noted): Promise<void> => {
  const { name, state, position, target, events, differences } = noted;
  await db.query(
    `UPDATE read.rebuild SET state = $2, position = $3, target = $4, events = $5,
       differences = $6, updated_at = now() WHERE name = $1`,
    [name, state, position, target, events, differences],
  );
};

const underWay: readonly RebuildState[] = ['replaying', 'comparing', 'swapping'];

interface Row extends Omit<RebuildRow, 'position' | 'target' | 'events' | 'beganAt' | 'updatedAt'> {
  readonly position: string;
  readonly target: string;
  readonly events: string;
  readonly beganAt: Date;
  readonly updatedAt: Date;
  readonly isLocked: boolean;
}

/** The last rebuild of each projection, whichever process ran it. */
export const rebuilds = async (
  dataSource: DataSource,
): Promise<ReadonlyMap<string, RebuildRow>> => {
  const rows = await dataSource.query<Row[]>(
    `SELECT r.name, r.state, r.position, r.target, r.events, r.differences,
       r.began_at AS "beganAt", r.updated_at AS "updatedAt",
       EXISTS (
         SELECT FROM pg_locks AS l JOIN pg_database AS d ON d.oid = l.database
         WHERE l.locktype = 'advisory' AND l.objsubid = 1 AND d.datname = current_database()
           AND (l.classid::bigint << 32) | l.objid::bigint = ${lockOf('r.name')}
       ) AS "isLocked"
     FROM read.rebuild AS r`,
  );
  return new Map(rows.map((row) => [row.name, toRebuild(row)]));
};

const toRebuild = ({ isLocked, ...row }: Row): RebuildRow => ({
  ...row,
  state: underWay.includes(row.state) && !isLocked ? 'interrupted' : row.state,
  position: Number(row.position),
  target: Number(row.target),
  events: Number(row.events),
  beganAt: row.beganAt.toISOString(),
  updatedAt: row.updatedAt.toISOString(),
});
