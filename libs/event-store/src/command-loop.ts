import type { Command, EventBody, StreamKind } from '@ledger/domain/decider.js';
import { isAboutTheCaller } from '@ledger/domain/refusal.js';
import type { Clock } from './clock.js';
import type { CommandContext } from './command-context.js';
import type { CommandInput, Handle, Outcome } from './command-handler.js';
import { appendEventsMax, VersionConflict, type EventLog, type Snapshot } from './event-log.js';
import { isOfCategory, type NewEvent, type RecordedEvent, type RecordedOf } from './event.js';
import { Busy, KeyReused, StaleVersion, StreamFull } from './loop-errors.js';
import { idOf, markOf, newEvents } from './new-events.js';
import { newSalt } from './random.js';
import { foldOn, StreamCache, type Folded } from './stream-cache.js';
import { StreamQueue } from './stream-queue.js';
import { StreamReader, type Loaded, type StreamAsk, type View } from './stream-reader.js';
import { upcast } from './upcast.js';

/** Attempts at one append while other processes win the race; then `Busy`. */
const attemptsMax = 20;
/**
 * The longest pause between two attempts. A process that has just won appends again without having
 * to read, so a loser gets through when the other's queue is empty: 20 attempts wait some three
 * seconds in all, time for a few hundred commands.
 */
const pauseMaxMs = 500;

export interface LoopOptions {
  /** Folded streams kept in memory. Default 5,000. */
  readonly cachedStreamsMax?: number;
  /** Commands that may wait for one stream. Default 1,000. */
  readonly waitingMax?: number;
  /** A number in [0, 1) that spreads the attempts of competing processes. */
  readonly jitter?: () => number;
  readonly pause?: (ms: number) => Promise<void>;
  /** 16 random bytes, hex. */
  readonly salt?: () => string;
}

/** One command on its way. */
interface Ask<C extends Command, E extends EventBody, S> {
  readonly kind: StreamKind<C, E, S>;
  readonly stream: string;
  readonly command: CommandInput<C>;
  readonly context: CommandContext;
  /** How many requests had arrived at the loop, this one included. */
  readonly arrivedAs: number;
}

/** What follows from a state: something to append, or an answer that leaves the log as it is. */
type Decision =
  | { readonly is: 'append'; readonly events: readonly NewEvent[] }
  | { readonly is: 'silence' }
  | { readonly is: 'replay'; readonly version: number }
  | { readonly is: 'error'; readonly error: unknown };

/**
 * The only place that reads streams in order to write to them: read, fold, decide, append. States of
 * hot streams are cached, so an allowed command costs one round trip. Whatever leaves the log as it
 * is (a refusal, silence, a stale `If-Match`, a repeated key) is only answered from a state that
 * the stream had after the command arrived: other processes write too.
 */
export class CommandLoop {
  private readonly cache: StreamCache;
  private readonly queue: StreamQueue;
  private readonly reader: StreamReader;
  private readonly jitter: () => number;
  private readonly pause: (ms: number) => Promise<void>;
  private readonly salt: () => string;
  private arrived = 0;
  private conflicts = 0;

  constructor(
    private readonly log: EventLog,
    private readonly clock: Clock,
    options: LoopOptions = {},
  ) {
    this.cache = new StreamCache(options.cachedStreamsMax ?? 5_000);
    this.queue = new StreamQueue(options.waitingMax ?? 1_000);
    this.reader = new StreamReader(log, this.cache, () => this.arrived);
    this.jitter = options.jitter ?? Math.random;
    this.pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.salt = options.salt ?? newSalt;
  }

  /**
   * The function that runs commands of one kind. It throws `Refused`, `StaleVersion`, `KeyReused`,
   * `StreamFull`, `Busy`, and the log's own errors.
   */
  handler<C extends Command, E extends EventBody, S>(kind: StreamKind<C, E, S>): Handle<C, E, S> {
    return async (stream, command, context) => {
      assertCategory(kind, stream);
      this.arrived += 1;
      const ask = { kind, stream, command, context, arrivedAs: this.arrived };
      return this.queue.run(stream, () => this.execute(ask));
    };
  }

