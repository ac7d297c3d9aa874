import { specOf } from '../testing/decider-spec.js';
import { batchesMax, usageKind } from './usage.decider.js';
import type { UsageEvent } from './usage.events.js';
import { evolveUsage, usageStream } from './usage.state.js';
import type { UsagePeriod, UsageState } from './usage.state.js';
import { UsageChain } from './testing/usage-chain.js';
import {
  april,
  correction,
  march,
  openedEvent,
  orderId,
  recordedEvent,
  report,
  use,
  uses,
} from './testing/usage-samples.js';

const given = specOf(usageKind.decider);
const fold = (...events: readonly UsageEvent[]): UsagePeriod => {
  const state = events.reduce<UsageState>(evolveUsage, undefined);
  if (state === undefined) throw new Error('Nothing was opened.');
  return state;
};
const closed = (month: string, part = 1): UsageEvent => ({
  type: 'UsagePeriodClosed',
  data: { orderId, next: { month, part } },
});
const inApril = { at: '2026-03-31T16:00:00.000Z' };
const before = [openedEvent, recordedEvent([use(1), use(2), use(9)]), recordedEvent([use(3)])];

describe('a period of use', () => {
  it('has the stream of its month, a further part one of its own', () => {
    expect(usageStream('o', march)).toBe('usage-o-2026-03');
    expect(usageStream('o', { month: '2026-03', part: 12 })).toBe('usage-o-2026-03-12');
  });

  it('is open to the last instant of its month and closed by the first report after it', () => {
    const last = { at: '2026-03-31T15:59:59.999Z' };
    given(...before)
      .when(report(uses(4), last))
      .then(recordedEvent(uses(4)));
    given(...before)
      .when(report(uses(4), inApril))
      .then(closed('2026-04'));
  });

  it('takes nothing once it is closed: the report goes on to the next', () =>
    given(...before, closed('2026-04'))
      .when(report(uses(4), inApril))
      .thenNothing());

  it('opens with what is carried over, and knows what was recorded before', () => {
    const previous = fold(...before, recordedEvent([correction(10, 2)]), closed('2026-04'));
    const next = { ...inApril, period: april, previous };
    const events = given()
      .when(report(uses(3, 4), next))
      .events();
    expect(events).toEqual([
      {
        type: 'UsagePeriodOpened',
        data: {
          ...openedEvent.data,
          ...april,
          previous: march,
          months: [{ month: '2026-03', counted: 3, uses: 4, corrected: 1 }],
        },
      },
      {
        type: 'UsageMetersCarried',
        data: {
          orderId,
          meters: [{ meterId: 'gateway-1', seen: '1-3,9-10', corrected: '2,10' }],
        },
      },
      recordedEvent(uses(4)),
    ]);
    given(...events)
      .when(report([correction(11, 2)], { ...next }))
      .thenRefused('usage_already_corrected');
  });

  it('opens even where a report brings nothing new, so that it can be gone on from', () => {
    const previous = fold(...before, closed('2026-04'));
    const next = { ...inApril, period: april, previous };
    const types = given()
      .when(report(uses(3), next))
      .events();
    expect(types.map(({ type }) => type)).toEqual(['UsagePeriodOpened', 'UsageMetersCarried']);
  });

  it('that begins in the past leads on to the present one, empty as it is', () => {
    const late = {
      ...inApril,
      terms: { from: '2026-01-10' },
      period: { month: '2026-01', part: 1 },
    };
    const opened = { ...openedEvent.data, month: '2026-01' };
    given()
      .when(report(uses(1), late))
      .then({ type: 'UsagePeriodOpened', data: opened as never }, closed('2026-04'));
  });

  it('of a licence that begins later takes what is used too early', () => {
    const early = { terms: { from: '2026-05-01' }, period: { month: '2026-05', part: 1 } };
    const types = given()
      .when(report(uses(1), early))
      .events();
    expect(types).toMatchObject([
      { data: { month: '2026-05' } },
      { data: { events: [{ ground: 'beforeTerm' }] } },
    ]);
  });

  it('is not opened without the one before it', () =>
    expect(() =>
      given()
        .when(report(uses(1), { ...inApril, period: april }))
        .events(),
    ).toThrow('without the one before it'));
});

describe('a busy month', () => {
  it('is full after so many batches and goes on in its next part, within the stream’s length', () => {
    const chain = new UsageChain();
    for (let sequence = 1; sequence <= batchesMax + 1; sequence++) chain.record([use(sequence)]);
    const lengths = [...chain.streams].map(([stream, events]) => [stream, events.length]);
    expect(lengths).toEqual([
      [usageStream(orderId, march), batchesMax + 2],
      [usageStream(orderId, { month: '2026-03', part: 2 }), 3],
    ]);
    expect(chain.last?.totals.months.get('2026-03')?.counted).toBe(batchesMax + 1);
    // Opening, what is carried (at most 15 events), batches, a second of the last one, closing.
    expect(batchesMax + 18).toBeLessThanOrEqual(usageKind.eventsMax);
  });

  it('leaves the batch that comes to a full part with that part’s last event', () => {
    const events = [openedEvent];
    for (let at = 1; at < batchesMax; at++) events.push(recordedEvent(uses(at)));
    given(...events)
      .when(report(uses(batchesMax)))
      .then(recordedEvent(uses(batchesMax)), closed('2026-03', 2));
  });
});
