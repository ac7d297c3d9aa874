import { chain, noStream, type StreamHead } from '../digest.js';
import type { NewEvent, RecordedEvent } from '../event.js';
import type { Appended, Batch, EventLog, Following, FollowOptions } from '../event-log.js';

/** An empty log and a second way into it, as another process would have one. */
export interface LogUnderTest {
  readonly log: EventLog;
  readonly other: EventLog;
  /** Sets the clock from which `recordedAt` comes. */
  setClock(instant: string): Promise<void>;
  close(): Promise<void>;
}

export type OpenLog = () => Promise<LogUnderTest>;

/** Opens a log before each test of a block and closes it after. */
export const eachWith = (
  open: OpenLog,
): { readonly log: EventLog; readonly other: EventLog } & Pick<LogUnderTest, 'setClock'> => {
  let opened: LogUnderTest | undefined;
  const current = (): LogUnderTest => {
    if (!opened) throw new Error('The log is open only within a test.');
    return opened;
  };
  beforeEach(async () => {
    opened = await open();
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
export const headAfter = (stream: string, ...events: readonly NewEvent[]): StreamHead =>
  chain(stream, noStream, events).head;

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

/** The whole log, read page by page. */
export const wholeLog = async (log: EventLog): Promise<RecordedEvent[]> => {
  const events: RecordedEvent[] = [];
  for (let after = 0; ;) {
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
