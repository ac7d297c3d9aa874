import type { Command, StreamKind } from '@ledger/domain/decider.js';
import { CommandLoop } from './command-loop.js';
import { noStream } from './digest.js';
import { InMemoryEventLog } from './in-memory/in-memory-event-log.js';
import { newEvent } from './testing/new-event.js';

interface Counted {
  readonly type: 'Counted';
  readonly data: { readonly index: number };
}

const counting: StreamKind<Command, Counted, number> = {
  category: 'count',
  decider: {
    initialState: () => 0,
    evolve: (sum, { data }) => sum + data.index,
    decide: () => [],
  },
  schemaVersions: { Counted: 1 },
  eventsMax: 50_000,
};

it('folds a long stream page by page: never more than a page is in memory', async () => {
  const log = new InMemoryEventLog();
  const [eventsMax, batchMax, stream] = [10_100, 100, 'count-1'];
  let head = noStream;
  for (let from = 0; from < eventsMax; from += batchMax) {
    const events = Array.from({ length: batchMax }, (_, at) =>
      newEvent({ type: 'Counted', data: { index: from + at } }),
    );
    ({ head } = await log.append(stream, head, events));
  }
  const pages: number[] = [];
  const read = log.read.bind(log);
  log.read = async (...asked) => {
    const events = await read(...asked);
    pages.push(events.length);
    return events;
  };
  const loaded = await new CommandLoop(log, { now: () => '2026-11-20T02:00:00.000Z' }).load(
    counting,
    stream,
  );
  expect([loaded.version, loaded.state]).toEqual([eventsMax, (eventsMax * (eventsMax - 1)) / 2]);
  expect(pages).toEqual([5_000, 5_000, 100]);
});
