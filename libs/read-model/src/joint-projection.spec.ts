import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { DataSource, EntityManager } from 'typeorm';
import { jointProjection } from './joint-projection.js';
import type { Projection } from './projection.js';

const event = (position: number, stream: string, type: string): RecordedEvent =>
  ({ position, stream, type }) as RecordedEvent;

const manager = {} as EntityManager;

/** A projection that notes what it is given. */
const noting = (name: string, categories: readonly string[], told: string[]) =>
  ({
    name,
    categories,
    tables: [class {}],
    concerns: ({ type }) => type !== 'Idle',
    apply: async (events, on) => {
      expect(on).toBe(manager);
      told.push(`${name} ${events.map(({ position }) => position).join(',')}`);
    },
    replayInto: (_, { share }) => ({
      take: async (events) => void told.push(`${name} takes ${events.length} (${share})`),
      flush: async () => void told.push(`${name} flushes`),
    }),
  }) satisfies Projection;

describe('a joint projection', () => {
  const events = [event(1, 'order-1', 'A'), event(2, 'wallet-1', 'B'), event(3, 'order-2', 'C')];
  const parts = (told: string[]) => [
    noting('orders', ['order'], told),
    noting('both', ['order', 'wallet'], told),
    noting('titles', ['title'], told),
  ];

  it('gives each part the events of its categories, in one transaction', async () => {
    const told: string[] = [];
    const joint = jointProjection('joint', parts(told));
    expect(joint.categories).toEqual(['order', 'wallet', 'title']);
    expect(joint.tables).toHaveLength(3);
    await joint.apply(events, manager);
    expect(told).toEqual(['orders 1,3', 'both 1,2,3']);
  });

  it('is concerned by what concerns a part that follows it', () => {
    const [, , titles] = parts([]);
    const all = { ...titles!, concerns: () => true };
    const joint = jointProjection('joint', [...parts([]).slice(0, 2), all]);
    expect(joint.concerns?.(event(1, 'order-1', 'A'))).toBe(true);
    expect(joint.concerns?.(event(2, 'order-1', 'Idle'))).toBe(false);
    expect(joint.concerns?.(event(3, 'title-1', 'Idle'))).toBe(true);
    expect(joint.concerns?.(event(4, 'asset-1', 'A'))).toBe(false);
  });

  it('reads some types only where each of its parts does', () => {
    const [orders, both] = parts([]);
    const [some, more] = [
      { ...orders!, types: ['A', 'B'] },
      { ...both!, types: ['B', 'C'] },
    ];
    expect(jointProjection('joint', [some, more]).types).toEqual(['A', 'B', 'C']);
    expect(jointProjection('joint', [some, both!]).types).toBeUndefined();
  });

  it('is made anew part by part, which share the memory for rows', async () => {
    const told: string[] = [];
    const joint = jointProjection('joint', parts(told).slice(0, 2));
    const place = { schema: 'beside', eventsExpected: 3 };
    const replay = joint.replayInto!({} as DataSource, place);
    await replay.take(events, { query: () => Promise.reject(new Error('nobody asks')) });
    await replay.flush({ query: () => Promise.reject(new Error('nobody asks')) });
    const taken = ['orders takes 2 (0.5)', 'both takes 3 (0.5)'];
    expect(told).toEqual([...taken, 'orders flushes', 'both flushes']);
  });

  it('cannot be made anew where one of its parts cannot', () => {
    const { replayInto: _, ...other } = noting('other', ['order'], []);
    expect(jointProjection('joint', [...parts([]), other]).replayInto).toBeUndefined();
  });
});
