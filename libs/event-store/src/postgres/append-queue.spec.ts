import { noStream } from '../digest.js';
import { LogOverloaded } from '../event-log.js';
import { newEvent, newEvents } from '../testing/new-event.js';
import { AppendQueue } from './append-queue.js';
import { requestOf } from './append-request.js';

const fill = (queue: AppendQueue, ...requests: ReturnType<typeof requestOf>[]): void => {
  for (const request of requests)
    queue.add({ request, resolve: () => undefined, reject: () => undefined });
};

const exact = (stream: string, events = 1) => requestOf(stream, noStream, newEvents(events));
const any = (stream: string) => requestOf(stream, 'any', newEvents(1));
const taken = (queue: AppendQueue): string[] => queue.take().map(({ request }) => request.stream);

describe('the queue of appends', () => {
  it('gives batches of at most 128 requests, first come first served', () => {
    const queue = new AppendQueue(1000);
    const streams = Array.from({ length: 300 }, (_, n) => `asset-${n}`);
    fill(queue, ...streams.map((stream) => exact(stream)));
    const batches = [taken(queue), taken(queue), taken(queue), taken(queue)];
    expect(batches.map(({ length }) => length)).toEqual([128, 128, 44, 0]);
    expect(batches.flat()).toEqual(streams);
  });

  it('puts requests of one stream into one batch only where any version will do', () => {
    const queue = new AppendQueue(1000);
    fill(queue, exact('asset-1'), exact('asset-1'), exact('asset-2'), exact('asset-1'));
    fill(queue, any('usage-1'), any('usage-1'), exact('usage-1'), exact('usage-2'), any('usage-2'));
    expect(taken(queue)).toEqual(['asset-1', 'asset-2', 'usage-1', 'usage-1', 'usage-2']);
    expect(taken(queue)).toEqual(['asset-1', 'usage-1', 'usage-2']);
    expect(taken(queue)).toEqual(['asset-1']);
    expect(queue.length).toBe(0);
  });

  it('bounds the events and the bytes of a batch', () => {
    const events = new AppendQueue(1000);
    fill(events, ...Array.from({ length: 15 }, (_, n) => exact(`asset-${n}`, 100)));
    expect([taken(events).length, taken(events).length]).toEqual([10, 5]);
    const bytes = new AppendQueue(1000);
    const large = newEvent({ data: { text: 'x'.repeat(60_000) } });
    fill(
      bytes,
      ...Array.from({ length: 80 }, (_, n) => requestOf(`asset-${n}`, noStream, [large])),
    );
    expect(taken(bytes)).toHaveLength(69);
    expect(taken(bytes)).toHaveLength(11);
  });

  it('refuses what it has no room for and says when to come again', () => {
    const queue = new AppendQueue(2);
    fill(queue, exact('asset-1'), exact('asset-2'));
    expect(() => fill(queue, exact('asset-3'))).toThrow(LogOverloaded);
    for (let batch = 0; batch < 100; batch++) queue.took(1, 60_000);
    expect(() => fill(queue, exact('asset-3'))).toThrow(
      expect.objectContaining({ retryAfterSeconds: 30 }),
    );
    queue.take();
    fill(queue, exact('asset-3'));
    expect(queue.length).toBe(1);
  });
});
