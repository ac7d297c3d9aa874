import type { RecordedEvent } from '../event.js';
import type { Batch, EventFilter } from '../event-log.js';
import { Wake } from '../wake.js';
import { Tail } from './tail.js';

/** A log of so many events, each of so much text, that counts who reads from it. */
class CountingReader {
  pages = 0;
  /** Events that pages held. */
  read = 0;
  filteredPages = 0;
  found = (position: number): RecordedEvent =>
    ({ position, stream: `asset-${position}`, version: 1 }) as RecordedEvent;

  constructor(
    public head: number,
    private readonly characters: number,
  ) {}

  async page(after: number, limit: number): Promise<Batch> {
    this.pages += 1;
    const events = this.events(after, limit);
    this.read += events.length;
    return {
      events,
      through: after + events.length,
      size: events.length * this.characters,
    };
  }

  async pageOf(after: number, limit: number, filter: EventFilter): Promise<Batch> {
    if (filter.categories === undefined) return this.page(after, limit);
    this.filteredPages += 1;
    return { events: this.events(after, limit), through: Math.min(after + limit, this.head) };
  }

  private events(after: number, limit: number): readonly RecordedEvent[] {
    const count = Math.max(Math.min(limit, this.head - after), 0);
    return Array.from({ length: count }, (_, at) => this.found(after + at + 1));
  }
}

interface Begun {
  readonly tail: Tail;
  readonly reader: CountingReader;
  readonly wake: Wake;
  readonly clock: { now: number };
}

/** Whoever is at the end reads `count` more events, as they come. */
const growing = async ({ tail, reader, wake, clock }: Begun, count: number): Promise<void> => {
  for (const until = reader.head + count; reader.head < until;) {
    const before = reader.head;
    reader.head = Math.min(before + 100, until);
    wake.wakeAll();
    clock.now += 50;
    await tail.read(before, 500, {});
  }
};

const begun = async (characters: number): Promise<Begun> => {
  const reader = new CountingReader(10, characters);
  const [wake, clock] = [new Wake(), { now: 0 }];
  const tail = new Tail(reader, wake, () => clock.now);
  // The first finds the end, the second begins to hold what comes.
  await tail.read(10, 500, {});
  await tail.read(10, 500, {});
  return { tail, reader, wake, clock };
};

const assets = { categories: ['asset'] };

