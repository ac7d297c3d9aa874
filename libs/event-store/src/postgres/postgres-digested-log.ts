import { contentDigest, headerDigest, isChained } from '../digest.js';
import {
  type DigestedBatch,
  type DigestedEvent,
  type DigestedLog,
  isSealed,
} from '../digested-log.js';
import type { NewEvent } from '../event.js';
import { Wake } from '../wake.js';
import { Channel } from './channel.js';
import { asTexts, type Row, type Statement } from './text-query.js';
import { hexOf, instantOfColumn } from './event-row.js';
import { Reader } from './reader.js';

/**
 * The database hashes the content that it stores: JSON is kept as it was appended, canonical, so its
 * text is what the content's digest covers, and most of an event need not be sent. What has a
 * confidential part comes whole in the digest's place, for its digest replaces it. The digest of the
 * whole is made here: putting its text together costs the database several times as much.
 */
const readDigests: Statement = {
  name: 'read_digests',
  text: `SELECT e.position, e.stream, e.version, e.recorded_at, e.previous_digest,
      e.id, e.type, e.schema_version,
      CASE WHEN strpos(e.data::text, '"confidential":') = 0
      THEN encode(sha256(e.salt || '{"data":'::bytea || json_send(e.data)
        || ',"metadata":'::bytea || json_send(e.metadata) || '}'::bytea), 'hex')
      ELSE json_build_object('data', e.data, 'metadata', e.metadata,
        'salt', encode(e.salt, 'hex'), 'confidentialSalt', encode(e.confidential_salt, 'hex'))::text
      END
    FROM ledger.event AS e WHERE e.position > $1 ORDER BY e.position LIMIT $2`,
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
    const events = await this.reader.rows(readDigests, [after, limit], digestedOfRow);
    const through = events.at(-1)?.position ?? after;
    return { events: events.filter(({ stream }) => isSealed(stream)), through };
  }

  async head(): Promise<number> {
    const [row] = await this.reader.rows(readHead, [], asTexts);
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
  const [position, stream = '', version, recordedAt = '', previous] = row as string[];
  const [id = '', type = '', schemaVersion, content = ''] = row.slice(5) as string[];
  const header = {
    id,
    stream,
    version: Number(version),
    type,
    schemaVersion: Number(schemaVersion),
    previousDigest: hexOf(previous),
  };
  const contentHex = content.startsWith('{')
    ? contentDigest(JSON.parse(content) as NewEvent)
    : content;
  return {
    position: Number(position),
    stream,
    version: header.version,
    digest: headerDigest(header, contentHex),
    previousDigest: header.previousDigest,
    recordedAt: instantOfColumn(recordedAt),
    isChained: isChained(stream),
  };
};
