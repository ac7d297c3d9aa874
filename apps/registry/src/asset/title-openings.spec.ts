import type { EventLog } from '@ledger/event-store/event-log.js';
import { noStream } from '@ledger/event-store/digest.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import { TitleOpenings } from './title-openings.js';

const open = (log: EventLog, assetId: string) =>
  log.append(`title-${assetId}`, noStream, [newEvent()]);

describe('waiting for a title', () => {
  it('ends as soon as it is open', async () => {
    const log = new InMemoryEventLog();
    const titles = new TitleOpenings(log);
    const waits = [titles.opened('a', 5_000), titles.opened('b', 5_000), titles.opened('a', 5_000)];
    await open(log, 'c');
    await open(log, 'a');
    await open(log, 'b');
    expect(await Promise.all(waits)).toEqual([true, true, true]);
  });

  it('does not begin where it is open already, also while others wait', async () => {
    const log = new InMemoryEventLog();
    const titles = new TitleOpenings(log);
    const longMs = 60_000;
    const other = titles.opened('never', longMs).then(() => 'other');
    await open(log, 'a');
    const seen = titles.opened('a', longMs).then(String);
    expect(await Promise.race([seen, other])).toBe('true');
    await open(log, 'never');
    expect(await other).toBe('other');
  });

  it('ends when it takes too long, and when the log does not answer', async () => {
    const log = new InMemoryEventLog();
    const titles = new TitleOpenings(log);
    expect(await titles.opened('a', 30)).toBe(false);
    await log.close();
    expect(await titles.opened('a', 30)).toBe(false);
  });

  it('serves many with few looks', async () => {
    const log = new InMemoryEventLog();
    let looks = 0;
    const versions = log.versions.bind(log);
    log.versions = (streams) => {
      looks += 1;
      return versions(streams);
    };
    const titles = new TitleOpenings(log);
    const waits = Array.from({ length: 100 }, (_, n) => titles.opened(`asset-${n}`, 5_000));
    for (let n = 0; n < 100; n += 1) await open(log, `asset-${n}`);
    expect(await Promise.all(waits)).toEqual(Array(100).fill(true));
    // A look for each wait, each change and each pause that was too long: not one for each of each.
    expect(looks).toBeLessThan(400);
  });
});
