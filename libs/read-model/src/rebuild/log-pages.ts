import type { Batch, EventLog } from '@ledger/event-store/event-log.js';

/** Events of one page, at most, and before the size of one is known. */
const eventsMax = 1_000;
const eventsAtFirst = 200;
/** Characters of events in one page, about: two pages are in memory at a time. */
const charactersMax = 2 * 1024 * 1024;

/**
 * The log from after one position to another, page by page; the next page is read while the one
 * before is worked on. The last one ends exactly at `upTo`, if the log goes so far.
 */
export async function* logPages(
  log: EventLog,
  after: number,
  upTo: number,
  categories: readonly string[],
): AsyncGenerator<Batch, void, void> {
  let limit = eventsAtFirst;
  const read = (from: number): Promise<Batch> => {
    const page = log.readAll(from, limit, { categories });
    // Nobody waits for it while the page before is worked on.
    page.catch(() => undefined);
    return page;
  };
  if (after >= upTo) return;
  for (let next = read(after), reached = after; reached < upTo;) {
    const page = await next;
    if (page.through <= reached) return;
    reached = page.through;
    limit = limitAfter(page);
    if (reached < upTo) next = read(reached);
    yield reached <= upTo ? page : cut(page, upTo);
  }
}

const limitAfter = ({ events, size = 0 }: Batch): number => {
  if (events.length === 0) return eventsMax;
  const fitting = Math.floor((charactersMax * events.length) / Math.max(size, 1));
  return Math.min(Math.max(fitting, 1), eventsMax);
};

const cut = ({ events }: Batch, upTo: number): Batch => ({
  events: events.filter(({ position }) => position <= upTo),
  through: upTo,
});
