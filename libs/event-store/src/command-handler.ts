import type { Command, EventBody } from '@ledger/domain/decider.js';
import type { CommandContext } from './command-context.js';
import type { RecordedOf } from './event.js';

/** What a command led to. */
export interface Outcome<E extends EventBody, S> {
  /** The events it recorded, now or (when `replayed`) the first time; none: it was so already. */
  readonly events: readonly RecordedOf<E>[];
  /** State of the stream right after them. */
  readonly state: S;
  readonly version: number;
  /** Position of the last event of the stream at `version`. */
  readonly position: number;
  /** True when the same request had been recorded before and nothing was written. */
  readonly replayed: boolean;
}

/** Runs a command against its stream. Throws `Refused`, `StaleVersion`, `KeyReused` and the log's errors. */
export type Handle<C extends Command, E extends EventBody, S> = (
  stream: string,
  command: CommandInput<C>,
  context: CommandContext,
) => Promise<Outcome<E, S>>;

/** A command as a controller builds it: the loop adds who and when. */
export type CommandInput<C extends Command> = C extends Command ? Omit<C, 'meta'> : never;
