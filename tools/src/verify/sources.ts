import pg from 'pg';
import { type StoredSums, sumsQuery } from './accounts.js';
import { canonical } from './canonical.js';
import type { LoggedEvent, ReadEvent } from './event.js';
import type { ServedEvents } from './eventstoredb-source.js';

/** What the sealer stored. */
export interface Stored {
  readonly checkpoints: readonly {
    readonly size: number;
    readonly note: string;
  }[];
  readonly keys: readonly string[];
  /** By `level/index`. */
  readonly tiles: ReadonlyMap<string, Buffer>;
  readonly leafTiles: readonly {
    readonly index: number;
    readonly positions: readonly number[];
    readonly entries: Buffer;
  }[];
  /** Pages of the state map by the hex of their name. */
  readonly pages: ReadonlyMap<string, Buffer>;
  /** How many events are sealed, and as of how many the pages are. */
  readonly size: number;
  readonly pagesSize: number;
}

/** Where nothing but what was signed is at hand. */
export const nothingDerived = {
  tiles: new Map<string, Buffer>(),
  leafTiles: [],
  pages: new Map<string, Buffer>(),
  size: 0,
  pagesSize: 0,
} as const satisfies Partial<Stored>;

export interface Source {
  events(): AsyncIterable<ReadEvent>;
  /** What is kept of an origin, in an export what was signed only; nothing where it never sealed. */
  stored(origin: string): Promise<Stored | undefined>;
  /** The sums that reports are made of; nothing in an export. */
  sums(): Promise<StoredSums | undefined>;
  close(): Promise<void>;
}

const pageRows = 5_000;

const eventRows = `
  SELECT e.position::text, stream, version, id::text, type, schema_version AS "schemaVersion",
    to_char(recorded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS "recordedAt",
    data::text, metadata::text, encode(salt, 'hex') AS salt,
    encode(confidential_salt, 'hex') AS "confidentialSalt",
    encode(previous_digest, 'hex') AS "previousDigest"
  FROM ledger.event AS e WHERE e.position > $1 ORDER BY e.position LIMIT ${pageRows}`;

type Texts = Readonly<Record<string, string>>;

/** A database, as it stood at one moment; the events come from elsewhere where they are told. */
export const databaseSource = async (url: string, served?: ServedEvents): Promise<Source> => {
  const client = new pg.Client({ connectionString: url, application_name: 'ledger verify' });
  await client.connect();
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  await client.query("SET LOCAL statement_timeout = '10min'");
  return {
    events: () => served?.events() ?? eventsOf(client),
    stored: (origin) => storedIn(client, origin),
    sums: () => sumsIn(client),
    close: async () => {
      served?.close();
      await client.end();
    },
  };
};

/** As of where the read model stands in the same snapshot; nothing where there is none yet. */
const sumsIn = async (client: pg.Client): Promise<StoredSums | undefined> => {
  const there = await client.query<{ there: boolean }>(
    "SELECT to_regclass('read.posting_sum') IS NOT NULL AS there",
  );
  if (there.rows[0]?.there !== true) return undefined;
  const { rows: places } = await client.query<{ position: string }>(
    "SELECT position FROM read.checkpoint WHERE name = 'posting'",
  );
  const { rows } = await client.query<{ key: string; sum: string }>(sumsQuery);
  return {
    through: Number(places[0]?.position ?? 0),
    sums: new Map(rows.map(({ key, sum }) => [key, sum])),
  };
};

async function* eventsOf(client: pg.Client): AsyncIterable<ReadEvent> {
  // Not from 0: what somebody put before the first event is read with its stream, so it counts.
  for (let after = `${-(2n ** 63n)}`; ;) {
    const { rows } = await client.query<Texts>(eventRows, [after]);
    for (const row of rows) yield readEvent(row);
    const last = rows.at(-1)?.['position'];
    if (last === undefined) return;
    after = last;
  }
}

