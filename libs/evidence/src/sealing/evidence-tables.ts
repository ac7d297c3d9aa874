import { bytesArray } from '@ledger/event-store/postgres/binary-array.js';
import type { EntityManager } from 'typeorm';
import type { TileBytes } from '../growing-tree.js';
import type { LeafTile } from '../sealer.js';
import { Page } from '../state-page.js';
import { positionsBytes, positionsOf } from './positions.js';

/** The schema `evidence`, statement by statement: a name under which the log signs; only the latest one goes on. */
export interface Origin {
  readonly number: number;
  readonly name: string;
}

/** How far the tables have come. */
export interface Progress {
  readonly origin: number;
  readonly size: number;
  readonly position: number;
  readonly stateRoot: Buffer;
  /** The last complete round of state pages, and how far the log was when it began. */
  readonly round: number;
  readonly roundSize: number;
  readonly roundPosition: number;
}

type Texts<T> = { [K in keyof T]: string };

/** Pages written by one statement. */
const pagesMax = 500;

export const latestOrigin = async (db: EntityManager): Promise<Origin | undefined> => {
  const [row] = await db.query<Origin[]>(
    'SELECT number, name FROM evidence.origin ORDER BY number DESC LIMIT 1',
  );
  return row;
};

export const originNamed = async (db: EntityManager, name: string): Promise<number> => {
  const [row] = await db.query<{ number: number }[]>(
    'SELECT number FROM evidence.origin WHERE name = $1',
    [name],
  );
  if (row === undefined) throw new Error(`There is no origin ${name}.`);
  return row.number;
};

/** The first origin of a log; whoever comes second finds the one that is there. */
export const firstOrigin = async (db: EntityManager, name: string): Promise<Origin> => {
  await db.query(
    `INSERT INTO evidence.origin (number, name, reason, started_by)
     VALUES (1, $1, 'The log begins.', 'system') ON CONFLICT DO NOTHING`,
    [name],
  );
  return (await latestOrigin(db)) as Origin;
};

export const readProgress = async (db: EntityManager): Promise<Progress | undefined> => {
  const [row] = await db.query<(Texts<Progress> & { stateRoot: Buffer })[]>(
    `SELECT origin, size, position, state_root AS "stateRoot", round,
       round_size AS "roundSize", round_position AS "roundPosition" FROM evidence.progress`,
  );
  if (row === undefined) return undefined;
  const { stateRoot, ...texts } = row;
  const numbers = Object.entries(texts).map(([name, text]) => [name, Number(text)]);
  return { ...(Object.fromEntries(numbers) as Omit<Progress, 'stateRoot'>), stateRoot };
};

export const writeProgress = (db: EntityManager, progress: Progress): Promise<unknown> => {
  const { origin, size, position, stateRoot, round, roundSize, roundPosition } = progress;
  return db.query(
    `INSERT INTO evidence.progress
       (origin, size, position, state_root, round, round_size, round_position)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (only_one) DO UPDATE SET origin = EXCLUDED.origin, size = EXCLUDED.size,
       position = EXCLUDED.position, state_root = EXCLUDED.state_root, round = EXCLUDED.round,
       round_size = EXCLUDED.round_size, round_position = EXCLUDED.round_position`,
    [origin, size, position, stateRoot, round, roundSize, roundPosition],
  );
};

/** Empties what is made from the log; what was signed stays. */
export const clearDerived = (db: EntityManager): Promise<unknown> =>
  db.query('TRUNCATE evidence.tile, evidence.leaf_tile, evidence.page, evidence.progress');

export const readTiles = async (
  db: EntityManager,
  places: readonly { readonly level: number; readonly index: number }[],
): Promise<readonly { level: number; index: number; bytes: Buffer }[]> => {
  if (places.length === 0) return [];
  const rows = await db.query<{ level: number; index: string; bytes: Buffer }[]>(
    `SELECT t.level, t.index, t.bytes FROM unnest($1::smallint[], $2::bigint[]) AS p(level, index)
     JOIN evidence.tile AS t ON t.level = p.level AND t.index = p.index`,
    [places.map(({ level }) => level), places.map(({ index }) => index)],
  );
  return rows.map((row) => ({ ...row, index: Number(row.index) }));
};

export const writeTiles = async (db: EntityManager, tiles: readonly TileBytes[]): Promise<void> => {
  if (tiles.length === 0) return;
  await db.query(
    `INSERT INTO evidence.tile (level, index, bytes)
     SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, index) DO UPDATE SET bytes = EXCLUDED.bytes`,
    [
      tiles.map(({ level }) => level),
      tiles.map(({ index }) => index),
      bytesArray(tiles.map(({ bytes }) => bytes)),
    ],
  );
};

export const readLeafTile = async (
  db: EntityManager,
  index: number,
): Promise<LeafTile | undefined> => {
  const [row] = await db.query<{ positions: Buffer; entries: Buffer }[]>(
    'SELECT positions, entries FROM evidence.leaf_tile WHERE index = $1',
    [index],
  );
  return row && { index, positions: positionsOf(row.positions), entries: row.entries };
};

/** The leaf tile in which an event at a position would be. */
export const leafTileOf = async (
  db: EntityManager,
  position: number,
): Promise<LeafTile | undefined> => {
  const [row] = await db.query<{ index: string }[]>(
    `SELECT index FROM evidence.leaf_tile WHERE first_position <= $1
     ORDER BY first_position DESC LIMIT 1`,
    [position],
  );
  return row && readLeafTile(db, Number(row.index));
};

