import type { Command, EventBody, StreamKind } from '@ledger/domain/decider.js';
import type { JsonObject } from '@ledger/domain/json.js';
import type { RecordedEvent, RecordedOf } from './event.js';

/** What reading needs to know of a kind of stream, whatever its commands and state are. */
export interface EventSchemas {
  readonly category: string;
  readonly schemaVersions: Readonly<Record<string, number>>;
  readonly upcasts?: Readonly<Record<string, (data: JsonObject) => JsonObject>>;
}

/**
 * The event as today's code knows it: the one place where stored JSON becomes a typed event. Throws
 * a plain `Error` for a type nobody knows, a version from a newer release, or a missing upcast.
 */
export const upcast = <C extends Command, E extends EventBody, S>(
  kind: StreamKind<C, E, S>,
  event: RecordedEvent,
): RecordedOf<E> => toToday(kind, event) as RecordedOf<E>;

/** What events of a stream, from its first on, come to. */
export const stateAfter = <C extends Command, E extends EventBody, S>(
  kind: StreamKind<C, E, S>,
  events: readonly RecordedEvent[],
): S =>
  events.reduce(
    (state, event) => kind.decider.evolve(state, upcast(kind, event)),
    kind.decider.initialState(),
  );

/** `upcast` for a follower, which meets events of many kinds; kinds it was not given pass as is. */
export const upcaster = (
  kinds: readonly EventSchemas[],
): ((event: RecordedEvent) => RecordedEvent) => {
  const byCategory = new Map<string, EventSchemas>();
  for (const kind of kinds)
    byCategory.set(kind.category, both(byCategory.get(kind.category), kind));
  return (event) => {
    const kind = byCategory.get(event.stream.slice(0, event.stream.indexOf('-')));
    return kind === undefined ? event : toToday(kind, event);
  };
};

/** Claims of different things are kinds of their own in one category: a follower knows all of them. */
const both = (one: EventSchemas | undefined, other: EventSchemas): EventSchemas => ({
  category: other.category,
  schemaVersions: { ...one?.schemaVersions, ...other.schemaVersions },
  upcasts: { ...one?.upcasts, ...other.upcasts },
});

const toToday = (kind: EventSchemas, event: RecordedEvent): RecordedEvent => {
  const today = kind.schemaVersions[event.type];
  if (today === undefined) throw new Error(`${where(event)}: nobody knows this type.`);
  if (event.schemaVersion === today) return event;
  if (event.schemaVersion > today) {
    throw new Error(`${where(event)}: written by a newer release (${event.schemaVersion}).`);
  }
  let { data } = event;
  for (let version = event.schemaVersion; version < today; version++) {
    const step = kind.upcasts?.[`${event.type}@${version}`];
    if (step === undefined) throw new Error(`${where(event)}: no upcast from ${version}.`);
    data = step(data);
  }
  return { ...event, data, schemaVersion: today };
};

const where = ({ type, stream, version }: RecordedEvent): string =>
  `Event ${type} at ${stream}/${version}`;
