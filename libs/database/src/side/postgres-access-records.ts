import type { AccessRecord, AccessRecordStore, KeptAccessRecord } from './side-stores.js';
import { prepared, utc } from './sql.js';
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

const insert = prepared(
  'append_access_records',
  `INSERT INTO side.access_record
    (person, party_id, role, purpose, route, subjects, correlation_id)
  SELECT person, party_id, role, purpose, route, subjects, correlation_id
  FROM ROWS FROM (json_to_recordset($1::json) AS (
    person text, "partyId" text, role text, purpose text, route text, subjects text[],
    "correlationId" text
  )) WITH ORDINALITY
    AS given (person, party_id, role, purpose, route, subjects, correlation_id, n)
  ORDER BY n`,
);

const select = `
  SELECT number, ${utc('recorded_at')} AS "recordedAt", person, party_id AS "partyId", role,
    purpose, route, subjects, correlation_id AS "correlationId"
  FROM side.access_record WHERE number > $1 ORDER BY number LIMIT $2`;