/** The same of many positions; a position before the first tile has none. */
export const leafTilesOf = async (
  db: EntityManager,
  positions: readonly number[],
): Promise<ReadonlyMap<number, LeafTile>> => {
  const rows = await db.query<
    { position: string; index: string; positions: Buffer; entries: Buffer }[]
  >(
    `SELECT p.position, t.index, t.positions, t.entries
     FROM unnest($1::bigint[]) AS p (position) CROSS JOIN LATERAL (
       SELECT * FROM evidence.leaf_tile WHERE first_position <= p.position
       ORDER BY first_position DESC LIMIT 1
     ) AS t`,
    [positions],
  );
  return new Map(
    rows.map(({ position, index, positions: known, entries }) => [
      Number(position),
      { index: Number(index), positions: positionsOf(known), entries },
    ]),
  );
};

export const writeLeafTiles = async (
  db: EntityManager,
  tiles: readonly LeafTile[],
): Promise<void> => {
  if (tiles.length === 0) return;
  await db.query(
    `INSERT INTO evidence.leaf_tile (index, first_position, positions, entries)
     SELECT * FROM unnest($1::bigint[], $2::bigint[], $3::bytea[], $4::bytea[])
     ON CONFLICT (index) DO UPDATE
     SET positions = EXCLUDED.positions, entries = EXCLUDED.entries`,
    [
      tiles.map(({ index }) => index),
      tiles.map(({ positions }) => positions[0]),
      bytesArray(tiles.map(({ positions }) => positionsBytes(positions))),
      bytesArray(tiles.map(({ entries }) => entries)),
    ],
  );
};

/** Pages as of a round, or as last written. Throws when one is not to be read. */
export const readPages = async (
  db: EntityManager,
  names: readonly string[],
  round?: number,
): Promise<ReadonlyMap<string, Page>> => {
  const rows = await db.query<{ name: Buffer; bytes: Buffer }[]>(
    `SELECT DISTINCT ON (p.name) p.name, p.bytes FROM evidence.page AS p
     WHERE p.name = ANY ($1::bytea[]) AND p.round <= $2 ORDER BY p.name, p.round DESC`,
    [bytesArray(names.map((name) => Buffer.from(name, 'hex'))), round ?? Number.MAX_SAFE_INTEGER],
  );
  return new Map(rows.map(({ name, bytes }) => [name.toString('hex'), Page.decode(bytes)]));
};

/** Writes pages of a round that is not complete yet. */
export const writePages = async (
  db: EntityManager,
  round: number,
  pages: ReadonlyMap<string, Buffer>,
): Promise<void> => {
  const all = [...pages];
  for (let from = 0; from < all.length; from += pagesMax) {
    const part = all.slice(from, from + pagesMax);
    await db.query(
      `INSERT INTO evidence.page (name, round, bytes)
       SELECT name, $1, bytes FROM unnest($2::bytea[], $3::bytea[]) AS page(name, bytes)`,
      [
        round,
        bytesArray(part.map(([name]) => Buffer.from(name, 'hex'))),
        bytesArray(part.map(([, bytes]) => bytes)),
      ],
    );
  }
};

/** A page and the complete round since which its older rows are of no more use. */
export interface Replaced {
  readonly name: string;
  readonly round: number;
}

export const removeReplaced = async (
  db: EntityManager,
  replaced: readonly Replaced[],
): Promise<void> => {
  if (replaced.length === 0) return;
  await db.query(
    `DELETE FROM evidence.page AS p USING unnest($1::bytea[], $2::bigint[]) AS r(name, round)
     WHERE p.name = r.name AND p.round < r.round`,
    [
      bytesArray(replaced.map(({ name }) => Buffer.from(name, 'hex'))),
      replaced.map(({ round }) => round),
    ],
  );
};

/** Removes pages of a round that was interrupted. */
export const removeInterrupted = (db: EntityManager, round: number): Promise<unknown> =>
  db.query('DELETE FROM evidence.page WHERE round > $1', [round]);

/** The note of a checkpoint; of the largest one when no size is given. */
export const readCheckpoint = async (
  db: EntityManager,
  origin: number,
  size?: number,
): Promise<string | undefined> => {
  const [row] = await db.query<{ note: string }[]>(
    `SELECT note FROM evidence.checkpoint WHERE origin = $1 AND size = coalesce($2, size)
     ORDER BY size DESC LIMIT 1`,
    [origin, size ?? null],
  );
  return row?.note;
};

export const writeCosignature = (
  db: EntityManager,
  place: { readonly origin: number; readonly size: number },
  { witness, line }: { readonly witness: string; readonly line: string },
): Promise<unknown> =>
  db.query(
    `INSERT INTO evidence.cosignature (origin, size, witness, line) VALUES ($1, $2, $3, $4)
     ON CONFLICT DO NOTHING`,
    [place.origin, place.size, witness, line],
  );

/** A signed checkpoint to be kept, and the keys that signed it. */
export interface SignedCheckpoint {
  readonly origin: number;
  readonly size: number;
  readonly note: string;
  readonly verifiers: readonly string[];
}

export const writeCheckpoint = async (
  db: EntityManager,
  { origin, size, note, verifiers }: SignedCheckpoint,
): Promise<void> => {
  await db.query('INSERT INTO evidence.checkpoint (origin, size, note) VALUES ($1, $2, $3)', [
    origin,
    size,
    note,
  ]);
  await db.query(
    `INSERT INTO evidence.key (origin, verifier, from_size)
     SELECT $1, verifier, $2 FROM unnest($3::text[]) AS verifier
     ON CONFLICT (verifier) DO NOTHING`,
    [origin, size, verifiers],
  );
};
