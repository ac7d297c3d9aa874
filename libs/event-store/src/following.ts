import { type Batch, type Following, type FollowOptions, LogUnavailable } from './event-log.js';
import type { Wake } from './wake.js';

/** Events handed over at once when the follower does not say. */
export const batchMaxDefault = 500;
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
 * more. An unavailable store is asked again until it answers; any other error ends the following.
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

const run = async (
  source: FollowSource,
  after: number,
  options: FollowOptions,
  onBatch: (batch: Batch) => Promise<void>,
  stopping: AbortSignal,
): Promise<void> => {
  const limit = options.batchMax ?? batchMaxDefault;
  let through = after;
  // The store's first answer must not come before `follow` has returned its handle.
  await Promise.resolve();
  while (!stopping.aborted) {
    const seen = source.wake.count;
    const batch = await readOrNothing(source, through, limit, options);
    if (stopping.aborted) return;
    if (batch === undefined) await source.wake.after(source.wake.count, retryMs, stopping);
    else if (batch.through > through) {
      await onBatch(batch);
      through = batch.through;
    } else await source.wake.after(seen, pollMs, stopping);
  }
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
