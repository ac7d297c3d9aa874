import { createHash } from 'node:crypto';
import { documentBytesMax, DocumentTooLarge } from './side-stores.js';
import type { DocumentStore, StoredDocument } from './side-stores.js';
import type { Sql } from './sql.js';

interface Row {
  readonly bytes: Buffer;
  readonly media_type: string;
}

export class PostgresDocuments implements DocumentStore {
  constructor(private readonly sql: Sql) {}

  async put({ bytes, mediaType }: StoredDocument): Promise<string> {
    if (bytes.length > documentBytesMax) throw new DocumentTooLarge(bytes.length);
    const digest = createHash('sha256').update(bytes).digest('hex');
    await this.sql.query(
      `INSERT INTO side.document (digest, media_type, bytes) VALUES (decode($1, 'hex'), $2, $3)
       ON CONFLICT (digest) DO NOTHING`,
      [digest, mediaType, bytes],
    );
    return digest;
  }

  async get(digest: string): Promise<StoredDocument | undefined> {
    const rows = await this.sql.query<Row[]>(
      `SELECT bytes, media_type FROM side.document WHERE digest = decode($1, 'hex')`,
      [digest],
    );
    return rows[0] && { bytes: rows[0].bytes, mediaType: rows[0].media_type };
  }
}
