import type { AccessRecord, AccessRecordStore, KeptAccessRecord } from './side-stores.js';
import { utc } from './sql.js';
import type { Sql } from './sql.js';

/** A number as the driver gives a bigint: text. */
type Row = Omit<KeptAccessRecord, 'number'> & { readonly number: string };

export class PostgresAccessRecords implements AccessRecordStore {
  constructor(private readonly sql: Sql) {}

  async append(records: readonly AccessRecord[]): Promise<void> {
    if (records.length === 0) return;
    await this.sql.query(insert, [JSON.stringify(records)]);
  }

  async list(after: number, limit: number): Promise<readonly KeptAccessRecord[]> {
    const rows = await this.sql.query<Row[]>(select, [after, limit]);
    return rows.map((row) => ({ ...row, number: Number(row.number) }));
  }
}

const insert = `
  INSERT INTO side.access_record (person, party_id, role, purpose, route, subjects, correlation_id)
  SELECT r->>'person', r->>'partyId', r->>'role', r->>'purpose', r->>'route',
    ARRAY(SELECT json_array_elements_text(r->'subjects')), r->>'correlationId'
  FROM json_array_elements($1::json) WITH ORDINALITY AS given(r, n) ORDER BY n`;

const select = `
  SELECT number, ${utc('recorded_at')} AS "recordedAt", person, party_id AS "partyId", role,
    purpose, route, subjects, correlation_id AS "correlationId"
  FROM side.access_record WHERE number > $1 ORDER BY number LIMIT $2`;
