import type { Command, EventBody, StreamKind } from '@ledger/domain/decider.js';
import type { EventLog, Snapshot } from './event-log.js';
import { SharedSnapshot } from './shared-snapshot.js';
import { foldOfNothing, foldOn, type Folded, type StreamCache } from './stream-cache.js';
import type { EventSchemas } from './upcast.js';

/** Reads of one look that may be under way at once. */
const readsMax = 32;
/** Events of a stream that are in memory at once while it is folded. */
const pageMax = 5_000;

/** A stream as it stood at one version. */
export interface Loaded<S> {
  readonly state: S;
  /** 0 where there is no stream; the state is then the initial one. */
  readonly version: number;
  /** Position of the stream's last event; 0 where there is no stream. */
  readonly position: number;
}

/** A kind of stream, whichever: any `StreamKind` is one. */
export interface AnyKind extends EventSchemas {
  readonly decider: {
    readonly initialState: () => unknown;
    readonly evolve: (state: never, event: never) => unknown;
  };
  readonly eventsMax: number;
}

/** A stream to look at, and how to fold it. */
export interface StreamAsk {
  readonly kind: AnyKind;
  readonly stream: string;
}

/** Several streams as they all stood at one position. */
export interface View {
  /** The head of the log at the instant of the look. */
  readonly asOf: number;
  /** One of the streams that were asked for; another one is a plain `Error`. */
  of<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
  ): Loaded<S>;
}

/** Whichever kind it is: what it makes of a stream is only handed to who names the same one. */
type Kind = StreamKind<Command, EventBody, unknown>;

interface Seen {
  readonly kind: object;
  readonly folded: Folded<unknown>;
}

interface ToFold<C extends Command, E extends EventBody, S> {
  readonly kind: StreamKind<C, E, S>;
  readonly stream: string;
  /** What is folded already. */
  readonly folded: Folded<S>;
  readonly upTo?: number | undefined;
}

/** Reads streams into the cache, and answers linearizable looks at them. */
export class StreamReader {
  private readonly snapshots: SharedSnapshot;
  private readonly reading = new Map<string, Promise<Folded<unknown>>>();

  constructor(
    private readonly log: EventLog,
    private readonly cache: StreamCache,
    private readonly arrived: () => number,
  ) {
    this.snapshots = new SharedSnapshot((streams) => log.versions(streams));
  }

  get statements(): number {
    return this.snapshots.looks;
  }

  /** Reads what was recorded since a fold (all, where there is none) and keeps the result. */
  async readOn<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
    folded: Folded<S> = foldOfNothing(kind),
    upTo?: number,
  ): Promise<Folded<S>> {
    const asOf = this.arrived();
    return this.cache.keep(kind, stream, await this.foldFrom({ kind, stream, folded, upTo }, asOf));
  }

  /** A stream as it stood at an earlier version, folded from its beginning; not kept. */
  past<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
    version: number,
  ): Promise<Folded<S>> {
    return this.foldFrom({ kind, stream, folded: foldOfNothing(kind), upTo: version }, 0);
  }

  /** Folds what follows, page by page: a journal's month may hold more than memory should. */
  private async foldFrom<C extends Command, E extends EventBody, S>(
    { kind, stream, folded, upTo = Number.MAX_SAFE_INTEGER }: ToFold<C, E, S>,
    asOf: number,
  ): Promise<Folded<S>> {
    for (let sofar = folded; ;) {
      const from = sofar.head.version + 1;
      const events = await this.log.read(stream, from, Math.min(from + pageMax - 1, upTo));
      sofar = foldOn(kind, sofar, events, asOf);
      if (events.length < pageMax || sofar.head.version === upTo) return sofar;
    }
  }

  /**
   * Learns in one statement which of these streams do not exist, so that the first command of each
   * need not read. It may be old by then: the version that an append expects finds that out. Of
   * those whose ids nobody else knows it is taken for granted.
   */
  async learnNew<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    streams: readonly string[],
    areOwn: boolean,
  ): Promise<void> {
    const versions = areOwn ? undefined : (await this.snapshots.take(streams)).versions;
    for (const stream of streams) {
      if ((versions?.get(stream) ?? 0) > 0) continue;
      this.cache.keep(kind, stream, foldOfNothing(kind));
    }
  }

  /** How streams stand now; one shared statement for all who ask. */
  versions(streams: readonly string[]): Promise<Snapshot> {
    return this.snapshots.take(streams);
  }

  /** All streams at the versions that one shared statement saw. */
  async view(asks: readonly StreamAsk[]): Promise<View> {
    const snapshot = await this.snapshots.take(asks.map(({ stream }) => stream));
    const seen = new Map<string, Seen>();
    const unread = asks.filter(({ kind, stream }) => {
      const folded = this.known(kind as Kind, stream, snapshot.versions.get(stream) ?? 0);
      if (folded !== undefined) seen.set(stream, { kind, folded });
      return folded === undefined;
    });
    if (unread.length > 0) await this.readAll(unread, snapshot.versions, seen);
    return {
      asOf: snapshot.head,
      of: <S>(kind: object, stream: string): Loaded<S> => {
        const found = seen.get(stream);
        if (found?.kind !== kind) throw new Error(`Stream ${stream} was not asked for.`);
        const { state, head, lastPosition } = found.folded as Folded<S>;
        return { state, version: head.version, position: lastPosition };
      },
    };
  }

  /** Several streams at a time. */
  private async readAll(
    asks: readonly StreamAsk[],
    versions: ReadonlyMap<string, number>,
    seen: Map<string, Seen>,
  ): Promise<void> {
    const left = asks[Symbol.iterator]();
    const work = async (): Promise<void> => {
      for (const { kind, stream } of left) {
        const folded = await this.at(kind as Kind, stream, versions.get(stream) ?? 0);
        seen.set(stream, { kind, folded });
      }
    };
    await Promise.all(Array.from({ length: Math.min(readsMax, asks.length) }, work));
  }

  /** A stream at exactly this version, where nothing has to be read for it. */
  private known<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
    version: number,
  ): Folded<S> | undefined {
    if (version === 0) return foldOfNothing(kind);
    const cached = this.cache.get<S>(kind, stream);
    return cached?.head.version === version ? cached : undefined;
  }

  /** A stream at exactly this version; readers who want the same share one read. */
  private async at<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
    version: number,
  ): Promise<Folded<S>> {
    const cached = this.cache.peek<S>(kind, stream);
    if (cached?.head.version === version) return cached;
    const name = `${version}@${stream}`;
    const running = this.reading.get(name) as Promise<Folded<S>> | undefined;
    if (running !== undefined) return running;
    const read = this.readAt(kind, stream, version, cached);
    this.reading.set(name, read);
    try {
      return await read;
    } finally {
      this.reading.delete(name);
    }
  }

  private async readAt<C extends Command, E extends EventBody, S>(
    kind: StreamKind<C, E, S>,
    stream: string,
    version: number,
    cached: Folded<S> | undefined,
  ): Promise<Folded<S>> {
    const from = cached !== undefined && cached.head.version < version ? cached : undefined;
    const start = from ?? foldOfNothing(kind);
    // What was read ends at a version of the past: it proves nothing about how the stream stands.
    const folded = await this.foldFrom({ kind, stream, folded: start, upTo: version }, 0);
    if (folded.head.version !== version) {
      throw new Error(`Stream ${stream} ends at ${folded.head.version}, before ${version}.`);
    }
    this.cache.keep(kind, stream, folded);
    return folded;
  }
}
