import { type Batch, type Following, type FollowOptions, LogUnavailable } from './event-log.js';
import type { Wake } from './wake.js';

/** Events handed over at once when the follower does not say. */
export const batchMaxDefault = 500;
/** Text of a batch that was allowed to grow beyond its first size, about. */
const charactersMax = 4 * 1024 * 1024;
/** A follower looks at least this often, should a waking be lost. */
export const pollMs = 1000;
/** Pause before a follower asks an unavailable store again. */
const retryMs = 250;

/** Where a follower gets its events and its wakings. */
export interface FollowSource {
  readonly wake: Wake;
  readAll(after: number, limit: number, options: FollowOptions): Promise<Batch>;
}

/**
 * Follows a source: reads on from a position, hands over batch after batch, waits when there is no
 * more. Who is behind gets larger batches. An unavailable store is asked again until it answers; any other error ends the following.
 */
export const startFollowing = (
  source: FollowSource,
  after: number,
  options: FollowOptions,
  onBatch: (batch: Batch) => Promise<void>,
): Following => {
  const stopping = new AbortController();
  const done = run(source, after, options, onBatch, stopping.signal);
  // Whoever wants the error awaits `done`; nobody awaiting it must not end the process.
  const ended = done.catch(() => undefined);
  return {
    done,
    stop: async () => {
      stopping.abort();
      await ended;
    },
  };
};

/** The followings of one log, so that closing it ends them. */
export class Followings {
  private readonly open = new Set<Following>();

  start(
    source: FollowSource,
    after: number,
    options: FollowOptions,
    onBatch: (batch: Batch) => Promise<void>,
  ): Following {
    const following = startFollowing(source, after, options, onBatch);
    this.open.add(following);
    const forget = (): boolean => this.open.delete(following);
    following.done.then(forget, forget);
    return following;
  }

  /** Resolves when each has ended after the batch in hand. */
  async stopAll(): Promise<void> {
    await Promise.all([...this.open].map((following) => following.stop()));
  }
}

const run = async (
  source: FollowSource,
  after: number,
  options: FollowOptions,
  onBatch: (batch: Batch) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> => {
  let limit = options.batchMax ?? batchMaxDefault;
  let through = after;
  let ahead: Reading | undefined;
  // The store's first answer must not come before `follow` has returned its handle.
  await Promise.resolve();
  while (!stopping.aborted) {
    const { seen, read } = ahead ?? begin(source, through, limit, options);
    ahead = undefined;
    const batch = await read;
    if (stopping.aborted) return;
    if (batch === undefined) await source.wake.after(source.wake.count, retryMs, stopping);
    else if (batch.through > through) {
      through = batch.through;
      const isBehind = batch.events.length >= limit;
      limit = isBehind ? grown(limit, batch, options) : (options.batchMax ?? batchMaxDefault);
      // Who is behind gets the next batch while he works on this one.
      if (isBehind && (options.mayReadAhead?.() ?? true))
        ahead = begin(source, through, limit, options);
      await onBatch(batch);
    } else await source.wake.after(seen, pollMs, stopping);
  }
};

/** A read that has begun; whoever wakes after `seen` wakings may have brought more than it saw. */
interface Reading {
  readonly seen: number;
  readonly read: Promise<Batch | undefined>;
}

const begin = (
  source: FollowSource,
  after: number,
  limit: number,
  options: FollowOptions,
): Reading => {
  const seen = source.wake.count;
  const read = readOrNothing(source, after, limit, options);
  // Nobody waits for it while the batch before is worked on, or when that one ends the following.
  read.catch(() => undefined);
  return { seen, read };
};

/** Twice as many next time, as long as they are not too large together. */
const grown = (limit: number, { events, size }: Batch, options: FollowOptions): number => {
  const { batchMax = batchMaxDefault, batchMaxBehind = batchMax } = options;
  if (size === undefined) return limit;
  const fitting = Math.floor((charactersMax * events.length) / Math.max(size, 1));
  return Math.max(Math.min(limit * 2, batchMaxBehind, fitting), batchMax);
};

const readOrNothing = async (
  source: FollowSource,
  after: number,
  limit: number,
  options: FollowOptions,
): Promise<Batch | undefined> => {
  try {
    return await source.readAll(after, limit, options);
  } catch (error) {
    if (error instanceof LogUnavailable) return undefined;
    throw error;
  }
};
