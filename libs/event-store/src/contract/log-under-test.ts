import { chain, noStream, type StreamHead } from '../digest.js';
import type { NewEvent, RecordedEvent } from '../event.js';
import type { Appended, Batch, EventLog, Following, FollowOptions } from '../event-log.js';

/** What a store promises beyond the port; where it does not, the suite asks for what is weaker. */
export interface Guarantees {
  /** Positions follow one another without gaps; otherwise they only increase. */
  readonly densePositions: boolean;
  /** `recordedAt` is strictly increasing and follows `setClock`; otherwise it is an instant. */
  readonly orderedInstants: boolean;
  /** An event id stands once in the whole log; otherwise once among the events of an append. */
  readonly uniqueIds: boolean;
}

/** A log, empty or with what others left, and a second way into it, as another process has one. */
export interface LogUnderTest {
  readonly log: EventLog;
  readonly other: EventLog;
  /** Default: all of it. */
  readonly guarantees?: Guarantees;
  /** Sets the clock from which `recordedAt` comes, where the store promises ordered instants. */
  setClock(instant: string): Promise<void>;
  close(): Promise<void>;
}

const everything: Guarantees = { densePositions: true, orderedInstants: true, uniqueIds: true };

export type OpenLog = () => Promise<LogUnderTest>;

/** A log open for one test. */
export interface Opened extends Pick<LogUnderTest, 'log' | 'other' | 'setClock'> {
  readonly guarantees: Guarantees;
  /** Position after which the test's own events stand. */
  readonly start: number;
}

/** Opens a log before each test of a block and closes it after. */
export const eachWith = (open: OpenLog): Opened => {
  let opened: LogUnderTest | undefined;
  let start = 0;
  const current = (): LogUnderTest => {
    if (!opened) throw new Error('The log is open only within a test.');
    return opened;
  };
  beforeEach(async () => {
    opened = await open();
    start = (await opened.log.versions([])).head;
  });
  afterEach(async () => {
    await opened?.close();
    opened = undefined;
  });
  return {
    get log() {
      return current().log;
    },
    get other() {
      return current().other;
    },
    get guarantees() {
      return current().guarantees ?? everything;
    },
    get start() {
      return start;
    },
    setClock: (instant) => current().setClock(instant),
  };
};

/** Appends runs of events to one stream, each on the head that the one before left. */
export const appendAll = async (
  log: EventLog,
  stream: string,
  ...appends: readonly (readonly NewEvent[])[]
): Promise<Appended> => {
  let head: StreamHead = noStream;
  let last: Appended | undefined;
  for (const events of appends) {
    last = await log.append(stream, head, events);
    head = last.head;
  }
  if (!last) throw new Error('Nothing to append.');
  return last;
};

/** The head that a stream has after these events. */
export const headAfter = (stream: string, ...events: readonly NewEvent[]): StreamHead => {
  const { version, digest } = chain(stream, noStream, events).head;
  return { version, digest };
};

export interface Follower {
  readonly events: readonly RecordedEvent[];
  readonly batches: readonly Batch[];
  readonly following: Following;
  /** Resolves when the follower has been handed the log up to a position. */
  reached(position: number): Promise<void>;
}

/** Follows a log and keeps what it is handed. */
export const follower = (log: EventLog, after = 0, options: FollowOptions = {}): Follower => {
  const events: RecordedEvent[] = [];
  const batches: Batch[] = [];
  const waiting = new Set<() => void>();
  let through = after;
  const following = log.follow(after, options, async (batch) => {
    events.push(...batch.events);
    batches.push(batch);
    through = batch.through;
    for (const look of [...waiting]) look();
  });
  const reached = (position: number): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (through < position) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  return { events, batches, following, reached };
};

/** Positions of events, in their order. */
export const positionsOf = (events: readonly RecordedEvent[]): number[] =>
  events.map(({ position }) => position);

/** Holds positions against what the store promises: dense from the start on, or increasing. */
export const expectOrdered = (
  positions: readonly number[],
  { guarantees, start }: Pick<Opened, 'guarantees' | 'start'>,
): void => {
  const dense = positions.map((_, index) => start + 1 + index);
  if (guarantees.densePositions) expect(positions).toEqual(dense);
  const ordered = [...new Set([start, ...positions])].sort((one, two) => one - two);
  expect([start, ...positions]).toEqual(ordered);
};

/** How far a batch says the log was looked through: to its last event, or beyond it if sparse. */
export const expectThrough = (
  through: number | undefined,
  position: number | undefined,
  { guarantees }: Pick<Opened, 'guarantees'>,
): void => {
  if (guarantees.densePositions) expect(through).toBe(position);
  else expect(through).toBeGreaterThanOrEqual(position ?? 0);
};

/** The whole log after a position, read page by page. */
export const wholeLog = async (log: EventLog, start = 0): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let after = start; ;) {
    const batch = await log.readAll(after, 1000);
    if (batch.through === after) return events;
    events.push(...batch.events);
    after = batch.through;
  }
};

/** What became of several appends at once: the results, and the errors. */
export const settle = async (
  appends: readonly Promise<Appended>[],
): Promise<{ readonly won: readonly Appended[]; readonly lost: readonly unknown[] }> => {
  const settled = await Promise.allSettled(appends);
  return {
    won: settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : [])),
    lost: settled.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : [])),
  };
};
