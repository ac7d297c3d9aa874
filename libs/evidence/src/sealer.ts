import { entryInto } from './entry.js';
import type { GrowingTree } from './growing-tree.js';
import { copyHash, hashBytes } from './sha256.js';
import type { StateMap, StreamChange } from './state-map.js';
import { StateConflict } from './state-map.js';
import { tileWidthMax } from './tiles.js';

/** What sealing needs of an event. */
export interface SealedEvent {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  /** `eventDigest`, hex. */
  readonly digest: string;
  /** `eventDigest` of the stream's previous event, hex; 64 zeros where the stream has no chain. */
  readonly previousDigest: string;
  readonly recordedAt: string;
  /** Whether events of the stream carry the digest of the one before. */
  readonly isChained: boolean;
}

/** Entries of a level-0 tile and the positions of their events. */
export interface LeafTile {
  readonly index: number;
  readonly positions: readonly number[];
  readonly entries: Buffer;
}

/** An event that does not continue its stream as the events sealed before it say. */
export class ChainBroken extends Error {
  constructor(event: SealedEvent, found: string) {
    super(
      `The event at position ${event.position}, version ${event.version} of ${event.stream}, ` +
        `does not continue what was sealed: ${found}`,
    );
    this.name = 'ChainBroken';
  }
}

/** The tree, the state map and the positions of a log, growing event by event. */
export class Sealer {
  private leafTile: LeafTile;
  private finished: LeafTile[] = [];
  private readonly entry = Buffer.alloc(hashBytes);
  private readonly leaf = Buffer.alloc(hashBytes);

  constructor(
    readonly tree: GrowingTree,
    readonly states: StateMap,
    /** The last leaf tile where it is not full. */
    leafTile?: LeafTile,
  ) {
    const index = Math.floor(tree.size / tileWidthMax);
    const width = tree.size % tileWidthMax;
    const { positions = [], entries } = leafTile ?? {};
    if (positions.length < width) throw new Error(`Positions of leaf tile ${index} are lost.`);
    this.leafTile = { index, positions: positions.slice(0, width), entries: room(entries) };
  }

  /** Adds events in log order. Throws `ChainBroken`; what is in memory is then of no more use. */
  async take(events: readonly SealedEvent[]): Promise<void> {
    for (const event of events) this.addLeaf(event);
    await this.applyStates(events);
  }

  /** Brings the state map forward where the tree is already. */
  async applyStates(events: readonly SealedEvent[]): Promise<void> {
    const changes = new Map<string, StreamChange>();
    for (const event of events) {
      const { stream, version, digest } = event;
      const earlier = changes.get(stream);
      if (earlier !== undefined) assertContinues(event, earlier);
      const from = earlier === undefined ? predecessor(event) : earlier.from;
      changes.set(stream, { version, digest, from });
    }
    try {
      await this.states.apply(changes);
    } catch (error) {
      if (!(error instanceof StateConflict)) throw error;
      const event = events.find(({ stream }) => stream === error.stream) as SealedEvent;
      throw new ChainBroken(event, error.message);
    }
  }

  /** What has been added since the last call, to be stored; the last tile grows until it is full. */
  takeLeafTiles(): readonly LeafTile[] {
    const { index, positions, entries } = this.leafTile;
    const own = entries.subarray(0, positions.length * hashBytes);
    const partial = { index, positions: [...positions], entries: Buffer.from(own) };
    const taken = positions.length === 0 ? this.finished : [...this.finished, partial];
    this.finished = [];
    return taken;
  }

  private addLeaf({ digest, recordedAt, position }: SealedEvent): void {
    entryInto(digest, recordedAt, this.entry, this.leaf);
    this.tree.append(this.leaf);
    const { index, positions, entries } = this.leafTile;
    copyHash(this.entry, 0, entries, positions.length * hashBytes);
    (positions as number[]).push(position);
    if (positions.length < tileWidthMax) return;
    this.finished.push(this.leafTile);
    this.leafTile = { index: index + 1, positions: [], entries: room() };
  }
}

const room = (entries?: Uint8Array): Buffer => {
  const buffer = Buffer.alloc(tileWidthMax * hashBytes);
  if (entries !== undefined) buffer.set(entries);
  return buffer;
};

/** What the state map must say of the stream before; a stream without chain is only counted. */
const predecessor = (event: SealedEvent) =>
  event.isChained ? { version: event.version - 1, digest: event.previousDigest } : undefined;

const assertContinues = (event: SealedEvent, earlier: StreamChange): void => {
  const follows =
    event.version === earlier.version + 1 &&
    (!event.isChained || event.previousDigest === earlier.digest);
  if (!follows)
    throw new ChainBroken(event, `version ${earlier.version}, digest ${earlier.digest}.`);
};
