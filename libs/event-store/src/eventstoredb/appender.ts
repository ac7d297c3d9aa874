import { randomBytes } from 'node:crypto';
import { checkedAppend, type WrittenEvent } from '../append-check.js';
import { chain, eventDigest, isChained, noDigest, type StreamHead } from '../digest.js';
import type { ChainedEvent, NewEvent } from '../event.js';
import { type Appended, EventIdTaken, VersionConflict } from '../event-log.js';
import type { Connection } from './connection.js';
import { barrierCategory, bytesOf, eventOf, idOf, versionOf, writerOf } from './event-bytes.js';
import { NotThereYet } from './failures.js';
import { Gate } from './gate.js';
import type { Reader } from './reader.js';
import { appendRequests, type RawEvent, type RawNewEvent } from './wire.js';

export interface AppenderOptions {
  /** Appends that may wait for room, beyond which `LogOverloaded` is thrown. Default 5,000. */
  readonly waitingMax?: number;
}

/** Appends under way at once, and bytes of JSON that they and those waiting may hold. */
const appendsMax = 48;
const bytesMax = 64 * 1024 * 1024;

/** What the server answered: the version the stream has reached, or the one that it is at. */
interface Verdict {
  readonly isRecorded: boolean;
  readonly version: number;
}

interface Append {
  readonly stream: string;
  readonly expected: StreamHead | 'any';
  readonly events: readonly RawNewEvent[];
  /** Names this call in the events it writes. */
  readonly writer: string;
}

/** Events that were recorded elsewhere before, with their instants. */
export type MovedEvent = ChainedEvent & { readonly recordedAt: string };

/**
 * Appends with an expected revision, and again when no answer comes: the server takes the same
 * events at the same revision for the same append. Who was first is seen from the events
 * themselves, which name the call that wrote them.
 */
export class Appender {
  private readonly gate: Gate;

  constructor(
    private readonly connection: Connection,
    private readonly reader: Reader,
    { waitingMax = 5_000 }: AppenderOptions = {},
  ) {
    this.gate = new Gate({ atOnce: appendsMax, waitingMax, bytesMax });
  }

  async append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    assertOurs(stream);
    const written = checkedAppend(stream, expected, events);
    const base = expected === 'any' ? { version: 0, digest: noDigest } : expected;
    const bare = written.map(({ event }) => event);
    const { chained } = chain(stream, base, bare, written);
    return this.record(stream, expected, chained, written);
  }

  /** Records events of one stream, in order, that keep the instants they had elsewhere. */
  async appendMoved(stream: string, events: readonly MovedEvent[]): Promise<Appended> {
    assertOurs(stream);
    const first = events[0];
    if (!first) throw new Error('An append needs at least one event.');
    const expected = { version: first.version - 1, digest: first.previousDigest };
    return this.record(stream, expected, events, checkedAppend(stream, expected, events));
  }

  private async record(
    stream: string,
    expected: StreamHead | 'any',
    chained: readonly ChainedEvent[],
    written: readonly WrittenEvent[],
  ): Promise<Appended> {
    const writer = randomBytes(8).toString('hex');
    const events = chained.map((event, n) => bytesOf(event, written[n]!, writer));
    assertDistinct(events);
    const bytes = written.reduce((sum, one) => sum + one.bytes, 0);
    const append = { stream, expected, events, writer };
    return this.gate.pass(bytes, async () => {
      const { connection } = this;
      const { isRecorded, version } = await connection.persistently(() => this.send(append));
      const recorded =
        isRecorded && (await connection.persistently(() => this.readBack(append, version)));
      return answerOf(append, recorded || (await this.earlier(append, version)));
    });
  }

  private async send({ stream, expected, events }: Append): Promise<Verdict> {
    const at = expected === 'any' ? expected : expected.version;
    const { answer } = await this.connection.append(appendRequests(stream, at, events));
    const success = answer.getSuccess();
    if (success) return { isRecorded: true, version: Number(success.getCurrentRevision()) + 1 };
    const conflict = answer.getWrongExpectedVersion();
    if (!conflict) throw new Error('The event store answered an append with nothing.');
    const version = conflict.hasCurrentRevision() ? Number(conflict.getCurrentRevision()) + 1 : 0;
    return { isRecorded: false, version };
  }

  /** The events as they stand now; undefined where others stand there, at any version only. */
  private async readBack(
    { stream, expected, events }: Append,
    version: number,
  ): Promise<readonly RawEvent[] | undefined> {
    const first = expected === 'any' ? version - events.length + 1 : expected.version + 1;
    const raws = await this.reader.rawStream(stream, first, first + events.length - 1);
    if (events.every(({ id }, n) => raws[n] && idOf(raws[n]) === id)) return raws;
    if (expected === 'any') return undefined;
    throw new NotThereYet(stream);
  }

  /** What the same ids recorded before. Throws where the first of them is not there. */
  private async earlier(
    { stream, expected, events }: Append,
    actual: number,
  ): Promise<readonly RawEvent[]> {
    const from = expected === 'any' ? 1 : expected.version + 1;
    const upTo = expected === 'any' ? Infinity : expected.version + events.length;
    const read = () => this.reader.rawStream(stream, from, upTo);
    const past = await this.connection.persistently(read);
    const firstId = events[0]?.id ?? '';
    const start = expected === 'any' ? past.findIndex((raw) => idOf(raw) === firstId) : 0;
    const there = past.slice(Math.max(start, 0));
    const different = events.findIndex(({ id }, n) => !there[n] || idOf(there[n]) !== id);
    if (different !== 0) return there.slice(0, different === -1 ? events.length : different);
    if (expected === 'any') throw new EventIdTaken(firstId);
    throw new VersionConflict(stream, expected.version, actual);
  }
}

const answerOf = ({ stream, writer }: Append, raws: readonly RawEvent[]): Appended => {
  const [first] = raws;
  const events = raws.map(eventOf);
  const last = events.at(-1);
  if (!first || !last) throw new Error('An append that was recorded has events.');
  const digest = isChained(stream) ? eventDigest(last) : noDigest;
  const head = { version: versionOf(raws.at(-1) ?? first), digest };
  return { events, head, repeated: writerOf(first) !== writer };
};

/** Names that mean something else to the server or to this adapter. */
const assertOurs = (stream: string): void => {
  if (stream.startsWith('$') || stream.startsWith(`${barrierCategory}-`))
    throw new Error(`Stream ${stream} is not for events of the ledger.`);
};

/** The server itself would take an id twice. */
const assertDistinct = (events: readonly RawNewEvent[]): void => {
  const ids = new Set<string>();
  for (const { id } of events) {
    if (ids.has(id)) throw new EventIdTaken(id);
    ids.add(id);
  }
};
