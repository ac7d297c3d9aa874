import fc from 'fast-check';
import { addDays, addMonths, shanghaiDate } from '../calendar.js';
import { barStanding, type BarStanding, barUntil } from './bars.standing.js';
import { histories, played } from './testing/title-histories.js';
import type { TitleEvent } from './title.events.js';
import { instantOf } from './title.standing.js';

const runs = 200;

/** A bar as its own events tell it. */
interface Told {
  readonly barId: string;
  readonly holdingId?: string | undefined;
  readonly isFreeze: boolean;
  readonly from: string;
  readonly until?: string | undefined;
  readonly months?: number | undefined;
  readonly liftedOn: string;
}

const never = '9999-12-31';

const barsIn = (events: readonly TitleEvent[]): readonly Told[] =>
  events.flatMap((event) => {
    if (event.type !== 'BarRaised') return [];
    const { barId, holdingId, ground, from, months } = event.data;
    let { until } = event.data;
    let liftedOn = never;
    for (const later of events) {
      if (later.type === 'BarExtended' && later.data.barId === barId) until = later.data.until;
      if (later.type === 'BarLifted' && later.data.barId === barId) liftedOn = later.data.on;
    }
    return [{ barId, holdingId, isFreeze: ground === 'freeze', from, until, months, liftedOn }];
  });

/** Where entries went, told from the transfers alone. */
const linesIn = (events: readonly TitleEvent[]) => {
  const moves = events.flatMap((event) => {
    if (event.type !== 'RightTransferred') return [];
    const { fromHoldingId, to, remaining, on } = event.data;
    const next = [to, ...(remaining === undefined ? [] : [remaining])];
    return [{ from: fromHoldingId, to: next.map(({ holdingId }) => holdingId), on }];
  });
  const descends = (one: string, from: string): boolean =>
    one === from || moves.some((move) => move.to.includes(one) && descends(move.from, from));
  const standsAs = (holdingId: string, day: string): readonly string[] => {
    const move = moves.find(({ from, on }) => from === holdingId && on <= day);
    return move === undefined ? [holdingId] : move.to.flatMap((next) => standsAs(next, day));
  };
  return { isKin: (a: string, b: string) => descends(a, b) || descends(b, a), standsAs };
};

const entriesIn = (events: readonly TitleEvent[]): readonly string[] =>
  events.flatMap((event) => {
    if (event.type === 'TitleOpened') return event.data.entries.map(({ holdingId }) => holdingId);
    if (event.type !== 'RightTransferred') return [];
    const { to, remaining } = event.data;
    return [to, ...(remaining === undefined ? [] : [remaining])].map((entry) => entry.holdingId);
  });

/** Walks through the days of one queue; answers how many have had their turn, and whose it is. */
const turnOn = (queue: readonly Told[], day: string): { over: number; isHeld: boolean } => {
  let over = 0;
  let began: string | undefined;
  for (let today = queue[0]?.from ?? never; today <= day; today = addDays(today, 1)) {
    for (let bar = queue[over]; bar !== undefined && bar.from <= today; bar = queue[over]) {
      began ??= today;
      const last = bar.until ?? (bar.months === undefined ? never : addMonths(began, bar.months));
      if (today <= last && today < bar.liftedOn) break;
      over += 1;
      began = undefined;
    }
  }
  return { over, isHeld: (queue[over]?.from ?? never) <= day };
};

/** What stands on a day as far as is known: no fold and no interval, only events and days. */
const toldOn = (events: readonly TitleEvent[], day: string): ReadonlyMap<string, BarStanding> => {
  const bars = barsIn(events);
  const { isKin, standsAs } = linesIn(events);
  const standingOn = (bar: Told, holdingId: string): BarStanding => {
    const isKnown = bar.holdingId === undefined || isKin(bar.holdingId, holdingId);
    const isIn = bar.from <= day && day <= (bar.until ?? never) && day < bar.liftedOn;
    if (!isKnown || !isIn) return 'none';
    if (!bar.isFreeze) return 'inEffect';
    const queue = bars
      .filter((one) => one.isFreeze)
      .filter((one) => one.holdingId === undefined || isKin(one.holdingId, holdingId))
      .toSorted((a, b) => (a.from < b.from ? -1 : Number(a.from > b.from)));
    const { over, isHeld } = turnOn(queue, day);
    const place = queue.indexOf(bar);
    if (place > over) return 'waiting';
    return place === over && isHeld ? 'inEffect' : 'none';
  };
  return new Map(
    bars.map((bar) => {
      const on = bar.holdingId === undefined ? entriesIn(events) : [bar.holdingId];
      const now = new Set(on.flatMap((holdingId) => standsAs(holdingId, day)));
      const standings = [...now].map((holdingId) => standingOn(bar, holdingId));
      const best = (['inEffect', 'waiting'] as const).find((one) => standings.includes(one));
      return [bar.barId, best ?? 'none'];
    }),
  );
};

describe('bars by the two clocks', () => {
  it('stand, wait and end for every day as the events say, at any point of the log', () =>
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.integer({ min: -5, max: 100 }), { minLength: 1, maxLength: 3 }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (commands, offsets, part) => {
          const { events, titles } = played(commands);
          for (const known of new Set([
            Math.floor(part * (titles.length - 1)),
            titles.length - 1,
          ])) {
            const title = titles[known];
            for (const offset of offsets) {
              const day = addDays('2026-11-23', offset);
              const at = instantOf(day);
              const answered = [...(title?.bars.values() ?? [])].map(
                (bar) => [bar.barId, title ? barStanding(title, bar, at) : 'none'] as const,
              );
              expect([day, new Map(answered)]).toEqual([
                day,
                toldOn(events.slice(0, known + 1), day),
              ]);
            }
          }
        },
      ),
      { numRuns: runs },
    ));

  it('are in effect to the last day that is told of them, and not on the day after', () => {
    let tried = 0;
    fc.assert(
      fc.property(histories, (commands) => {
        const title = played(commands).titles.at(-1);
        const now = commands.at(-1)?.meta.now ?? '';
        if (title === undefined) return;
        for (const bar of title.bars.values()) {
          if (bar.months === undefined || bar.until !== undefined || bar.ended) continue;
          const until = barUntil(title, bar, now);
          if (until === undefined || until < shanghaiDate(now)) continue;
          const standingOn = (day: string) => barStanding(title, bar, instantOf(day));
          expect([standingOn(until), standingOn(addDays(until, 1))]).toEqual(['inEffect', 'none']);
          tried += 1;
        }
      }),
      { numRuns: 400, seed: 20261124 },
    );
    expect(tried).toBeGreaterThan(20);
  });

  it('are tried in effect, waiting and over', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(histories, (commands) => {
        const { events } = played(commands);
        for (const standing of toldOn(events, '2026-12-20').values()) reached.add(standing);
      }),
      { numRuns: 200, seed: 20261123 },
    );
    expect([...reached].toSorted()).toEqual(['inEffect', 'none', 'waiting']);
  });
});
