import type { RecordedEvent } from './event.js';
import type { Batch } from './event-log.js';
import { LogUnavailable } from './event-log.js';
import { type FollowSource, startFollowing } from './following.js';
import { Wake } from './wake.js';

/** A source that answers, read by read, what a test tells it to. */
const sourceOf = (answers: readonly (() => Batch)[]): FollowSource & { reads: number[] } => {
  const reads: number[] = [];
  const readAll = async (after: number): Promise<Batch> => {
    reads.push(after);
    return answers[reads.length - 1]?.() ?? { events: [], through: after };
  };
  return { wake: new Wake(), readAll, reads };
};

const batch = (through: number) => (): Batch => ({ events: [], through });
const eventAt = (position: number): RecordedEvent => ({ position }) as RecordedEvent;
const full = (through: number) => (): Batch => ({ events: [eventAt(through)], through });
const fails = (error: Error) => (): Batch => {
  throw error;
};

describe('following', () => {
  it('goes on when the store is back', async () => {
    const source = sourceOf([batch(3), fails(new LogUnavailable('Gone.')), batch(5)]);
    const seen: number[] = [];
    const reached = new Promise<void>((resolve) => {
      const following = startFollowing(source, 0, {}, async ({ through }) => {
        seen.push(through);
        if (through === 5) following.stop().then(resolve, resolve);
      });
    });
    await reached;
    expect(seen).toEqual([3, 5]);
    expect(source.reads.slice(0, 3)).toEqual([0, 3, 3]);
  });

  it('ends with an error that is not of the moment', async () => {
    const source = sourceOf([fails(new Error('A row cannot be read.'))]);
    const following = startFollowing(source, 0, {}, async () => undefined);
    await expect(following.done).rejects.toThrow('A row cannot be read.');
    await following.stop();
  });

  it('sees what came while it looked', async () => {
    const source = sourceOf([
      () => {
        source.wake.wakeAll();
        return { events: [], through: 0 };
      },
      batch(1),
    ]);
    const through = await new Promise<number>((resolve) => {
      const following = startFollowing(source, 0, {}, async (one) => {
        resolve(one.through);
        void following.stop();
      });
    });
    expect(through).toBe(1);
    expect(source.reads).toEqual([0, 0]);
  });

  it('hands over nothing once stopped', async () => {
    const source = sourceOf([batch(1)]);
    const seen: number[] = [];
    const following = startFollowing(source, 0, {}, async ({ through }) => {
      seen.push(through);
    });
    await following.stop();
    await following.done;
    expect(seen).toEqual([]);
  });

  it('hands over larger batches while it is behind, each event once and in order', async () => {
    const limits: number[] = [];
    const seen: number[] = [];
    const source: FollowSource = {
      wake: new Wake(),
      readAll: async (after, limit) => {
        limits.push(limit);
        const count = Math.min(limit, 5_000 - after);
        const events = Array.from({ length: count }, (_, index) => eventAt(after + index + 1));
        return { events, through: after + count, size: count * 100 };
      },
    };
    const options = { batchMax: 500, batchMaxBehind: 2_000 };
    await new Promise<void>((resolve) => {
      const following = startFollowing(source, 0, options, async ({ events, through }) => {
        seen.push(...events.map(({ position }) => position));
        if (through === 5_000) following.stop().then(resolve, resolve);
      });
    });
    expect(seen).toEqual(Array.from({ length: 5_000 }, (_, index) => index + 1));
    expect(limits.slice(0, 4)).toEqual([500, 1_000, 2_000, 2_000]);
  });

  it('keeps batches of large events small', async () => {
    const limits: number[] = [];
    const source: FollowSource = {
      wake: new Wake(),
      readAll: async (after, limit) => {
        limits.push(limit);
        const events = Array.from({ length: limit }, (_, index) => eventAt(after + index + 1));
        return { events, through: after + limit, size: limit * 64 * 1024 };
      },
    };
    await new Promise<void>((resolve) => {
      const options = { batchMax: 50, batchMaxBehind: 2_000 };
      const following = startFollowing(source, 0, options, async ({ through }) => {
        if (through > 500) following.stop().then(resolve, resolve);
      });
    });
    expect(Math.max(...limits)).toBe(64);
  });

  it('reads the next batch while one is worked on, and waits to hand it over', async () => {
    const source = sourceOf([full(1), full(2), batch(2)]);
    let release = (): void => undefined;
    const told: number[] = [];
    const reached = new Promise<void>((resolve) => {
      const following = startFollowing(source, 0, { batchMax: 1 }, async ({ through }) => {
        told.push(through);
        if (through === 1) await new Promise<void>((go) => (release = go));
        else following.stop().then(resolve, resolve);
      });
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect([told, source.reads]).toEqual([[1], [0, 1]]);
    release();
    await reached;
    expect(told).toEqual([1, 2]);
  });

  it('leaves the next batch in the log while the follower may not read ahead', async () => {
    const source = sourceOf([full(1), full(2), batch(2)]);
    const readBy: (readonly number[])[] = [];
    let may = false;
    await new Promise<void>((resolve) => {
      const options = { batchMax: 1, mayReadAhead: () => may };
      const following = startFollowing(source, 0, options, async ({ through }) => {
        readBy.push([...source.reads]);
        may = true;
        if (through === 2) following.stop().then(resolve, resolve);
      });
    });
    expect(readBy).toEqual([[0], [0, 1, 2]]);
  });
});
