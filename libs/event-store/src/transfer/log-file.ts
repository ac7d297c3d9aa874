import type { JsonObject } from '@ledger/domain/json.js';
import { canonicalJson } from '../canonical-json.js';
import type { RecordedEvent } from '../event.js';

/** What the first line of a log file names; docs/guides/log-export-format.md describes the rest. */
export const logFileFormat = 'data-asset-registry-log';
export const logFileVersion = 1;

/** Where a projection or process stood when the file was written. */
export interface FollowerPlace {
  readonly name: string;
  /** Everything up to this position of the exported log had been dealt with. */
  readonly position: number;
}

/** A reaction that was put aside: the columns of its row; `position` is the exported log's. */
export type ParkedRow = JsonObject & { readonly position: number };

/** A name under which the log signed; the last one is its present name. */
export interface FileOrigin {
  readonly number: number;
  readonly name: string;
  readonly reason: string;
  /** Random token of the person. */
  readonly startedBy: string;
  readonly startedAt: string;
}

/** A key that signed checkpoints of an origin, from one size on. */
export interface FileKey {
  readonly origin: number;
  readonly verifier: string;
  readonly fromSize: number;
  readonly since: string;
}

/**
 * A signed checkpoint: a line of its own, behind the last event that it covers. One that covers
 * more than the file holds, of a name given up after a restore, stands behind all events.
 */
export interface CheckpointLine {
  /** c2sp.org/tlog-checkpoint, as signed. */
  readonly checkpoint: string;
  /** Number of the origin. */
  readonly origin: number;
  /** How many events it covers. */
  readonly size: number;
  readonly signedAt: string;
  readonly cosignatures?: readonly FileCosignature[];
}

export interface FileCosignature {
  readonly witness: string;
  readonly line: string;
  readonly receivedAt: string;
}

export interface LogFileHeader {
  readonly format: typeof logFileFormat;
  readonly version: typeof logFileVersion;
  /** RFC 3339 instant in UTC. */
  readonly exportedAt: string;
  /** How many events follow; absent where the store cannot tell without reading them. */
  readonly events?: number;
  /** Position up to which the log was read. */
  readonly through: number;
  /** Names under which the log has signed, and the keys that did; absent where nothing was sealed. */
  readonly origins?: readonly FileOrigin[];
  readonly keys?: readonly FileKey[];
  /** Absent where the file ends before the log did, or where there are no read models. */
  readonly followers?: readonly FollowerPlace[];
  readonly parked?: readonly ParkedRow[];
}

export interface LogFileTrailer {
  /** How many events and checkpoints stand in the file. */
  readonly count: number;
  readonly checkpoints: number;
  /** SHA-256 (hex) of all lines between the first and this one, each with its line feed. */
  readonly sha256: string;
}

/** A file that is not what it should be. The line is counted from 1. */
export class BrokenLogFile extends Error {
  constructor(
    readonly line: number,
    readonly reason: string,
  ) {
    super(`Line ${line}: ${reason}`);
    this.name = 'BrokenLogFile';
  }
}

export const lineOf = (value: LogFileHeader | CheckpointLine | LogFileTrailer): string =>
  `${canonicalJson(value)}\n`;

export const eventLine = (event: RecordedEvent): string => `${canonicalJson(event)}\n`;

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;
const digest = /^[0-9a-f]{64}$/;

const isCount = (value: unknown): value is number =>
  Number.isSafeInteger(value) && Number(value) > 0;
const isObject = (value: unknown): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The envelope as far as appending does not check it. */
const isEvent = (value: JsonObject): boolean =>
  isCount(value['position']) &&
  isCount(value['version']) &&
  isCount(value['schemaVersion']) &&
  isObject(value['data']) &&
  isObject(value['metadata']) &&
  instant.test(String(value['recordedAt'])) &&
  digest.test(String(value['previousDigest'])) &&
  ['id', 'stream', 'type', 'salt'].every((name) => typeof value[name] === 'string');

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const isCheckpoint = ({ checkpoint, origin, size, signedAt, cosignatures = [] }: JsonObject) =>
  isText(checkpoint) &&
  isCount(origin) &&
  isCount(size) &&
  instant.test(String(signedAt)) &&
  Array.isArray(cosignatures) &&
  cosignatures.every(
    (one) =>
      isObject(one) &&
      isText(one['witness']) &&
      isText(one['line']) &&
      instant.test(String(one['receivedAt'])),
  );

const members = new Set(
  'confidentialSalt data id metadata position previousDigest recordedAt salt schemaVersion'
    .split(' ')
    .concat('stream', 'type', 'version'),
);

const parsed = (text: string, line: number): JsonObject => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new BrokenLogFile(line, 'this is not JSON.');
  }
  if (!isObject(value)) throw new BrokenLogFile(line, 'this is not a JSON object.');
  return value;
};

/** The first line. Throws `BrokenLogFile`. */
export const headerOf = (text: string): LogFileHeader => {
  const value = parsed(text, 1);
  if (value['format'] !== logFileFormat)
    throw new BrokenLogFile(1, `this is not a file of the format ${logFileFormat}.`);
  if (value['version'] !== logFileVersion)
    throw new BrokenLogFile(1, `version ${String(value['version'])} of the format is unknown.`);
  if (!Number.isSafeInteger(value['through']))
    throw new BrokenLogFile(1, 'the header does not say through which position the file goes.');
  return value as unknown as LogFileHeader;
};

/** A line behind the first. Throws `BrokenLogFile`. */
export const bodyLineOf = (
  text: string,
  line: number,
): RecordedEvent | CheckpointLine | LogFileTrailer => {
  const value = parsed(text, line);
  if ('sha256' in value && 'count' in value) return value as unknown as LogFileTrailer;
  if ('checkpoint' in value) {
    if (!isCheckpoint(value)) throw new BrokenLogFile(line, 'this is not a checkpoint of the log.');
    return value as unknown as CheckpointLine;
  }
  if (!isEvent(value) || Object.keys(value).some((name) => !members.has(name)))
    throw new BrokenLogFile(line, 'this is not an event of the log.');
  const event = value as unknown as RecordedEvent;
  if (canonical(event) !== text)
    throw new BrokenLogFile(line, `event ${event.id} is not written as canonical JSON.`);
  return event;
};

const canonical = (event: RecordedEvent): string | undefined => {
  try {
    return canonicalJson(event);
  } catch {
    return undefined;
  }
};
