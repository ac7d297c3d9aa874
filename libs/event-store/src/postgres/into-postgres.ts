import pg from 'pg';
import { checkedAppend } from '../append-check.js';
import type { RecordedEvent } from '../event.js';
import { LogNotEmpty, type LogTarget } from '../transfer/import-log.js';
import { byteaArray, integerArray, jsonArray, textArray, uuidArray } from './binary-array.js';
import { connectionConfig } from './connection.js';

/** A transaction that holds an empty log, and whatever else has to happen together with it. */
export interface ImportTransaction extends LogTarget {
  /** Runs another statement in the same transaction. */
  query<Row>(text: string, values?: readonly unknown[]): Promise<readonly Row[]>;
}

const insert = `
  INSERT INTO ledger.event
  SELECT $1::bigint + u.n, u.stream, u.version, u.id, u.type, u.schema_version,
    u.recorded_at::timestamptz, u.data, u.metadata, u.salt, u.confidential_salt, u.previous_digest
  FROM unnest($2::text[], $3::integer[], $4::uuid[], $5::text[], $6::integer[], $7::text[],
    $8::json[], $9::json[], $10::bytea[], $11::bytea[], $12::bytea[])
    WITH ORDINALITY AS u(stream, version, id, type, schema_version, recorded_at, data, metadata,
      salt, confidential_salt, previous_digest, n)`;

const notEmpty =
  'The event log of this database is not empty: a log is only imported where there is none.';

/**
 * Lets `work` fill an empty log as its owner, all or nothing: whatever it throws leaves the log
 * empty. Positions are given anew from 1; all else of an event stays. Throws `LogNotEmpty`.
 */
export const intoPostgres = async <T>(
  ownerUrl: string,
  work: (transaction: ImportTransaction) => Promise<T>,
): Promise<T> => {
  const { statement_timeout: _, ...config } = connectionConfig(ownerUrl, 'ledger import');
  const client = new pg.Client(config);
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query('BEGIN');
    // Who appends holds this lock too: nobody writes before the import is there as a whole.
    await client.query('LOCK TABLE ledger.append_lock IN EXCLUSIVE MODE');
    const { rows } = await client.query('SELECT FROM ledger.event LIMIT 1');
    if (rows.length > 0) throw new LogNotEmpty(notEmpty);
    const answer = await work(transactionOn(client));
    await client.query('COMMIT');
    await client.query('ANALYZE ledger.event');
    await client.query(`SELECT pg_notify('ledger', '')`);
    return answer;
  } finally {
    // What was not committed is taken back by the server.
    await client.end();
  }
};

const transactionOn = (client: pg.Client): ImportTransaction => {
  let count = 0;
  return {
    take: async (events) => {
      await client.query({ name: 'import', text: insert, values: valuesOf(count, events) });
      const positions = events.map((_, n) => count + n + 1);
      count += events.length;
      return positions;
    },
    query: async <Row>(text: string, values: readonly unknown[] = []) => {
      const { rows } = await client.query(text, [...values]);
      return rows as Row[];
    },
  };
};

const valuesOf = (count: number, events: readonly RecordedEvent[]): (number | Buffer)[] => {
  const written = events.map((event) => {
    const { stream, version, previousDigest } = event;
    // The limits and forms that an append is held to.
    const [one] = checkedAppend(stream, { version: version - 1, digest: previousDigest }, [event]);
    return { dataJson: one?.dataJson ?? '', metadataJson: one?.metadataJson ?? '' };
  });
  return [
    count,
    textArray(events.map(({ stream }) => stream)),
    integerArray(events.map(({ version }) => version)),
    uuidArray(events.map(({ id }) => id)),
    textArray(events.map(({ type }) => type)),
    integerArray(events.map(({ schemaVersion }) => schemaVersion)),
    textArray(events.map(({ recordedAt }) => recordedAt)),
    jsonArray(written.map(({ dataJson }) => dataJson)),
    jsonArray(written.map(({ metadataJson }) => metadataJson)),
    byteaArray(events.map(({ salt }) => salt)),
    byteaArray(events.map(({ confidentialSalt }) => confidentialSalt)),
    byteaArray(events.map(({ previousDigest }) => previousDigest)),
  ];
};