describe('the tail of the log', () => {
  it('holds thousands of events for those who are behind', async () => {
    const log = await begun(1_000);
    const { tail, reader } = log;
    await growing(log, 5_000);
    const { pages } = reader;
    const { events, through } = await tail.read(10, 500, assets);
    expect([events.length, through]).toEqual([500, 510]);
    expect([reader.pages, reader.filteredPages]).toEqual([pages, 0]);
  });

  it('holds the same objects for all', async () => {
    const log = await begun(1_000);
    const { tail } = log;
    await growing(log, 1_000);
    const [one, other] = [await tail.read(10, 9, {}), await tail.read(10, 9, assets)];
    expect(one.events.every((event, at) => event === other.events[at])).toBe(true);
  });

  it('lets go of the oldest when there are too many', async () => {
    const log = await begun(1_000);
    const { tail, reader } = log;
    await growing(log, 5_100);
    await tail.read(109, 500, assets);
    expect(reader.filteredPages).toBe(1);
    await tail.read(110, 500, assets);
    expect(reader.filteredPages).toBe(1);
  });

  it('lets go of the oldest when they are too long, but not of the newest', async () => {
    const log = await begun(8 * 1024);
    const { tail, reader } = log;
    await growing(log, 2_000);
    await tail.read(reader.head - 1_100, 500, assets);
    expect(reader.filteredPages).toBe(1);
    const { events } = await tail.read(reader.head - 1_000, 500, assets);
    expect([events.length, reader.filteredPages]).toEqual([500, 1]);
    const long = await begun(64 * 1024);
    await growing(long, 400);
    await long.tail.read(long.reader.head - 100, 500, assets);
    expect(long.reader.filteredPages).toBe(0);
  });

  describe('by stream', () => {
    const order = (position: number, version: number): RecordedEvent =>
      ({ position, stream: 'order-1', version }) as RecordedEvent;

    it('gives versions that are all at hand, recorded here or by others', async () => {
      const { tail, reader, wake } = await begun(10);
      const own = [order(12, 2), order(13, 3)];
      tail.offer(own, 20);
      expect(tail.ofStream('order-1', 2, 3)).toEqual(own);
      expect(tail.ofStream('order-1', 1, 3)).toBeUndefined();
      expect(tail.ofStream('order-2', 2, 3)).toBeUndefined();
      reader.found = (position) => order(position, position - 10);
      reader.head = 14;
      wake.wakeAll();
      await tail.read(10, 500, {});
      expect(tail.ofStream('order-1', 1, 4)?.map(({ version }) => version)).toEqual([1, 2, 3, 4]);
      // How far it goes by now only the database knows.
      expect(tail.ofStream('order-1', 1, 5)).toBeUndefined();
      expect(tail.ofStream('order-1', 1, Infinity)).toBeUndefined();
      expect(tail.ofStream('order-1', 5, 4)).toEqual([]);
    });

    it('forgets what it lets go of', async () => {
      const log = await begun(1_000);
      const { tail, reader } = log;
      reader.found = (position) => order(position, position);
      await growing(log, 5_100);
      expect(tail.ofStream('order-1', 110, 110)).toBeUndefined();
      expect(tail.ofStream('order-1', 111, 112)).toHaveLength(2);
      tail.offer([order(6_000, 6_000)], 8 * 1024 * 1024 + 1);
      expect(tail.ofStream('order-1', 6_000, 6_000)).toBeUndefined();
      // Who is ahead shows that it was left behind.
      await tail.read(9_000, 500, {});
      expect(tail.ofStream('order-1', 111, 112)).toBeUndefined();
    });
  });

  describe('of what this process recorded itself', () => {
    const recorded = (from: number, upTo: number): readonly RecordedEvent[] =>
      Array.from({ length: upTo - from + 1 }, (_, at) => {
        const position = from + at;
        return { position, stream: `asset-${position}` } as RecordedEvent;
      });

    it('reads nothing back, in whichever order appends are answered', async () => {
      const { tail, reader, wake } = await begun(10);
      const [one, other] = [recorded(11, 12), recorded(13, 13)];
      tail.offer(other, 10);
      tail.offer(one, 20);
      reader.head = 13;
      wake.wakeAll();
      const { events, through, isEnd } = await tail.read(10, 500, {});
      expect(events.every((event, at) => event === [...one, ...other][at])).toBe(true);
      expect([events.length, through, isEnd, reader.read]).toEqual([3, 13, true, 0]);
    });

    it('reads what others recorded between, and holds no event twice', async () => {
      const { tail, reader, wake, clock } = await begun(10);
      tail.offer(recorded(11, 11), 10);
      tail.offer(recorded(13, 14), 20);
      reader.head = 15;
      wake.wakeAll();
      const { events } = await tail.read(10, 500, {});
      expect(events.map(({ position }) => position)).toEqual([11, 12, 13, 14, 15]);
      expect(reader.read).toBe(4);
      tail.offer(recorded(14, 14), 10);
      tail.offer(recorded(16, 16), 10);
      reader.head = 16;
      clock.now += 50;
      wake.wakeAll();
      const after = await tail.read(15, 500, {});
      expect(after.events.map(({ position }) => position)).toEqual([16]);
      expect(reader.read).toBe(4);
    });

    it('goes on after a page that ended within one of its appends', async () => {
      const { tail, reader, wake, clock } = await begun(10);
      tail.offer(recorded(510, 512), 30);
      reader.head = 512;
      wake.wakeAll();
      expect((await tail.read(10, 500, {})).through).toBe(510);
      clock.now += 50;
      expect((await tail.read(510, 500, {})).through).toBe(512);
      expect(reader.read).toBe(502);
    });

    it('keeps no more than it may hold while nobody is at the end', async () => {
      const { tail, reader, wake, clock } = await begun(10);
      for (let position = 11; position <= 5_011; position++) {
        tail.offer(recorded(position, position), 10);
      }
      reader.head = 5_011;
      wake.wakeAll();
      await tail.read(10, 500, {});
      expect(reader.read).toBe(500);
      tail.offer(recorded(5_012, 5_012), 8 * 1024 * 1024 + 1);
      tail.offer(recorded(511, 511), 10);
      clock.now += 50;
      await tail.read(510, 500, {});
      expect(reader.read).toBe(1_000);
    });

    it('keeps nothing where nobody follows', async () => {
      const reader = new CountingReader(10, 10);
      const tail = new Tail(reader, new Wake(), () => 0);
      tail.offer(recorded(11, 11), 10);
      reader.head = 11;
      expect((await tail.read(10, 500, {})).through).toBe(11);
      expect(reader.read).toBe(1);
    });
  });

  it('asks the database nothing when all is read and nobody was woken', async () => {
    const { tail, reader } = await begun(10);
    const { pages } = reader;
    for (let turn = 0; turn < 3; turn++) {
      expect(await tail.read(10, 500, {})).toMatchObject({ events: [], through: 10, isEnd: true });
    }
    expect(reader.pages).toBe(pages);
  });

  it('looks again when somebody was woken, once for all who come', async () => {
    const { tail, reader, wake } = await begun(10);
    const { pages } = reader;
    reader.head = 12;
    wake.wakeAll();
    const looks = await Promise.all([10, 10, 10].map((after) => tail.read(after, 500, {})));
    expect(looks.map(({ through }) => through)).toEqual([12, 12, 12]);
    expect((await tail.read(12, 500, {})).through).toBe(12);
    expect(reader.pages).toBe(pages + 1);
  });

  it('looks again after a while, should a waking be lost', async () => {
    const { tail, reader, clock } = await begun(10);
    reader.head = 11;
    clock.now = 1_000;
    expect((await tail.read(10, 500, {})).through).toBe(11);
  });

  it('tells whether there was more', async () => {
    const log = await begun(10);
    await growing(log, 20);
    expect(await log.tail.read(10, 5, {})).toMatchObject({ through: 15, isEnd: false });
    expect(await log.tail.read(15, 500, {})).toMatchObject({ through: 30, isEnd: true });
  });

  it('leaves out what a filter does', async () => {
    const log = await begun(10);
    await growing(log, 20);
    const nothing = { events: [], through: 30 };
    expect(await log.tail.read(10, 500, { categories: ['title'] })).toMatchObject(nothing);
    expect(await log.tail.read(10, 500, { types: ['AssetOpened'] })).toMatchObject(nothing);
  });
});
