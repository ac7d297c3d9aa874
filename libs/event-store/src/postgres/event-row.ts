import type { EventMetadata, JsonObject, RecordedEvent } from '../event.js';
import type { Row } from './text-query.js';

/**
 * The columns of an event in the order in which `eventOfRow` takes them: the short ones together, for
 * `textsOfRow`.
 */
export const eventColumns = [
  'position',
  'stream',
  'version',
  'id',
  'type',
  'schema_version',
  'recorded_at',
  'salt',
  'previous_digest',
  'data',
  'metadata',
  'confidential_salt',
] as const;

/** An event from its columns, all as text. */
export const eventOfRow = (row: Row): RecordedEvent => {
  const confidentialSalt = row[11];
  // Each shape is written out: members added one by one cost more than all else here but the JSON.
  if (confidentialSalt !== null)
    return {
      id: row[3] ?? '',
      type: row[4] ?? '',
      schemaVersion: Number(row[5]),
      data: JSON.parse(row[9] ?? '') as JsonObject,
      metadata: JSON.parse(row[10] ?? '') as EventMetadata,
      salt: hexOf(row[7]),
      confidentialSalt: hexOf(confidentialSalt),
      stream: row[1] ?? '',
      version: Number(row[2]),
      previousDigest: hexOf(row[8]),
      position: Number(row[0]),
      recordedAt: instantOfColumn(row[6] ?? ''),
    };
  return {
    id: row[3] ?? '',
    type: row[4] ?? '',
    schemaVersion: Number(row[5]),
    data: JSON.parse(row[9] ?? '') as JsonObject,
    metadata: JSON.parse(row[10] ?? '') as EventMetadata,
    salt: hexOf(row[7]),
    stream: row[1] ?? '',
    version: Number(row[2]),
    previousDigest: hexOf(row[8]),
    position: Number(row[0]),
    recordedAt: instantOfColumn(row[6] ?? ''),
  };
};

/** `\x6162` as `6162`. */
export const hexOf = (column: string | null | undefined): string => (column ?? '').slice(2);

const wholeLength = '2026-11-21 09:00:00.123456+00'.length;

/** `2026-11-21 09:00:00.00002+00` (the session's zone is UTC) as `2026-11-21T09:00:00.000020Z`. */
export const instantOfColumn = (column: string): string => {
  // All six decimals are there, but for one instant of ten.
  if (column.length === wholeLength) return `${column.slice(0, 10)}T${column.slice(11, 26)}Z`;
  const fraction = column.slice(20, column.indexOf('+'));
  return `${column.slice(0, 10)}T${column.slice(11, 19)}.${fraction.padEnd(6, '0')}Z`;
};
