import { noStream, type StreamHead } from '../digest.js';
import type { RecordedEvent } from '../event.js';
import type { EventLog } from '../event-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { appendAll, eachWith, follower, type OpenLog, wholeLog } from './log-under-test.js';

const positions = (events: readonly RecordedEvent[]): number[] =>
  events.map(({ position }) => position);

const range = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const write = async (log: EventLog, stream: string, appends: number): Promise<void> => {
  let head: StreamHead = noStream;
  for (let n = 0; n < appends; n++) {
    ({ head } = await log.append(stream, head, newEvents(1 + (n % 3))));
  }
};

/** Following: every event once, in order, from any place, under any load. */
export const followContract = (open: OpenLog): void => {
  describe('follow', () => {
    const under = eachWith(open);

    it('hands over what is there and what comes', async () => {
      await appendAll(under.log, newStream(), newEvents(3));
      const seen = follower(under.other);
      await seen.reached(3);
      await appendAll(under.log, newStream(), newEvents(2));
      await seen.reached(5);
      expect(seen.events).toEqual(await wholeLog(under.log));
      await seen.following.stop();
    });

    it('resumes exactly after a position, in batches of the asked size', async () => {
      await appendAll(under.log, newStream(), newEvents(20));
      const seen = follower(under.log, 7, { batchMax: 5 });
      await seen.reached(20);
      await seen.following.stop();
      expect(positions(seen.events)).toEqual(range(8, 20));
      expect(seen.batches.map(({ events }) => events.length)).toEqual([5, 5, 3]);
      expect(seen.batches.map(({ through }) => through)).toEqual([12, 17, 20]);
    });

    it('moves on with a filter where nothing matched', async () => {
      const [asset, title] = [newStream('asset'), newStream('title')];
      await appendAll(under.log, asset, newEvents(4));
      await appendAll(under.log, title, newEvents(2));
      await appendAll(under.log, newStream('assets'), newEvents(3));
      const titles = follower(under.log, 0, { categories: ['title'] });
      const nothing = follower(under.other, 0, { categories: ['pledge', 'party'] });
      await Promise.all([titles.reached(9), nothing.reached(9)]);
      expect(positions(titles.events)).toEqual([5, 6]);
      expect(nothing.events).toEqual([]);
      await appendAll(under.log, newStream('party'), newEvents(1));
      await Promise.all([titles.reached(10), nothing.reached(10)]);
      expect(positions(nothing.events)).toEqual([10]);
      await Promise.all([titles.following.stop(), nothing.following.stop()]);
    });

    it('misses nothing and repeats nothing under eight concurrent writers', async () => {
      const all = follower(under.other, 0, { batchMax: 17 });
      const some = follower(under.log, 0, { categories: ['asset'] });
      await Promise.all(
        range(1, 8).map((n) =>
          write(n % 2 ? under.log : under.other, newStream(n % 4 ? 'asset' : 'title'), 30),
        ),
      );
      const log = await wholeLog(under.log);
      expect(log).toHaveLength(8 * 60);
      await Promise.all([all.reached(log.length), some.reached(log.length)]);
      await Promise.all([all.following.stop(), some.following.stop()]);
      expect(positions(all.events)).toEqual(range(1, log.length));
      expect(all.events).toEqual(log);
      expect(some.events).toEqual(log.filter(({ stream }) => stream.startsWith('asset-')));
    });

    it('waits for a slow reader and hands over one batch at a time', async () => {
      let [busy, through] = [false, 0];
      const seen: number[] = [];
      const following = under.log.follow(0, { batchMax: 3 }, async (batch) => {
        expect(busy).toBe(false);
        busy = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(...positions(batch.events));
        ({ through } = batch);
        busy = false;
      });
      await write(under.log, newStream(), 9);
      while (through < 18) await under.log.changed(10);
      await following.stop();
      expect(seen).toEqual(range(1, 18));
    });

    it('ends with the error of its reader, and others go on', async () => {
      const broken = under.log.follow(0, {}, async () => {
        throw new Error('The reader broke.');
      });
      const sound = follower(under.log);
      await under.log.append(newStream(), noStream, [newEvent()]);
      await expect(broken.done).rejects.toThrow('The reader broke.');
      await broken.stop();
      await sound.reached(1);
      await sound.following.stop();
    });

    it('stops after the batch in hand and hands over no more', async () => {
      const seen = follower(under.log);
      await appendAll(under.log, newStream(), newEvents(1));
      await seen.reached(1);
      await seen.following.stop();
      await expect(seen.following.done).resolves.toBeUndefined();
      await appendAll(under.log, newStream(), newEvents(1));
      await under.log.changed(20);
      expect(positions(seen.events)).toEqual([1]);
      await seen.following.stop();
    });
  });

  describe('reading the log page by page', () => {
    const under = eachWith(open);

    it('gives pages of the asked size up to the end', async () => {
      await appendAll(under.log, newStream(), newEvents(7));
      const first = await under.log.readAll(0, 3);
      const last = await under.other.readAll(6, 3);
      const end = await under.log.readAll(7, 3);
      expect([first, last, end].map(({ events, through }) => [positions(events), through])).toEqual(
        [
          [[1, 2, 3], 3],
          [[7], 7],
          [[], 7],
        ],
      );
    });

    it('filters by category', async () => {
      await appendAll(under.log, newStream('asset'), newEvents(3));
      await appendAll(under.log, newStream('title'), newEvents(3));
      const page = await under.log.readAll(0, 2, { categories: ['title'] });
      expect([positions(page.events), page.through]).toEqual([[4, 5], 5]);
      const rest = await under.log.readAll(page.through, 2, { categories: ['title'] });
      expect([positions(rest.events), rest.through]).toEqual([[6], 6]);
    });
  });

  describe('changed', () => {
    const under = eachWith(open);

    it('wakes when something is recorded, else after the time given', async () => {
      const wakened = under.other.changed(30_000);
      await under.log.append(newStream(), noStream, [newEvent()]);
      await wakened;
      await under.other.changed(20);
    });
  });
};
