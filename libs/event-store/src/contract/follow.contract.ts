import { noStream, type StreamHead } from '../digest.js';
import type { EventLog } from '../event-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import {
  appendAll,
  eachWith,
  expectOrdered,
  expectThrough,
  follower,
  type OpenLog,
  positionsOf,
  wholeLog,
} from './log-under-test.js';

/** Appends 1, 2, 3, 1, … events; answers the position of the last. */
const write = async (log: EventLog, stream: string, appends: number): Promise<number> => {
  let head: StreamHead = noStream;
  let last = 0;
  for (let n = 0; n < appends; n++) {
    const appended = await log.append(stream, head, newEvents(1 + (n % 3)));
    ({ head } = appended);
    last = appended.events.at(-1)?.position ?? 0;
  }
  return last;
};

/** Appends events to a new stream; answers their positions. */
const written = async (log: EventLog, count: number, category?: string): Promise<number[]> =>
  positionsOf((await appendAll(log, newStream(category), newEvents(count))).events);

/** Following: every event once, in order, from any place, under any load. */
export const followContract = (open: OpenLog): void => {
  describe('follow', () => {
    const under = eachWith(open);

    it('hands over what is there and what comes', async () => {
      const there = await written(under.log, 3);
      const seen = follower(under.other, under.start);
      await seen.reached(there[2] ?? 0);
      const came = await written(under.log, 2);
      await seen.reached(came[1] ?? 0);
      expect(seen.events).toEqual(await wholeLog(under.log, under.start));
      expect(positionsOf(seen.events)).toEqual([...there, ...came]);
      await seen.following.stop();
    });

    it('resumes exactly after a position, in batches of the asked size', async () => {
      const there = await written(under.log, 20);
      expectOrdered(there, under);
      const seen = follower(under.log, there[6] ?? 0, { batchMax: 5 });
      await seen.reached(there[19] ?? 0);
      await seen.following.stop();
      expect(positionsOf(seen.events)).toEqual(there.slice(7));
      expect(seen.batches.map(({ events }) => events.length)).toEqual([5, 5, 3]);
      const throughs = seen.batches.map(({ through }) => through);
      expect(throughs.slice(0, 2)).toEqual([there[11], there[16]]);
      expectThrough(throughs[2], there[19], under);
    });

    it('moves on with a filter where nothing matched', async () => {
      await written(under.log, 4, 'asset');
      const titles = await written(under.log, 2, 'title');
      const others = await written(under.log, 3, 'assets');
      const { start } = under;
      const matching = follower(under.log, start, { categories: ['title'] });
      const nothing = follower(under.other, start, { categories: ['pledge', 'party'] });
      const end = others.at(-1) ?? 0;
      await Promise.all([matching.reached(end), nothing.reached(end)]);
      expect(positionsOf(matching.events)).toEqual(titles);
      expect(nothing.events).toEqual([]);
      const [party = 0] = await written(under.log, 1, 'party');
      await Promise.all([matching.reached(party), nothing.reached(party)]);
      expect(positionsOf(nothing.events)).toEqual([party]);
      await Promise.all([matching.following.stop(), nothing.following.stop()]);
    });

    it('hands over only events of the types that are asked for', async () => {
      const appended = await appendAll(under.log, newStream('asset'), [
        newEvent({ type: 'ThingOpened' }),
        newEvent({ type: 'ThingMoved' }),
        newEvent({ type: 'ThingOpened' }),
      ]);
      const [first, , third = 0] = positionsOf(appended.events);
      const types = ['ThingOpened'];
      const { start } = under;
      const some = follower(under.log, start, { types, categories: ['asset'] });
      const nothing = follower(under.other, start, { types, categories: ['title'] });
      const [end = 0] = await written(under.log, 1, 'party');
      await Promise.all([some.reached(end), nothing.reached(end)]);
      expect(positionsOf(some.events)).toEqual([first, third]);
      expect(nothing.events).toEqual([]);
      const page = await under.log.readAll(start, 10, { types });
      expect(positionsOf(page.events)).toEqual([first, third]);
      await Promise.all([some.following.stop(), nothing.following.stop()]);
    });

    it('misses nothing and repeats nothing under eight concurrent writers', async () => {
      const all = follower(under.other, under.start, { batchMax: 17 });
      const some = follower(under.log, under.start, { categories: ['asset'] });
      await Promise.all(
        Array.from({ length: 8 }, (_, n) =>
          write(n % 2 ? under.log : under.other, newStream(n % 4 ? 'asset' : 'title'), 30),
        ),
      );
      const log = await wholeLog(under.log, under.start);
      expect(log).toHaveLength(8 * 60);
      expectOrdered(positionsOf(log), under);
      const end = log.at(-1)?.position ?? 0;
      await Promise.all([all.reached(end), some.reached(end)]);
      await Promise.all([all.following.stop(), some.following.stop()]);
      expect(all.events).toEqual(log);
      expect(some.events).toEqual(log.filter(({ stream }) => stream.startsWith('asset-')));
    });

    it('waits for a slow reader and hands over one batch at a time', async () => {
      let [busy, through] = [false, 0];
      const seen: number[] = [];
      const following = under.log.follow(under.start, { batchMax: 3 }, async (batch) => {
        expect(busy).toBe(false);
        busy = true;
        await new Promise((resolve) => setTimeout(resolve, 5));
        seen.push(...positionsOf(batch.events));
        ({ through } = batch);
        busy = false;
      });
      const end = await write(under.log, newStream(), 9);
      while (through < end) await under.log.changed(10);
      await following.stop();
      expect(seen).toHaveLength(18);
      expect(seen).toEqual(positionsOf(await wholeLog(under.log, under.start)));
    });

    it('ends with the error of its reader, and others go on', async () => {
      const broken = under.log.follow(under.start, {}, async () => {
        throw new Error('The reader broke.');
      });
      const sound = follower(under.log, under.start);
      const [position = 0] = await written(under.log, 1);
      await expect(broken.done).rejects.toThrow('The reader broke.');
      await broken.stop();
      await sound.reached(position);
      await sound.following.stop();
    });

    it('stops after the batch in hand and hands over no more', async () => {
      const seen = follower(under.log, under.start);
      const [position = 0] = await written(under.log, 1);
      await seen.reached(position);
      await seen.following.stop();
      await expect(seen.following.done).resolves.toBeUndefined();
      await written(under.log, 1);
      await under.log.changed(20);
      expect(positionsOf(seen.events)).toEqual([position]);
      await seen.following.stop();
    });
  });

  describe('reading the log page by page', () => {
    const under = eachWith(open);

    it('gives pages of the asked size up to the end', async () => {
      const there = await written(under.log, 7);
      const [sixth = 0, seventh = 0] = there.slice(5);
      const first = await under.log.readAll(under.start, 3);
      const last = await under.other.readAll(sixth, 3);
      const end = await under.log.readAll(seventh, 3);
      const pages = [first, last, end].map(({ events }) => positionsOf(events));
      expect(pages).toEqual([there.slice(0, 3), [seventh], []]);
      expect(first.through).toBe(there[2]);
      expectThrough(last.through, seventh, under);
      expectThrough(end.through, seventh, under);
    });

    it('gives the event at a position to whoever asks for what is after the number before', async () => {
      const [, second = 0] = await written(under.log, 3);
      const { events } = await under.log.readAll(second - 1, 1);
      expect(positionsOf(events)).toEqual([second]);
    });

    it('filters by category', async () => {
      await written(under.log, 3, 'asset');
      const titles = await written(under.log, 3, 'title');
      const categories = ['title'];
      const page = await under.log.readAll(under.start, 2, { categories });
      expect([positionsOf(page.events), page.through]).toEqual([titles.slice(0, 2), titles[1]]);
      const rest = await under.log.readAll(page.through, 2, { categories });
      expect(positionsOf(rest.events)).toEqual(titles.slice(2));
      expectThrough(rest.through, titles[2], under);
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
