import { specOf } from '../testing/decider-spec.js';
import { scatterMax } from './usage.carry.js';
import { usageKind } from './usage.decider.js';
import type { UsageEvent } from './usage.events.js';
import { evolveUsage } from './usage.state.js';
import type { UsageState } from './usage.state.js';
import { april, openedEvent, orderId, report, uses } from './testing/usage-samples.js';

/** What one event and one append of the log carry, in bytes. */
const [eventBytesMax, appendBytesMax] = [64 * 1024, 512 * 1024];
/** About what an envelope adds to an event. */
const envelopeBytes = 1_000;

const given = specOf(usageKind.decider);
const high = 900_000_000_000;
const inApril = { at: '2026-04-02T02:00:00.000Z', period: april };

/** Single sequence numbers with a gap after each, as long as they can be. */
const scattered = (ranges: number): string =>
  Array.from({ length: ranges }, (_, at) => `${high + at * 9}-${high + at * 9 + 1}`).join(',');

const carried = (meterId: string, ranges: number): UsageEvent => ({
  type: 'UsageMetersCarried',
  data: { orderId, meters: [{ meterId, seen: scattered(ranges), corrected: '' }] },
});
const months = Array.from({ length: 240 }, (_, at) => ({
  month: `${2006 + Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`,
  counted: high,
  uses: high,
  corrected: high,
}));
const opened = { ...openedEvent, data: { ...openedEvent.data, months } } as UsageEvent;
const meterCost = 5;
const full = scatterMax - meterCost;
const names = (count: number) => Array.from({ length: count }, (_, at) => `${at}`.padEnd(64, 'm'));

const closedAfter = (...events: readonly UsageEvent[]) => {
  const next = { type: 'UsagePeriodClosed', data: { orderId, next: april } } as const;
  const state = [opened, ...events, next].reduce<UsageState>(evolveUsage, undefined);
  if (state === undefined) throw new Error('Nothing was opened.');
  return state;
};

describe('what is carried over', () => {
  it.each([
    ['one meter with as many gaps as there may be', [carried('m'.repeat(64), full)]],
    [
      'as many meters as there may be',
      names(Math.floor(scatterMax / (meterCost + 1))).map((name) => carried(name, 1)),
    ],
  ])('fits into one append, each event into its limit: %s', (_, events) => {
    const previous = closedAfter(...events);
    const command = report(uses(high), { ...inApril, previous });
    const all = given()
      .when({ ...command, data: { ...command.data, lines: [] } })
      .events();
    const sizes = all.map(({ data }) => JSON.stringify(data).length + envelopeBytes);
    expect(Math.max(...sizes)).toBeLessThan(eventBytesMax);
    // A batch of two events comes along.
    expect(sizes.reduce((sum, size) => sum + size, 80_000)).toBeLessThan(appendBytesMax);
    expect(all.length).toBeLessThanOrEqual(16);
    const state = all.reduce<UsageState>(evolveUsage, undefined);
    const written = (one: UsageState) =>
      [...(one?.meters ?? [])].map(([id, { seen }]) => [id, seen.toString()]);
    expect(written(state)).toEqual(written(previous));
  });

  it('is bounded: a report that would need more is refused, one that fills a gap is not', () => {
    const past = given(openedEvent, carried('gateway-1', full));
    const filling = { ...report([]), data: { ...report([]).data, lines: uses(high + 2) } };
    expect(past.when(filling).events()).toHaveLength(1);
    past
      .when(report(uses(high + 9 * full + 5)))
      .thenRefused('usage_too_scattered', expect.objectContaining({ meterId: 'gateway-1' }));
    past
      .when(report(uses(1), { meterId: 'gateway-2' }))
      .thenRefused('usage_too_scattered', expect.objectContaining({ meterId: 'gateway-2' }));
  });
});
