import { digestsOf } from './digested-log.js';
import { noStream } from './digest.js';
import { InMemoryEventLog } from './in-memory/in-memory-event-log.js';
import { newEvents, newStream } from './testing/new-event.js';
import { wrappedLog } from './testing/wrapped-log.js';

/** A log whose store hands out pages of its own size. */
const pagedLog = async (events: number, pageMax: number) => {
  const log = new InMemoryEventLog({ now: () => '2026-11-22T02:00:00.000Z' });
  for (let n = 0; n < events; n += 100) {
    await log.append(newStream('probe'), noStream, newEvents(100));
  }
  let reads = 0;
  const paged = {
    ...wrappedLog(log, (_, run) => run()),
    readAll: (after: number, limit: number) => {
      reads += 1;
      return log.readAll(after, Math.min(limit, pageMax));
    },
  };
  const digests = digestsOf(paged);
  return { digests, reads: () => reads };
};

describe('a log read as digests', () => {
  it('comes in full batches, however small the pages of its store are', async () => {
    const { digests, reads } = await pagedLog(2_500, 1_000);
    const { events, through } = await digests.readAll(0, 2_200);
    expect([events.length, through, reads()]).toEqual([2_200, 2_200, 3]);
    expect(events.map(({ position }) => position)).toEqual(events.map((_, n) => n + 1));
    const rest = await digests.readAll(through, 8_000);
    expect([rest.events.length, rest.through, reads()]).toEqual([300, 2_500, 4]);
  });

  it('costs one read where little has come', async () => {
    const { digests, reads } = await pagedLog(100, 1_000);
    expect((await digests.readAll(0, 8_000)).events).toHaveLength(100);
    expect((await digests.readAll(100, 8_000)).events).toEqual([]);
    expect(reads()).toBe(2);
  });
});
