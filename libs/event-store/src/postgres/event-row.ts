import type { EventMetadata, JsonObject, RecordedEvent } from '../event.js';
import type { Row } from './text-query.js';

/** The columns of an event in the order in which `eventOfRow` takes them. */
export const eventColumns = [
  'position',
  'stream',
  'version',
  'id',
  'type',
  'schema_version',
  'recorded_at',
  'data',
  'metadata',
  'salt',
  'confidential_salt',
  'previous_digest',
] as const;

/** An event from its columns, all as text. */
export const eventOfRow = (row: Row): RecordedEvent => {
  const [position, stream, version, id, type, schemaVersion, recordedAt] = row as string[];
  const [data, metadata, salt, confidentialSalt, previousDigest] = row.slice(7) as string[];
  return {
    id: id ?? '',
    type: type ?? '',
    schemaVersion: Number(schemaVersion),
    data: JSON.parse(data ?? '') as JsonObject,
    metadata: JSON.parse(metadata ?? '') as EventMetadata,
    salt: hexOf(salt),
    ...(confidentialSalt === null ? {} : { confidentialSalt: hexOf(confidentialSalt) }),
    stream: stream ?? '',
    version: Number(version),
    previousDigest: hexOf(previousDigest),
    position: Number(position),
    recordedAt: instantOfColumn(recordedAt ?? ''),
  };
};

/** `\x6162` as `6162`. */
export const hexOf = (column: string | undefined): string => (column ?? '').slice(2);

/** `2026-11-21 09:00:00.00002+00` (the session's zone is UTC) as `2026-11-21T09:00:00.000020Z`. */
export const instantOfColumn = (column: string): string => {
  const fraction = column.slice(20, column.indexOf('+'));
  return `${column.slice(0, 10)}T${column.slice(11, 19)}.${fraction.padEnd(6, '0')}Z`;
};
