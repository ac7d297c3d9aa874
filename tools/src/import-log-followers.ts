import { exchange } from '@ledger/exchange/exchange.js';
import type { LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import { Places } from '@ledger/event-store/transfer/places.js';
import { registry } from '@ledger/registry/registry.js';

/** Runs one statement in the transaction that everything here belongs to. */
export type Query = <Row>(text: string, values?: readonly unknown[]) => Promise<readonly Row[]>;

/** The sealer keeps its place beside those of projections, and makes its tables anew as they do. */
const sealer = 'evidence';

/** Names of all projections. A class would tell its name only once it is made. */
const projectionNames = (): readonly string[] =>
  [registry, exchange]
    .flatMap(({ slices }) => slices)
    .flatMap(({ projections = [] }) => projections)
    .map((projection) => {
      if (typeof projection === 'object') return projection.name;
      throw new Error(`Projection ${String(projection)} does not tell its name.`);
    });

/** Followers whose tables are made anew from the log. */
const madeAnew = new Set<string>([sealer, ...projectionNames()]);

/** What has to be carried over from a file's header to the positions of another store. */
export const placesOf = ({ followers = [], parked = [] }: LogFileHeader): Places =>
  new Places([...followers, ...parked].map(({ position }) => position));

/**
 * Lets followers begin in another store. Projections and the sealer begin anew, for their rows name
 * positions of the store before. Processes go on behind the last event they dealt with; without a
 * place in the file they begin anew too, and find what they did in the streams.
 */
export const placeFollowers = async (
  query: Query,
  { followers = [], parked = [] }: LogFileHeader,
  places: Places,
): Promise<readonly string[]> => {
  await emptyDerivedTables(query);
  await query('DELETE FROM read.checkpoint');
  await query('DELETE FROM read.parked');
  const processes = followers.filter(({ name }) => !madeAnew.has(name));
  for (const { name, position } of processes) {
    await query('INSERT INTO read.checkpoint (name, position, epoch) VALUES ($1, $2, 1)', [
      name,
      places.of(position),
    ]);
  }
  for (const row of parked) {
    const moved = JSON.stringify({ ...row, position: places.of(row.position) });
    await query(
      'INSERT INTO read.parked SELECT * FROM jsonb_populate_record(NULL::read.parked, $1)',
      [moved],
    );
  }
  return processes.map(({ name }) => name);
};

/**
 * Lets every follower begin anew on the log that is there, which ends at `end`: the remedy when the
 * log was restored from a backup older than the read models. Of reactions put aside only those that
 * were given up stay, for they are not to be tried again.
 */
export const followersAnew = async (query: Query, end: number): Promise<void> => {
  await emptyDerivedTables(query);
  await query('DELETE FROM read.checkpoint');
  await query('DELETE FROM read.parked WHERE abandoned_at IS NULL OR position > $1', [end]);
};

/** What is derived from the log; signed checkpoints, which cannot be made again, are kept. */
const emptyDerivedTables = async (query: Query): Promise<void> => {
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname = 'read' AND tablename NOT IN ('checkpoint', 'parked')
       OR schemaname = 'evidence' AND tablename IN ('tile', 'leaf_tile', 'page', 'progress')`,
  );
  if (tables.length > 0) await query(`TRUNCATE ${tables.map(({ name }) => name).join(', ')}`);
};

/** Services that are connected to the database, by the names they connect under. */
export const runningServices = async (query: Query): Promise<readonly string[]> => {
  const rows = await query<{ name: string }>(
    `SELECT DISTINCT application_name AS name FROM pg_stat_activity
     WHERE datname = current_database() AND pid <> pg_backend_pid()
       AND application_name ~ '^ledger (registry|exchange|log writer|log listener)'`,
  );
  return rows.map(({ name }) => name);
};
