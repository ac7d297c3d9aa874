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
});
