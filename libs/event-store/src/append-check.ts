import { canonicalCopy } from './canonical-json.js';
import { type EventJson, isChained, type StreamHead } from './digest.js';
import type { EventMetadata, JsonObject, NewEvent } from './event.js';
import { appendBytesMax, appendEventsMax, AppendTooLarge, eventBytesMax } from './event-log.js';

/** Longest stream name and event type, in characters. */
export const nameLengthMax = 200;

/** An event with its JSON as it is hashed, measured and stored: canonical, so the bytes agree. */
export interface WrittenEvent extends EventJson {
  /** As it will be read again, so that a state folded now is the state folded later. */
  readonly event: NewEvent;
  /** UTF-8 length of both texts. */
  readonly bytes: number;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const salt = /^[0-9a-f]{32}$/;
const digest = /^[0-9a-f]{64}$/;

const isName = (name: string): boolean =>
  name.length > 0 && name.length <= nameLengthMax && !name.includes('\0');

const assertEvent = (event: NewEvent): void => {
  const right =
    uuid.test(event.id) &&
    isName(event.type) &&
    Number.isSafeInteger(event.schemaVersion) &&
    event.schemaVersion > 0 &&
    salt.test(event.salt) &&
    (event.confidentialSalt === undefined || salt.test(event.confidentialSalt));
  if (!right) throw new Error(`Event ${event.id} (${event.type}) has an envelope of wrong form.`);
};

const assertExpected = (stream: string, expected: StreamHead | 'any'): void => {
  if (!isName(stream)) throw new Error('A stream needs a name of 1 to 200 characters.');
  if (expected === 'any') {
    if (!isChained(stream)) return;
    throw new Error(`Stream ${stream} is chained: an append must name the version it expects.`);
  }
  if (
    !Number.isSafeInteger(expected.version) ||
    expected.version < 0 ||
    !digest.test(expected.digest)
  )
    throw new Error(`Stream ${stream} cannot stand at version ${expected.version}.`);
};

/**
 * What every adapter checks before it writes. Size is the UTF-8 length of the canonical JSON of
 * data and metadata. Throws `AppendTooLarge`, and a plain `Error` where the caller is wrong.
 */
export const checkedAppend = (
  stream: string,
  expected: StreamHead | 'any',
  events: readonly NewEvent[],
): readonly WrittenEvent[] => {
  assertExpected(stream, expected);
  if (events.length === 0) throw new Error('An append needs at least one event.');
  if (events.length > appendEventsMax)
    throw new AppendTooLarge(`An append carries at most ${appendEventsMax} events.`);
  let total = 0;
  return events.map((event) => {
    assertEvent(event);
    const { json: dataJson, copy: data } = canonicalCopy<JsonObject>(event.data);
    const { json: metadataJson, copy: metadata } = canonicalCopy(event.metadata);
    const bytes = Buffer.byteLength(dataJson) + Buffer.byteLength(metadataJson);
    if (bytes > eventBytesMax)
      throw new AppendTooLarge(`An event carries at most ${eventBytesMax} bytes of JSON.`);
    total += bytes;
    if (total > appendBytesMax)
      throw new AppendTooLarge(`An append carries at most ${appendBytesMax} bytes of JSON.`);
    return { event: envelopeOf(event, data, metadata), dataJson, metadataJson, bytes };
  });
};

const envelopeOf = (event: NewEvent, data: JsonObject, metadata: EventMetadata): NewEvent => ({
  id: event.id,
  type: event.type,
  schemaVersion: event.schemaVersion,
  data,
  metadata,
  salt: event.salt,
  ...(event.confidentialSalt === undefined ? {} : { confidentialSalt: event.confidentialSalt }),
});
