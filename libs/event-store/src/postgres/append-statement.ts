import { microsOf } from '../instant.js';
import type { AppendRequest, Place } from './append-request.js';
import { byteaArray, integerArray, jsonArray, textArray, uuidArray } from './binary-array.js';
import { instantOfColumn } from './event-row.js';
import type { Row, Statement, Value } from './text-query.js';

/** A statement with its values, ready to be run. */
export interface Call {
  readonly statement: Statement;
  readonly values: readonly Value[];
}

/** One call of a function of the database; see migration 0001 for what it answers. */
const appendMany: Statement = {
  name: 'append',
  text: `SELECT first_position, first_recorded_at, outcomes
    FROM ledger.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

const appendOne: Statement = {
  name: 'append_one',
  text: `SELECT first_position, first_recorded_at, outcomes
    FROM ledger.append_one($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
};

/** The call that writes a batch of requests. */
export const appendCall = (requests: readonly AppendRequest[]): Call => {
  const [only] = requests;
  const isSimple = requests.length === 1 && only?.chained.length === 1 && only.expected !== 'any';
  return isSimple
    ? { statement: appendOne, values: valuesOfOne(only) }
    : { statement: appendMany, values: valuesOfMany(requests) };
};

const valuesOfOne = ({ stream, chained, written }: AppendRequest): Call['values'] => {
  const [event, json] = [chained[0], written[0]];
  if (!event || !json) throw new Error('An append needs an event.');
  const { version, id, type, schemaVersion, salt, confidentialSalt, previousDigest } = event;
  return [
    stream,
    version - 1,
    id,
    type,
    schemaVersion,
    json.dataJson,
    json.metadataJson,
    Buffer.from(salt, 'hex'),
    confidentialSalt === undefined ? null : Buffer.from(confidentialSalt, 'hex'),
    Buffer.from(previousDigest, 'hex'),
  ];
};

const anyVersion = -1;

/** The arrays that carry a batch. */
const valuesOfMany = (requests: readonly AppendRequest[]): readonly Buffer[] => {
  const chained = requests.flatMap((request) => request.chained);
  const written = requests.flatMap((request) => request.written);
  const numbers = requests.flatMap(({ chained: own }, index) => own.map(() => index + 1));
  return [
    textArray(requests.map(({ stream }) => stream)),
    integerArray(
      requests.map(({ expected }) => (expected === 'any' ? anyVersion : expected.version)),
    ),
    integerArray(numbers),
    uuidArray(chained.map(({ id }) => id)),
    textArray(chained.map(({ type }) => type)),
    integerArray(chained.map(({ schemaVersion }) => schemaVersion)),
    jsonArray(written.map(({ dataJson }) => dataJson)),
    jsonArray(written.map(({ metadataJson }) => metadataJson)),
    byteaArray(chained.map(({ salt }) => salt)),
    byteaArray(chained.map(({ confidentialSalt }) => confidentialSalt)),
    byteaArray(chained.map(({ previousDigest }) => previousDigest)),
  ];
};

/** What became of one request of a batch. */
export type Outcome =
  | { readonly kind: 'recorded'; readonly place: Place }
  /** The first event's id is in the log already. */
  | { readonly kind: 'known' }
  | { readonly kind: 'conflict'; readonly actual: number };

const knownBefore = -1;

/** One outcome per request, from the row that the append function answered. */
export const outcomesOf = (
  requests: readonly AppendRequest[],
  row: Row | undefined,
): readonly Outcome[] => {
  const [firstPosition, firstRecordedAt, list] = row ?? [];
  if (!firstPosition || !firstRecordedAt) throw new Error('The append function did not answer.');
  const bases = list?.slice(1, -1).split(',').map(Number);
  let position = Number(firstPosition);
  let micros = microsOf(instantOfColumn(firstRecordedAt));
  return requests.map(({ expected, chained }, index) => {
    const base = bases?.[index] ?? (expected === 'any' ? 0 : expected.version);
    if (base === knownBefore) return { kind: 'known' };
    if (base < knownBefore) return { kind: 'conflict', actual: -2 - base };
    const place = { base, position, micros };
    position += chained.length;
    micros += chained.length;
    return { kind: 'recorded', place };
  });
};
