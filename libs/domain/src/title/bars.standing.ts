import { addDays, addMonths, shanghaiDate, type DateText } from '../calendar.js';
import { areKin, standsAs } from './entry-line.js';
import { endedOn, holdsOn, type Span } from './span.js';
import type { Bar, Title } from './title.js';

/**
 * Freezes of one entry queue (轮候): the first by its day, then by its place in the title, is in
 * effect; the next takes effect on the day on which the one before it is lifted or its term is over.
 */

/** A freeze in the queue of one entry; without `effect` it waits for one that has no end. */
interface Queued {
  readonly bar: Bar;
  /** The dates on which it is in effect; may be empty. */
  readonly effect?: Span;
}

export const queueOf = (title: Title, holdingId: string): readonly Queued[] => {
  const queue = [...title.bars.values()]
    .filter((bar) => bar.ground === 'freeze' && concerns(title, bar, holdingId))
    .sort((a, b) => (a.from === b.from ? a.version - b.version : a.from < b.from ? -1 : 1));
  let free: DateText | undefined = '0001-01-01';
  return queue.map((bar) => {
    const { ended } = bar;
    if (free === undefined) return { bar };
    const from: DateText = bar.from > free ? bar.from : free;
    const effect = endedOn({ from, until: lastDay(bar, from) }, ended?.on);
    const isEmpty = effect.until !== undefined && effect.until < effect.from;
    if (!isEmpty) free = effect.until === undefined ? undefined : addDays(effect.until, 1);
    return { bar, effect };
  });
};

/** A term in months begins on the day after the one on which the freeze takes effect. */
const lastDay = ({ until, months }: Bar, effectFrom: DateText): DateText | undefined =>
  until ?? (months === undefined ? undefined : addMonths(effectFrom, months));

const concerns = (title: Title, { holdingId: on }: Bar, holdingId: string): boolean =>
  on === undefined || areKin(title, on, holdingId);

/** How a bar stands on an entry on a date. `waiting`: behind another freeze. */
export type BarStanding = 'none' | 'inEffect' | 'waiting';

const standingOn = (title: Title, bar: Bar, holdingId: string, date: DateText): BarStanding => {
  if (!concerns(title, bar, holdingId)) return 'none';
  if (!holdsOn(endedOn(bar, bar.ended?.on), date)) return 'none';
  if (bar.ground !== 'freeze') return 'inEffect';
  const effect = queueOf(title, holdingId).find((queued) => queued.bar === bar)?.effect;
  if (effect === undefined || date < effect.from) return 'waiting';
  return holdsOn(effect, date) ? 'inEffect' : 'none';
};

/** Bars on an entry, in effect or waiting, whether of the entry or of the whole title. */
export const standingBars = (title: Title, holdingId: string, at: string): readonly Bar[] =>
  [...title.bars.values()].filter(
    (bar) => standingOn(title, bar, holdingId, shanghaiDate(at)) !== 'none',
  );

/** The entries that a bar is on as of a date: those in which what it was raised on goes on. */
const entriesOf = (title: Title, { holdingId }: Bar, date: DateText): readonly string[] => {
  const on = holdingId === undefined ? [...title.entries.keys()] : [holdingId];
  return [...new Set(on.flatMap((id) => standsAs(title, id, date)))];
};

/** How a bar stands on any of its entries: one that is in effect somewhere is in effect. */
export const barStanding = (title: Title, bar: Bar, at: string): BarStanding => {
  const date = shanghaiDate(at);
  const standings = entriesOf(title, bar, date).map((holdingId) =>
    standingOn(title, bar, holdingId, date),
  );
  if (standings.includes('inEffect')) return 'inEffect';
  return standings.includes('waiting') ? 'waiting' : 'none';
};

export const barStands = (title: Title, bar: Bar, at: string): boolean =>
  barStanding(title, bar, at) !== 'none';

/**
 * The last day of a bar on any of its entries, as far as it can be told: waiting for one without an
 * end, it cannot. Where rights moved in part, each part has a queue of its own.
 */
export const barUntil = (title: Title, bar: Bar, at: string): DateText | undefined => {
  const ends = entriesOf(title, bar, shanghaiDate(at)).map((holdingId) =>
    barUntilOn(title, bar, holdingId),
  );
  return ends.includes(undefined) ? undefined : ends.toSorted().at(-1);
};

/** Its last day on one entry. */
export const barUntilOn = (title: Title, bar: Bar, holdingId: string): DateText | undefined => {
  if (bar.until !== undefined || bar.months === undefined) return bar.until;
  const effect = queueOf(title, holdingId).find((queued) => queued.bar === bar)?.effect;
  return effect === undefined ? undefined : lastDay(bar, effect.from);
};

/** Places in the queue of an entry on a date: what is in effect first. */
export const waitingFor = (title: Title, bar: Bar, at: string): readonly string[] => {
  const date = shanghaiDate(at);
  const before = entriesOf(title, bar, date).flatMap((holdingId) => {
    const queue = queueOf(title, holdingId);
    const place = queue.findIndex((queued) => queued.bar === bar);
    return queue
      .slice(0, Math.max(place, 0))
      .filter((queued) => standingOn(title, queued.bar, holdingId, date) !== 'none');
  });
  return [...new Set(before.map(({ bar: { barId } }) => barId))];
};
