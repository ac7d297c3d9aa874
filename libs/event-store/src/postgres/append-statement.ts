import { microsOf } from '../instant.js';
import type { AppendRequest, Place } from './append-request.js';
import { byteaArray, integerArray, jsonArray, textArray, uuidArray } from './binary-array.js';
import type { Row, Statement } from './connection.js';
import { instantOfColumn } from './event-row.js';

/** One call of the database's append function; see migration 0001 for what it answers. */
export const appendStatement: Statement = {
  name: 'append',
  text: `SELECT first_position, first_recorded_at, outcomes
    FROM ledger.append($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
};

const anyVersion = -1;

/** The arrays that carry a batch of requests. */
export const appendValues = (requests: readonly AppendRequest[]): readonly Buffer[] => {
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
