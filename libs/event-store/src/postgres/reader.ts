import pg from 'pg';
import type { RecordedEvent } from '../event.js';
import type { Batch, EventFilter } from '../event-log.js';
import { textArray } from './binary-array.js';
import { connectionConfig, runOn, persistently } from './connection.js';
import { eventColumns, eventOfRow } from './event-row.js';
import { LogClient } from './log-client.js';
import { type Run, StreamReads } from './stream-reads.js';
import type { Row, Statement, Take, Value } from './text-query.js';

/** Positions looked through by one statement of a filtered page. */
const scannedMax = 5_000;

const columns = eventColumns.map((column) => `e.${column}`).join(', ');

const readById: Statement = {
  name: 'read_by_id',
  text: `SELECT ${columns} FROM ledger.event AS e WHERE e.id = $1`,
};

const readPage: Statement = {
  name: 'read_page',
  text: `SELECT ${columns} FROM ledger.event AS e
    WHERE e.position > $1 ORDER BY e.position LIMIT $2`,
};

/** The column behind an event's says how far the log goes within the part looked through. */
const readFiltered: Statement = {
  name: 'read_filtered',
  text: `SELECT e.*, scanned.through FROM (
      SELECT max(h.position) AS through FROM ledger.event AS h
      WHERE h.position > $1 AND h.position <= $1::bigint + ${scannedMax}
    ) AS scanned
    LEFT JOIN LATERAL (
      SELECT ${columns} FROM ledger.event AS e
      WHERE e.position > $1 AND e.position <= scanned.through
        AND ($3::text[] IS NULL OR split_part(e.stream, '-', 1) = ANY ($3::text[]))
        AND ($4::text[] IS NULL OR e.type = ANY ($4::text[]))
      ORDER BY e.position LIMIT $2
    ) AS e ON true
    ORDER BY e.position`,
};

const dataAt = eventColumns.indexOf('data');

interface SizedEvent {
  readonly event: RecordedEvent;
  /** Characters of data and metadata: all else of an event is small. */
  readonly size: number;
}

const sizedEventOfRow = (row: Row): SizedEvent => ({
  event: eventOfRow(row),
  size: (row[dataAt]?.length ?? 0) + (row[dataAt + 1]?.length ?? 0),
});

const sizeOf = (events: readonly SizedEvent[]): number =>
  events.reduce((sum, { size }) => sum + size, 0);

/** An event of a filtered page, if any, and how far the page looked. */
const filteredOfRow = (row: Row): { found: readonly SizedEvent[]; through: string | null } => ({
  found: row[0] === null ? [] : [sizedEventOfRow(row)],
  through: row[eventColumns.length] ?? null,
});

const versionMax = 2_147_483_647;

/** Reads events over a few connections. Throws `LogUnavailable` when trying again does not help. */
export class Reader {
  private readonly pool: pg.Pool;
  private readonly streams: StreamReads;

  constructor(url: string, connectionsMax: number) {
    const config = connectionConfig(url, 'ledger log reader');
    this.pool = new pg.Pool({ ...config, Client: LogClient, max: connectionsMax });
    // A lost connection fails the statement it was running; an idle one is replaced when needed.
    this.pool.on('error', () => undefined);
    this.pool.on('connect', (client) => client.on('error', () => undefined));
    const run: Run = (statement, values, take) => this.rows(statement, values, take);
    this.streams = new StreamReads(run, connectionsMax);
  }

  stream(stream: string, from: number, upTo: number): Promise<readonly RecordedEvent[]> {
    return this.streams.read(stream, Math.max(from, 1), Math.min(Math.max(upTo, 0), versionMax));
  }

  async byId(id: string): Promise<RecordedEvent | undefined> {
    const [event] = await this.rows(readById, [id], eventOfRow);
    return event;
  }

  async page(after: number, limit: number): Promise<Batch> {
    const sized = await this.rows(readPage, [after, limit], sizedEventOfRow);
    const events = sized.map(({ event }) => event);
    return { events, through: events.at(-1)?.position ?? after, size: sizeOf(sized) };
  }

  /** The page that a filter asks for. */
  pageOf(after: number, limit: number, filter: EventFilter): Promise<Batch> {
    const isAll = filter.categories === undefined && filter.types === undefined;
    return isAll ? this.page(after, limit) : this.filtered(after, limit, filter);
  }

  /** A page of what is wanted, out of a bounded part of the log; empty where nothing matched. */
  async filtered(after: number, limit: number, { categories, types }: EventFilter): Promise<Batch> {
    const wanted = [categories, types].map((names) => (names ? textArray(names) : null));
    const rows = await this.rows(readFiltered, [after, limit, ...wanted], filteredOfRow);
    const sized = rows.flatMap(({ found }) => found);
    const events = sized.map(({ event }) => event);
    const last = events.at(-1)?.position ?? after;
    const through = Number(rows[0]?.through ?? after);
    return { events, through: events.length === limit ? last : through, size: sizeOf(sized) };
  }

  async rows<T>(
    statement: Statement,
    values: readonly Value[],
    take: Take<T>,
  ): Promise<readonly T[]> {
    return persistently(async () => {
      const client = await this.pool.connect();
      try {
        const taken = await runOn(client, statement, values, take);
        client.release();
        return taken;
      } catch (error) {
        client.release(true);
        throw error;
      }
    });
  }

  close(): Promise<void> {
    return this.pool.end();
  }
}