const readEvent = (row: Texts): ReadEvent => {
  const { position, data = '', metadata = '', confidentialSalt, ...rest } = row;
  const event = {
    ...(rest as unknown as LoggedEvent),
    position: Number(position),
    data: JSON.parse(data) as LoggedEvent['data'],
    metadata: JSON.parse(metadata) as LoggedEvent['metadata'],
    ...(confidentialSalt === null ? {} : { confidentialSalt }),
  } as LoggedEvent;
  return { event, isCanonical: isWritten(event, data, metadata) };
};

/** Whether the JSON is as an appender writes it, and there is no salt without its secret. */
const isWritten = (event: LoggedEvent, data: string, metadata: string): boolean => {
  const hasSecret = event.data['confidential'] !== undefined;
  if (hasSecret !== (event.confidentialSalt !== undefined)) return false;
  try {
    return canonical(event.data) === data && canonical(event.metadata) === metadata;
  } catch {
    return false;
  }
};

const storedIn = async (client: pg.Client, origin: string): Promise<Stored | undefined> => {
  const rows = async <Row extends pg.QueryResultRow>(
    text: string,
    values: readonly unknown[] = [],
  ): Promise<readonly Row[]> => (await client.query<Row>(text, [...values])).rows;
  const [there] = await rows<Texts>(
    `SELECT o.number, p.size, p.round, p.round_size,
       o.number = (SELECT max(number) FROM evidence.origin) AS "isPresent"
     FROM evidence.origin AS o
     LEFT JOIN evidence.progress AS p ON p.origin = o.number WHERE o.name = $1`,
    [origin],
  );
  if (there === undefined) {
    const others = await rows('SELECT FROM evidence.origin');
    // Where others were sealed, this one is missed; a log moved without its checkpoints has none.
    return others.length === 0 ? undefined : { ...nothingDerived, checkpoints: [], keys: [] };
  }
  const number = [there['number']];
  const checkpoints = await rows<{ size: string; note: string }>(
    'SELECT size, note FROM evidence.checkpoint WHERE origin = $1 ORDER BY size',
    number,
  );
  const keys = await rows<Texts>('SELECT verifier FROM evidence.key WHERE origin = $1', number);
  const about = {
    checkpoints: checkpoints.map(({ size, note }) => ({
      size: Number(size),
      note,
    })),
    keys: keys.map(({ verifier = '' }) => verifier),
    size: Number(there['size'] ?? 0),
    pagesSize: Number(there['round_size'] ?? 0),
  };
  // The tables are of the log's present name. Where nothing says how far they go, nothing is in them.
  if (!there['isPresent']) return { ...about, ...nothingDerived };
  const tiles = await rows<{ level: number; index: string; bytes: Buffer }>(
    'SELECT level, index, bytes FROM evidence.tile',
  );
  const leafTiles = await rows<{ index: string; positions: Buffer; entries: Buffer }>(
    'SELECT index, positions, entries FROM evidence.leaf_tile ORDER BY index',
  );
  const pages = await rows<{ name: Buffer; bytes: Buffer }>(
    `SELECT DISTINCT ON (name) name, bytes FROM evidence.page WHERE round <= $1
     ORDER BY name, round DESC`,
    [there['round'] ?? Number.MAX_SAFE_INTEGER],
  );
  return {
    ...about,
    tiles: new Map(tiles.map(({ level, index, bytes }) => [`${level}/${index}`, bytes])),
    leafTiles: leafTiles.map(({ index, positions, entries }) => ({
      index: Number(index),
      positions: positionsOf(positions),
      entries,
    })),
    pages: new Map(pages.map(({ name, bytes }) => [name.toString('hex'), bytes])),
  };
};

/** What is left over behind the last whole one counts as one that no event has. */
const positionsOf = (bytes: Buffer): readonly number[] =>
  Array.from({ length: Math.ceil(bytes.length / 8) }, (_, at) =>
    at * 8 + 8 <= bytes.length ? Number(bytes.readBigUInt64BE(at * 8)) : Number.NaN,
  );
