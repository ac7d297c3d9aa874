import type { EntityMetadata } from 'typeorm';
import type { Statements } from '../row-table.js';

/** Rows whose digests are compared as one; only where those differ each row is looked at. */
const chunkRows = 5_000;
/** Differing rows that are named; all are counted. */
const namedMax = 20;

/** A row that is not the same in the live table and in the rebuilt one. */
export interface Difference {
  readonly table: string;
  readonly key: string;
  /** `missing`: the live table lacks it; `surplus`: only the live table has it. */
  readonly kind: 'missing' | 'surplus' | 'differs';
  /** Columns that differ. */
  readonly columns: readonly string[];
}

export interface Comparison {
  readonly rows: number;
  readonly differences: number;
  /** The first of them. */
  readonly named: readonly Difference[];
}

/** One side: a table as a connection sees it. */
export interface Side {
  readonly db: Statements;
  /** Quoted, with its schema. */
  readonly path: string;
}

interface Chunk {
  readonly rows: number;
  readonly last: string | null;
  readonly digest: string | null;
}

/**
 * Compares two tables of one shape row by row, by the SHA-256 of each row with all it holds. Neither
 * side may move meanwhile: the live one is read in one snapshot.
 */
export const compareTables = async (
  metadata: EntityMetadata,
  live: Side,
  rebuilt: Side,
  signal: AbortSignal,
): Promise<Comparison> => {
  const [column] = metadata.primaryColumns;
  const key = `"${column!.databaseName}"`;
  const type = metadata.connection.driver.normalizeType(column!);
  const table = metadata.tableName;
  const found: Difference[] = [];
  const chunkAfter = (after: string | null): Promise<Chunk> => {
    const chunk = chunkOf(live, { key, type, after, upTo: null }, chunkRows);
    // Nobody waits for it while the chunk before is compared.
    chunk.catch(() => undefined);
    return chunk;
  };
  let [rows, differences, after, isEnd] = [0, 0, null as string | null, false];
  for (let next = chunkAfter(null); !isEnd && !signal.aborted;) {
    const one = await next;
    isEnd = one.rows < chunkRows;
    const range = { key, type, after, upTo: isEnd ? null : one.last };
    if (!isEnd) next = chunkAfter(one.last);
    const other = await chunkOf(rebuilt, range, null);
    rows += other.rows;
    if (one.rows !== other.rows || one.digest !== other.digest) {
      // A connection answers one question at a time; should it fail, the loop says so.
      await next.catch(() => undefined);
      const differing = await differingIn(live, rebuilt, range, namedMax - found.length);
      differences += differing.count;
      found.push(...differing.named.map((each) => ({ table, ...each })));
    }
    after = range.upTo;
  }
  return { rows, differences, named: found };
};

interface Range {
  readonly key: string;
  readonly type: string;
  /** Exclusive; null: from the first key. */
  readonly after: string | null;
  /** Inclusive; null: up to the last key. */
  readonly upTo: string | null;
}

const within = ({ key, type }: Range): string =>
  `($1::text IS NULL OR t.${key} > $1::text::${type})
   AND ($2::text IS NULL OR t.${key} <= $2::text::${type})`;

/** Of the row as the database sends it: type, length and bytes of each column, which no two rows share. */
const digest = 'sha256(record_send(t))';

/** So many rows of a range, or all of them, as one digest. */
const chunkOf = async (
  { db, path }: Side,
  range: Range,
  rowsMax: number | null,
): Promise<Chunk> => {
  const [chunk] = await db.query<Chunk[]>(
    `SELECT count(*)::integer AS rows, (array_agg(key ORDER BY key DESC))[1]::text AS last,
       encode(sha256(string_agg(digest, ''::bytea ORDER BY key)), 'hex') AS digest
     FROM (
       SELECT t.${range.key} AS key, ${digest} AS digest FROM ${path} AS t
       WHERE ${within(range)} ORDER BY t.${range.key} LIMIT $3
     ) AS r`,
    [range.after, range.upTo, rowsMax],
  );
  return chunk!;
};

interface Differing {
  readonly count: number;
  readonly named: readonly Omit<Difference, 'table'>[];
}

interface DifferingRow extends Pick<Difference, 'key' | 'kind'> {
  readonly count: number;
}

/** The rows that differ within a range: the live side's digests are handed to the other side. */
const differingIn = async (
  live: Side,
  rebuilt: Side,
  range: Range,
  room: number,
): Promise<Differing> => {
  const [given] = await live.db.query<{ keys: string[]; digests: string[] }[]>(
    `SELECT coalesce(array_agg(t.${range.key}::text), '{}') AS keys,
       coalesce(array_agg(encode(${digest}, 'hex')), '{}') AS digests
     FROM ${live.path} AS t WHERE ${within(range)}`,
    [range.after, range.upTo],
  );
  const rows = await rebuilt.db.query<DifferingRow[]>(
    `SELECT coalesce(l.key, r.key) AS key, (count(*) OVER ())::integer AS count,
       CASE WHEN l.key IS NULL THEN 'missing' WHEN r.key IS NULL THEN 'surplus' ELSE 'differs' END
         AS kind
     FROM unnest($3::text[], $4::text[]) AS l (key, digest)
     FULL JOIN (
       SELECT t.${range.key}::text AS key, encode(${digest}, 'hex') AS digest
       FROM ${rebuilt.path} AS t WHERE ${within(range)}
     ) AS r ON r.key = l.key
     WHERE l.digest IS DISTINCT FROM r.digest ORDER BY 1 LIMIT $5`,
    [range.after, range.upTo, given!.keys, given!.digests, Math.max(room, 1)],
  );
  const count = rows[0]?.count ?? 0;
  const named = rows.slice(0, room);
  return { count, named: await withColumns(live, rebuilt, range, named) };
};

const withColumns = async (
  live: Side,
  rebuilt: Side,
  range: Range,
  rows: readonly DifferingRow[],
): Promise<Differing['named']> => {
  const keys = rows.flatMap(({ key, kind }) => (kind === 'differs' ? [key] : []));
  const [one, other] = [await cellsOf(live, range, keys), await cellsOf(rebuilt, range, keys)];
  return rows.map(({ key, kind }) => {
    const [was, is] = [one.get(key) ?? {}, other.get(key) ?? {}];
    return { key, kind, columns: Object.keys(was).filter((name) => was[name] !== is[name]) };
  });
};

/** Each column of some rows as text. */
const cellsOf = async (
  { db, path }: Side,
  { key, type }: Range,
  keys: readonly string[],
): Promise<ReadonlyMap<string, Readonly<Record<string, string | null>>>> => {
  if (keys.length === 0) return new Map();
  const rows = await db.query<{ key: string; cells: Record<string, string | null> }[]>(
    `SELECT t.${key}::text AS key,
       (SELECT jsonb_object_agg(c.name, c.value) FROM jsonb_each_text(to_jsonb(t)) AS c (name, value))
         AS cells
     FROM ${path} AS t WHERE t.${key} = ANY ($1::text[]::${type}[])`,
    [keys],
  );
  return new Map(rows.map((row) => [row.key, row.cells]));
};
