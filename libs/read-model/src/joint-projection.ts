import { categoryOf, type RecordedEvent } from '@ledger/event-store/event.js';
import type { Projection } from './projection.js';

/**
 * Several projections kept by one runner: their tables move in one transaction, so that at every
 * position they tell the same, and the log is read once for all of them. An event that one of them
 * cannot take stops all of them.
 */
export const jointProjection = (name: string, parts: readonly Projection[]): Projection => ({
  name,
  categories: [...new Set(parts.flatMap(({ categories }) => categories))],
  ...(parts.every(({ types }) => types !== undefined) && {
    types: [...new Set(parts.flatMap(({ types = [] }) => types))],
  }),
  tables: parts.flatMap(({ tables }) => tables),
  concerns: (event) => parts.some((part) => isOf(part, event) && (part.concerns?.(event) ?? true)),
  apply: async (events, manager) => {
    for (const part of parts) {
      const own = events.filter((event) => isOf(part, event));
      if (own.length > 0) await part.apply(own, manager);
    }
  },
  ...(parts.every(isRebuildable) && { replayInto: replayOf(parts) }),
});

type Rebuildable = Projection & Required<Pick<Projection, 'replayInto'>>;

const isRebuildable = (part: Projection): part is Rebuildable => part.replayInto !== undefined;

const replayOf =
  (parts: readonly Rebuildable[]): Rebuildable['replayInto'] =>
  (dataSource, place) => {
    const own = { ...place, share: (place.share ?? 1) / parts.length };
    const replays = parts.map((part) => ({ part, replay: part.replayInto(dataSource, own) }));
    return {
      take: async (events, db) => {
        for (const { part, replay } of replays) {
          await replay.take(
            events.filter((event) => isOf(part, event)),
            db,
          );
        }
      },
      flush: async (db) => {
        for (const { replay } of replays) await replay.flush(db);
      },
    };
  };

const isOf = ({ categories }: Projection, { stream }: RecordedEvent): boolean =>
  categories.includes(categoryOf(stream));
