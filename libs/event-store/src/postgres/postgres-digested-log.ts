import { eventDigest, isChained } from '../digest.js';
import {
  type DigestedBatch,
  type DigestedEvent,
  type DigestedLog,
  isSealed,
} from '../digested-log.js';
import type { ChainedEvent, NewEvent } from '../event.js';
import { Wake } from '../wake.js';
import { Channel } from './channel.js';
import type { Row, Statement } from './text-query.js';
import { instantOfColumn } from './event-row.js';
import { Reader } from './reader.js';

/** SHA-256 of a text, as hex. */
const hashOf = (salt: string, text: string): string =>
  `encode(sha256(${salt}convert_to(${text}, 'UTF8')), 'hex')`;

const content = hashOf(
  'e.salt || ',
  `'{"data":' || e.data::text || ',"metadata":' || e.metadata::text || '}'`,
);

/** Members as canonical JSON sorts them; `to_json` escapes a text as JSON.stringify does. */
const header = `'{"contentDigest":"' || ${content} || '","id":"' || e.id
  || '","previousDigest":"' || encode(e.previous_digest, 'hex')
  || '","schemaVersion":' || e.schema_version || ',"stream":' || to_json(e.stream)
  || ',"type":' || to_json(e.type) || ',"version":' || e.version || '}'`;

/**
 * The database hashes what it stores: JSON is kept as it was appended, canonical, so its text is
 * what the content's digest covers, and most of an event need not be sent. What has a confidential
 * part comes whole, for its digest replaces it.
 */
const readDigests: Statement = {
  name: 'read_digests',
  text: `SELECT e.position, e.stream, e.version, e.recorded_at, encode(e.previous_digest, 'hex'),
      CASE WHEN NOT c.is_there THEN ${hashOf('', header)} END,
      CASE WHEN c.is_there THEN json_build_object('id', e.id, 'type', e.type,
        'schemaVersion', e.schema_version, 'data', e.data, 'metadata', e.metadata,
        'salt', encode(e.salt, 'hex'), 'confidentialSalt', encode(e.confidential_salt, 'hex')) END
    FROM ledger.event AS e
    CROSS JOIN LATERAL (SELECT strpos(e.data::text, '"confidential":') > 0 AS is_there) AS c
    WHERE e.position > $1 ORDER BY e.position LIMIT $2`,
};

const readHead: Statement = {
  name: 'read_head',
  text: 'SELECT e.position FROM ledger.event AS e ORDER BY e.position DESC LIMIT 1',
};

/** The log in Postgres, read as digests; uses two connections. */
export class PostgresDigestedLog implements DigestedLog {
  private readonly wake = new Wake();
  private readonly reader: Reader;
  private readonly channel: Channel;

  constructor(url: string) {
    this.reader = new Reader(url, 1);
    this.channel = new Channel(url, this.wake);
  }

  async readAll(after: number, limit: number): Promise<DigestedBatch> {
    const rows = await this.reader.rows(readDigests, [after, limit]);
    const events = rows.map(digestedOfRow);
    const through = events.at(-1)?.position ?? after;
    return { events: events.filter(({ stream }) => isSealed(stream)), through };
  }

  async head(): Promise<number> {
    const [row] = await this.reader.rows(readHead, []);
    return Number(row?.[0] ?? 0);
  }

  changed(timeoutMs: number): Promise<void> {
    this.channel.listen();
    return this.wake.after(this.wake.count, timeoutMs);
  }

  async close(): Promise<void> {
    this.wake.wakeAll();
    this.channel.close();
    await this.reader.close();
  }
}

const digestedOfRow = (row: Row): DigestedEvent => {
  const [position, stream = '', , recordedAt = '', previousDigest = ''] = row as string[];
  const [version, digest] = [Number(row[2]), row[5]];
  return {
    position: Number(position),
    stream,
    version,
    digest: digest ?? digestOfWhole(row[6] ?? '', { stream, version, previousDigest }),
    previousDigest,
    recordedAt: instantOfColumn(recordedAt),
    isChained: isChained(stream),
  };
};

const digestOfWhole = (
  whole: string,
  place: Pick<ChainedEvent, 'stream' | 'version' | 'previousDigest'>,
): string => eventDigest({ ...(JSON.parse(whole) as NewEvent), ...place });