  /** A stream as it stands now, whoever wrote to it (linearizable). */
  async load<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
  ): Promise<Loaded<S>> {
    return (await this.view([{ kind, stream }])).of(kind, stream);
  }

  /** Streams of one kind as they all stood at `asOf`, which is the head of the log now. */
  async loadMany<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    streams: readonly string[],
  ): Promise<{ readonly asOf: number; readonly states: ReadonlyMap<string, Loaded<S>> }> {
    const view = await this.view(streams.map((stream) => ({ kind, stream })));
    const states = new Map(streams.map((stream) => [stream, view.of(kind, stream)]));
    return { asOf: view.asOf, states };
  }

  /**
   * Prepares for the first commands of many streams that are probably new: one look for all of them
   * instead of a read for each, and none where their ids were made for this request (`areOwn`).
   * Decides nothing; a stream that is there is read as ever.
   */
  async expectNew<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    streams: readonly string[],
    areOwn = false,
  ): Promise<void> {
    for (const stream of streams) assertCategory(kind, stream);
    await this.reader.learnNew(kind, streams, areOwn);
  }

  /** Gives up the room of streams that were written in bulk and will not be asked for soon. */
  forget(streams: readonly string[]): void {
    for (const stream of streams) this.cache.drop(stream);
  }

  /** Streams of several kinds in one look: all as they stood at `asOf`, the head of the log now. */
  async view(asks: readonly StreamAsk[]): Promise<View> {
    for (const { kind, stream } of asks) assertCategory(kind, stream);
    this.arrived += 1;
    return this.reader.view(asks);
  }

  /** Head and versions now (linearizable), for who has kept something that was made of streams. */
  versions(streams: readonly string[]): Promise<Snapshot> {
    return this.reader.versions(streams);
  }

  /** Numbers for the metrics page. */
  get numbers() {
    return {
      commandsInHand: this.queue.length,
      conflicts: this.conflicts,
      cachedStreams: this.cache.size,
      cacheHits: this.cache.hits,
      cacheMisses: this.cache.misses,
      snapshotStatements: this.reader.statements,
    };
  }

  private async execute<C extends Command, E extends EventBody, S>(
    ask: Ask<C, E, S>,
  ): Promise<Outcome<E, S>> {
    const { kind, stream } = ask;
    for (let attempt = 1; attempt <= attemptsMax; attempt++) {
      let folded = this.cache.get<S>(kind, stream) ?? (await this.readOn(ask));
      let decision = this.decide(ask, folded);
      if (decision.is !== 'append' && folded.asOf < ask.arrivedAs) {
        folded = await this.readOn(ask, folded);
        decision = this.decide(ask, folded);
      }
      if (decision.is !== 'append') return this.answer(ask, folded, decision);
      const outcome = await this.append(ask, folded, decision.events);
      if (outcome !== undefined) return outcome;
      this.conflicts += 1;
      if (attempt > 1) await this.pause(this.jitter() * Math.min(2 ** attempt, pauseMaxMs));
    }
    throw new Busy(`Other processes won ${attemptsMax} races for stream ${stream}.`);
  }

  private decide<C extends Command, E extends EventBody, S>(
    ask: Ask<C, E, S>,
    folded: Folded<S>,
  ): Decision {
    const { idempotency, ifMatch } = ask.context;
    const { head, marks } = folded;
    if (idempotency !== undefined) {
      const known = marks.get(idOf(idempotency, ask.stream, 0));
      if (known !== undefined) {
        const { fingerprint } = markOf(idempotency, ask.command.type);
        return known.fingerprint === fingerprint
          ? { is: 'replay', version: known.version }
          : { is: 'error', error: new KeyReused(idempotency.key) };
      }
    }
    const decision = this.judge(ask, folded);
    if (ifMatch === undefined || ifMatch === head.version) return decision;
    if (decision.is === 'error' && isAboutTheCaller(decision.error)) return decision;
    return { is: 'error', error: new StaleVersion(ask.stream, ifMatch, head.version) };
  }

  /** What the rules say. */
  private judge<C extends Command, E extends EventBody, S>(
    { kind, stream, command, context }: Ask<C, E, S>,
    { state, head }: Folded<S>,
  ): Decision {
    const now = this.clock.now();
    try {
      const meta = { actor: context.actor, now };
      const events = kind.decider.decide({ ...command, meta } as unknown as C, state);
      if (events.length === 0) return { is: 'silence' };
      if (head.version + events.length > kind.eventsMax) {
        return { is: 'error', error: new StreamFull(stream, kind.eventsMax) };
      }
      const { schemaVersions } = kind;
      const decided = { stream, commandType: command.type, context, now, events, schemaVersions };
      return { is: 'append', events: newEvents(decided, this.salt) };
    } catch (error) {
      return { is: 'error', error };
    }
  }

  /** Nothing comes back when another process was first; the cache then knows what it wrote. */
  private async append<C extends Command, E extends EventBody, S>(
    ask: Ask<C, E, S>,
    folded: Folded<S>,
    events: readonly NewEvent[],
  ): Promise<Outcome<E, S> | undefined> {
    const { kind, stream } = ask;
    const asOf = this.arrived;
    try {
      const appended = await this.log.append(stream, folded.head, events);
      // The salt tells whether these are our own events or those of a twin under the same key.
      if (appended.events[0]?.salt === events[0]?.salt) {
        const after = foldOn(kind, folded, appended.events, asOf, appended.head);
        this.cache.keep(kind, stream, after);
        return outcomeOf(ask, after, appended.events, false);
      }
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
      // A log shorter than what is cached was restored from a backup: believe the log.
      if (error.actual < folded.head.version) this.cache.drop(stream);
    }
    await this.readOn(ask, this.cache.get<S>(kind, stream));
    return undefined;
  }

  private async answer<C extends Command, E extends EventBody, S>(
    ask: Ask<C, E, S>,
    folded: Folded<S>,
    decision: Exclude<Decision, { is: 'append' }>,
  ): Promise<Outcome<E, S>> {
    switch (decision.is) {
      case 'error':
        throw decision.error;
      case 'silence':
        return outcomeOf(ask, folded, [], false);
      case 'replay':
        return this.replay(ask, decision.version);
    }
  }

  /** The first answer again: its events, and the state right after them. */
  private async replay<C extends Command, E extends EventBody, S>(
    ask: Ask<C, E, S>,
    version: number,
  ): Promise<Outcome<E, S>> {
    const { kind, stream, context } = ask;
    const first = await this.log.read(stream, version, version + appendEventsMax - 1);
    const foreign = first.findIndex(
      ({ id }, ordinal) =>
        !context.idempotency || id !== idOf(context.idempotency, stream, ordinal),
    );
    const recorded = foreign === -1 ? first : first.slice(0, foreign);
    const past = await this.reader.past(kind, stream, version - 1 + recorded.length);
    return outcomeOf(ask, past, recorded, true);
  }

  private readOn<C extends Command, E extends EventBody, S>(
    { kind, stream }: Ask<C, E, S>,
    folded?: Folded<S>,
  ): Promise<Folded<S>> {
    return this.reader.readOn(kind, stream, folded);
  }
}

const assertCategory = (kind: { readonly category: string }, stream: string): void => {
  if (!isOfCategory(stream, kind.category)) {
    throw new Error(`Stream ${stream} is not of category ${kind.category}.`);
  }
};

const outcomeOf = <C extends Command, E extends EventBody, S>(
  { kind }: Ask<C, E, S>,
  { state, head, lastPosition }: Folded<S>,
  events: readonly RecordedEvent[],
  replayed: boolean,
): Outcome<E, S> => ({
  events: events.map((event): RecordedOf<E> => upcast(kind, event)),
  state,
  version: head.version,
  position: lastPosition,
  replayed,
});
