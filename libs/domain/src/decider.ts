import type { JsonObject } from './json.js';

/** A fact of a category: its name and what it says. */
export interface EventBody {
  readonly type: string;
  readonly data: JsonObject;
}

/** Which hat the acting person wears in this request; `system` is a process of our own. */
export type Role =
  | 'manager'
  | 'registrar'
  | 'appraiser'
  | 'lender'
  | 'accountant'
  | 'operator'
  | 'auditor'
  | 'admin'
  | 'system';

/** Who acts: a random token of the person (never a name), the organisation, the role used. */
export interface Actor {
  readonly person: string;
  readonly partyId: string;
  readonly role: Role;
}

/** Inputs that a rule may not fetch for itself: who acts and what time it is. */
export interface Meta {
  readonly actor: Actor;
  /** RFC 3339 instant in UTC. */
  readonly now: string;
}

/** What somebody wants, with the inputs that the rules may not fetch for themselves. */
export interface Command {
  readonly type: string;
  readonly data: object;
  readonly meta: Meta;
}

/**
 * The rules of one kind of stream, as three pure functions. `decide` answers the facts that follow
 * from a command (none: it is so already) and throws only `Refused`; `evolve` never refuses.
 */
export interface Decider<C extends Command, E extends EventBody, S> {
  readonly initialState: () => S;
  readonly evolve: (state: S, event: E) => S;
  readonly decide: (command: C, state: S) => readonly E[];
}

/** A decider with what the event log must know to store its facts. */
export interface StreamKind<C extends Command, E extends EventBody, S> {
  /** The stream name up to the first hyphen. */
  readonly category: string;
  readonly decider: Decider<C, E, S>;
  /** The version in which each event type is written today; older ones are upcast when read. */
  readonly schemaVersions: Readonly<Record<E['type'], number>>;
  /** How the data of an older version becomes that of the next, by `<type>@<older version>`. */
  readonly upcasts?: Readonly<Record<string, (data: JsonObject) => JsonObject>>;
  /** A stream longer than this is a design error: the append is refused (`stream_full`). */
  readonly eventsMax: number;
}
