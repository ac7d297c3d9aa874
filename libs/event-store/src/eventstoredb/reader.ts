import type { RecordedEvent } from '../event.js';
import { type Batch, type EventFilter, isWanted } from '../event-log.js';
import type { Connection, Node } from './connection.js';
import {
  eventOf,
  isOfLedger,
  ledgerStreams,
  positionOf,
  streamOf,
  typeOf,
  versionOf,
} from './event-bytes.js';
import { mayBeInvalidPosition } from './failures.js';
import { Gate } from './gate.js';
import {
  allForwards,
  lastOfAllBefore,
  type RawEvent,
  streamBackwards,
  streamForwards,
} from './wire.js';

/** Reads under way at once. */
const readsMax = 24;
/** Events of `$all` that one page looks through, of the ledger or not. */
const scannedMax = 2_000;
/** Events looked at first, and then at once, for the version a stream had at a position. */
const lookedAt = [1, 32];
const versionMax = 2_147_483_647;

/** A part of `$all`: what of it is the ledger's, and how far it goes. */
export interface Page {
  readonly raws: readonly RawEvent[];
  readonly through: number;
  /** Whether there was nothing more to look through. */
  readonly isEnd: boolean;
}

/** Reads from the leader. Fails with what gRPC says: whether to try again is for the caller. */
export class Reader {
  private readonly gate = new Gate({ atOnce: readsMax });

  constructor(private readonly connection: Connection) {}

  /** Events of a stream as the server sends them, none where there is no stream. */
  async rawStream(stream: string, from: number, upTo: number): Promise<readonly RawEvent[]> {
    const first = Math.max(from, 1);
    const count = Math.min(upTo, versionMax) - first + 1;
    if (count <= 0) return [];
    return (await this.events(streamForwards(stream, first, count))).raws;
  }

  async stream(stream: string, from: number, upTo: number): Promise<readonly RecordedEvent[]> {
    return (await this.rawStream(stream, from, upTo)).map(eventOf);
  }

  /** A page of the ledger after a position; bounded also where nothing in it matches. */
  async page(
    after: number,
    limit: number,
    filter: EventFilter,
  ): Promise<Batch & Pick<Page, 'isEnd'>> {
    const { raws, ...page } = await this.rawPage(after, limit, filter);
    return { ...page, events: raws.map(eventOf) };
  }

  async rawPage(after: number, limit: number, filter: EventFilter = {}): Promise<Page> {
    try {
      return await this.pageFrom(after, after, limit, filter);
    } catch (error) {
      // The server reads from events on, not from any number. Whoever asks for what is after the
      // number before a position means the event at that position.
      if (!mayBeInvalidPosition(error)) throw error;
      return this.pageFrom(after + 1, after, limit, filter);
    }
  }

  private async pageFrom(
    from: number,
    after: number,
    limit: number,
    filter: EventFilter,
  ): Promise<Page> {
    const raws: RawEvent[] = [];
    let [through, scanned] = [after, 0];
    const matches = (raw: RawEvent): boolean =>
      isOfLedger(raw) && isWanted(filter, { stream: streamOf(raw), type: typeOf(raw) });
    // The server counts the event at `after` itself.
    await this.each(allForwards(from, scannedMax + 1), (raw) => {
      const position = positionOf(raw);
      if (position <= after && after > 0) return true;
      through = position;
      scanned += 1;
      if (matches(raw)) raws.push(raw);
      return raws.length < limit;
    });
    return { raws, through, isEnd: raws.length < limit && scanned < scannedMax };
  }

  /** The version that a stream had when the log ended at a position, and the node that says so. */
  async versionAt(stream: string, position: number): Promise<{ version: number; node: Node }> {
    const nodes = new Set<Node>();
    let from: number | 'end' = 'end';
    for (let look = 0; ; look++) {
      const count = lookedAt[look] ?? lookedAt.at(-1) ?? 1;
      const { raws, node } = await this.events(streamBackwards(stream, from, count));
      nodes.add(node);
      const then = raws.find((raw) => positionOf(raw) <= position);
      const oldest = raws.at(-1);
      const version = then ? versionOf(then) : 0;
      // Answers of two nodes are an answer of none.
      if (then || !oldest || versionOf(oldest) === 1)
        return { version, node: nodes.size === 1 ? node : {} };
      from = versionOf(oldest) - 1;
    }
  }

  /** Position of the ledger's last event before a position; 0 where there is none. */
  async lastBefore(position: number): Promise<number> {
    const { raws } = await this.events(lastOfAllBefore(position, ledgerStreams));
    const [last] = raws;
    return last ? positionOf(last) : 0;
  }

  private async events(
    request: ReturnType<typeof allForwards>,
  ): Promise<{ readonly raws: readonly RawEvent[]; readonly node: Node }> {
    const raws: RawEvent[] = [];
    const node = await this.each(request, (raw) => {
      raws.push(raw);
      return true;
    });
    return { raws, node };
  }

  private each(
    request: ReturnType<typeof allForwards>,
    take: (raw: RawEvent) => boolean,
  ): Promise<Node> {
    return this.gate.pass(0, async () => {
      let failure: Error | undefined;
      const { node } = await this.connection.read(request, (answer) => {
        const raw = answer.getEvent()?.getEvent();
        if (!raw) return true;
        try {
          return take(raw);
        } catch (error) {
          failure = error as Error;
          return false;
        }
      });
      if (failure) throw failure;
      return node;
    });
  }
}
