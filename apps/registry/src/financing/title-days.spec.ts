import { titleKind } from '@ledger/domain/title/title.decider.js';
import {
  assetId,
  barred,
  opened,
  pledged,
  released,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { evolveTitle, initialTitle } from '@ledger/domain/title/title.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { TitleDays } from './title-days.js';

/** A title's stream that says which versions were asked for. */
const streamOf = (events: readonly (readonly [day: string, event: TitleEvent])[]) => {
  const asked: number[] = [];
  const recorded = () =>
    events.map(([day, { type, data }], index) => ({
      ...{ type, data, version: index + 1, schemaVersion: titleKind.schemaVersions[type] },
      ...{ stream: `title-${assetId}`, recordedAt: `${day}T02:00:00.000000Z` },
    }));
  const read = (_: string, from = 1) => {
    asked.push(from);
    return Promise.resolve(recorded().slice(from - 1) as unknown as RecordedEvent[]);
  };
  return { asked, log: { read } as unknown as EventLog };
};

describe('the days of a title', () => {
  it('are those on which what it secures changed, each as it ended', async () => {
    const events = [
      ['2026-11-20', opened()],
      ['2026-11-21', pledged(1)],
      ['2026-11-21', pledged(2)],
      ['2026-11-22', barred()],
      ['2026-11-24', released(1)],
    ] as const;
    const { log } = streamOf(events);
    const days = await new TitleDays(log).of(assetId);
    const upTo = (count: number) =>
      events
        .slice(0, count)
        .reduce((title, [, event]) => evolveTitle(title, event), initialTitle());
    expect(days.map(({ from }) => from)).toEqual(['2026-11-20', '2026-11-21', '2026-11-24']);
    expect(days.map(({ title }) => title.pledges)).toEqual(
      [1, 3, 5].map((count) => upTo(count).pledges),
    );
  });

  it('are read on from where the last look ended, and come to the same', async () => {
    const events: (readonly [string, TitleEvent])[] = [
      ['2026-11-20', opened()],
      ['2026-11-21', pledged(1)],
    ];
    const { asked, log } = streamOf(events);
    const days = new TitleDays(log);
    expect((await days.of(assetId)).at(-1)?.title.pledges.size).toBe(1);
    events.push(['2026-11-21', pledged(2)], ['2026-11-23', released(1)]);
    const found = await days.of(assetId);
    expect(found).toEqual(await new TitleDays(log).of(assetId));
    expect(found.map(({ from, title }) => [from, title.pledges.size])).toEqual([
      ['2026-11-20', 0],
      ['2026-11-21', 2],
      ['2026-11-23', 2],
    ]);
    expect(asked).toEqual([1, 3, 1]);
  });
});
