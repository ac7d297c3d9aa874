import type { RecordedEvent } from '../event.js';
import type { Batch } from '../event-log.js';
import { Tail } from './tail.js';

/** A log of so many events, each of so much text, that counts who reads from it. */
class CountingReader {
  pages = 0;
  filteredPages = 0;

  constructor(
    public head: number,
    private readonly characters: number,
  ) {}

  async page(after: number, limit: number): Promise<Batch> {
    this.pages += 1;
    const events = this.events(after, limit);
    return {
      events,
      through: after + events.length,
      size: events.length * this.characters,
    };
  }

  async filtered(after: number, limit: number): Promise<Batch> {
    this.filteredPages += 1;
    return { events: this.events(after, limit), through: Math.min(after + limit, this.head) };
  }

  private events(after: number, limit: number): readonly RecordedEvent[] {
    const count = Math.max(Math.min(limit, this.head - after), 0);
    return Array.from({ length: count }, (_, at) => {
      const position = after + at + 1;
      return { position, stream: `asset-${position}` } as RecordedEvent;
    });
  }
}

/** Whoever is at the end reads `count` more events, as they come. */
const growing = async (tail: Tail, reader: CountingReader, count: number): Promise<void> => {
  for (const until = reader.head + count; reader.head < until;) {
    const before = reader.head;
    reader.head = Math.min(before + 100, until);
    await tail.read(before, 500);
  }
};

const begun = async (characters: number): Promise<{ tail: Tail; reader: CountingReader }> => {
  const reader = new CountingReader(10, characters);
  const tail = new Tail(reader);
  await tail.read(10, 500);
  return { tail, reader };
};

describe('the tail of the log', () => {
  it('holds thousands of events for those who are behind', async () => {
    const { tail, reader } = await begun(1_000);
    await growing(tail, reader, 5_000);
    const { pages } = reader;
    const { events, through } = await tail.read(10, 500, ['asset']);
    expect([events.length, through]).toEqual([500, 510]);
    expect([reader.pages, reader.filteredPages]).toEqual([pages, 0]);
  });

  it('holds the same objects for all', async () => {
    const { tail, reader } = await begun(1_000);
    await growing(tail, reader, 1_000);
    const [one, other] = [await tail.read(10, 9), await tail.read(10, 9, ['asset'])];
    expect(one.events.every((event, at) => event === other.events[at])).toBe(true);
  });

  it('lets go of the oldest when there are too many', async () => {
    const { tail, reader } = await begun(1_000);
    await growing(tail, reader, 5_100);
    await tail.read(109, 500, ['asset']);
    expect(reader.filteredPages).toBe(1);
    await tail.read(110, 500, ['asset']);
    expect(reader.filteredPages).toBe(1);
  });

  it('lets go of the oldest when they are too long, but not of the newest', async () => {
    const { tail, reader } = await begun(8 * 1024);
    await growing(tail, reader, 2_000);
    await tail.read(reader.head - 1_100, 500, ['asset']);
    expect(reader.filteredPages).toBe(1);
    const { events } = await tail.read(reader.head - 1_000, 500, ['asset']);
    expect([events.length, reader.filteredPages]).toEqual([500, 1]);
    const long = await begun(64 * 1024);
    await growing(long.tail, long.reader, 400);
    await long.tail.read(long.reader.head - 100, 500, ['asset']);
    expect(long.reader.filteredPages).toBe(0);
  });
});
