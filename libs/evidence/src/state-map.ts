import { hash } from 'node:crypto';
import { Page } from './state-page.js';
import type { StateProof, StreamState } from './state-proof.js';
import { stateKey } from './state-proof.js';

/** Where pages are kept; a page that was never written is absent from the answer. */
export interface PageSource {
  /** Pages by the hex of the key bytes that lead to them; the root's name is empty. */
  load(names: readonly string[]): Promise<ReadonlyMap<string, Page>>;
}

/** Where a stream goes to and, if that is to be held against the map, where it comes from. */
export interface StreamChange extends StreamState {
  /** What the map must say before; version 0: nothing. */
  readonly from?: StreamState | undefined;
}

/** The map says of a stream something else than what an event was recorded on. */
export class StateConflict extends Error {
  constructor(
    readonly stream: string,
    readonly found: StreamState,
  ) {
    super(`Stream ${stream} stands at version ${found.version}, digest ${found.digest}.`);
    this.name = 'StateConflict';
  }
}

interface Change {
  readonly stream: string;
  readonly to: StreamChange;
  /** SHA-256 of the stream's name as a one-byte string: compares faster than a buffer. */
  readonly key: string;
}

/** A page in memory, and those below it that are there as well. */
class Node {
  readonly below: (Node | undefined)[] = [];
  belowCount = 0;
  /** How many key bytes lead to it. */
  readonly depth: number;

  constructor(
    readonly page: Page,
    /** Hex of those bytes. */
    readonly name: string,
    private readonly above?: Node,
    private readonly index = 0,
  ) {
    this.depth = name.length / 2;
    if (above === undefined) return;
    above.below[index] = this;
    above.belowCount += 1;
  }

  forget(): void {
    if (this.above === undefined) return;
    this.above.below[this.index] = undefined;
    this.above.belowCount -= 1;
  }
}

/** A page, and the sorted changes `[from, to)` that belong below it. */
interface Part {
  readonly node: Node;
  readonly from: number;
  readonly to: number;
}

/** Where a page hangs. */
interface Place {
  readonly above: Node;
  readonly index: number;
}

/**
 * The state map over stored pages. Changes stay in memory until the pages they changed are stored,
 * in rounds: `beginRound` fixes what the map is then, `takeRound` hands over its pages in as many
 * steps as the caller likes while further changes go on.
 */
export class StateMap {
  private top: Node | undefined;
  /** All pages in memory, the longest known first. */
  private readonly nodes = new Set<Node>();
  private readonly dirty = new Set<Node>();
  /** Pages of the round that are not handed over yet; bytes where the page has changed since. */
  private readonly round = new Map<Node, Buffer | undefined>();

  constructor(
    private readonly source: PageSource,
    /** Memory for pages that are stored already, roughly. */
    private readonly storedBytesMax = 64 * 1024 * 1024,
  ) {}

  /** How many pages changed since the last round began. */
  get dirtyPages(): number {
    return this.dirty.size;
  }

  /** How many pages of the round are still to be handed over. */
  get roundPages(): number {
    return this.round.size;
  }

  /** Root over all streams as they stand after the changes applied so far. */
  async root(): Promise<Buffer> {
    return (await this.topmost()).page.hash();
  }

  /** Sets the state of streams. Throws `StateConflict`; the map is then of no more use. */
  async apply(changes: ReadonlyMap<string, StreamChange>): Promise<void> {
    if (changes.size === 0) return;
    const sorted: Change[] = [];
    for (const [stream, to] of changes)
      sorted.push({ stream, to, key: hash('sha256', stream, 'binary') });
    sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
    const all = { node: await this.topmost(), from: 0, to: sorted.length };
    await this.preload(sorted, all);
    this.insert(sorted, all);
  }

  /** How a stream stands, with the way to the root. */
  async prove(stream: string): Promise<StateProof> {
    const key = stateKey(stream);
    const siblings: Buffer[] = [];
    for (let node = await this.topmost(); ;) {
      const index = key[node.depth] as number;
      const path = node.page.pathTo(index);
      siblings.push(...path.siblings);
      if (path.end === undefined) return { siblings };
      if (path.end.kind === 'leaf') return { siblings, leaf: path.end.leaf };
      if (node.below[index] === undefined) await this.load([{ above: node, index }]);
      node = node.below[index] as Node;
    }
  }

  /** All pages changed so far are to be stored as they are now; the round before must be over. */
  beginRound(): void {
    if (this.round.size > 0) throw new Error('The round before is not over.');
    for (const node of this.dirty) this.round.set(node, undefined);
    this.dirty.clear();
  }

  /** Bytes of at most `pagesMax` pages of the round; they count as stored from now on. */
  takeRound(pagesMax: number): ReadonlyMap<string, Buffer> {
    const taken = new Map<string, Buffer>();
    for (const [node, bytes] of this.round) {
      if (taken.size === pagesMax) break;
      taken.set(node.name, bytes ?? node.page.encode());
      this.round.delete(node);
    }
    if (this.round.size === 0) this.forgetStored();
    return taken;
  }

  private insert(changes: readonly Change[], { node, from, to }: Part): void {
    const { page, depth } = node;
    if (this.round.has(node)) this.round.set(node, this.round.get(node) ?? page.encode());
    for (let start = from; start < to;) {
      const change = changes[start] as Change;
      const index = change.key.charCodeAt(depth);
      const end = endOf(changes, start, to, depth);
      const kind = page.kindOf(index);
      if (end - start === 1 && (kind === undefined || page.holds(index, change.key))) {
        assertFollows(change, page, index);
        page.setLeaf(index, change.key, change.to.version, change.to.digest);
      } else {
        const below = kind === 'page' ? (node.below[index] as Node) : this.open(node, index);
        this.insert(changes, { node: below, from: start, to: end });
        page.setPage(index, below.page);
      }
      start = end;
    }
    this.dirty.add(node);
  }

  /** A page where there was none; the leaf that stood in its place moves into it. */
  private open(above: Node, index: number): Node {
    const node = this.add(new Page(), { above, index });
    node.page.takeLeaf(above.page, index, node.depth);
    return node;
  }

  /** Brings every page that the changes touch into memory, one question to the store per level. */
  private async preload(changes: readonly Change[], all: Part): Promise<void> {
    for (let parts = [all]; parts.length > 0;) {
      const below = parts.flatMap((part) => partsBelow(changes, part));
      await this.load(below.filter(({ above, index }) => above.below[index] === undefined));
      parts = below.map(({ above, index, from, to }) => ({
        node: above.below[index] as Node,
        from,
        to,
      }));
    }
  }

  private async topmost(): Promise<Node> {
    if (this.top === undefined) {
      const stored = await this.source.load(['']);
      this.top = new Node(stored.get('') ?? new Page(), '');
      this.nodes.add(this.top);
    }
    return this.top;
  }

  /** Loads pages, each with the hash that the page above says it has. */
  private async load(missing: readonly Place[]): Promise<void> {
    if (missing.length === 0) return;
    const loaded = await this.source.load(missing.map(nameOf));
    for (const place of missing) {
      const name = nameOf(place);
      const page = loaded.get(name);
      const slot = place.above.page.get(place.index);
      if (page === undefined || slot?.kind !== 'page' || !page.hash().equals(slot.hash))
        throw new Error(`Page ${name} of the state map is lost or damaged.`);
      this.add(page, place);
    }
  }

  private add(page: Page, place: Place): Node {
    const node = new Node(page, nameOf(place), place.above, place.index);
    this.nodes.add(node);
    return node;
  }

  /** Lets go of the oldest stored pages; the root and the 256 below it are always needed. */
  private forgetStored(): void {
    let bytes = 0;
    for (const { page } of this.nodes) bytes += page.bytes;
    for (const node of this.nodes) {
      if (bytes <= this.storedBytesMax) return;
      if (node.depth <= 1 || node.belowCount > 0 || this.dirty.has(node)) continue;
      bytes -= node.page.bytes;
      node.forget();
      this.nodes.delete(node);
    }
  }
}

/** The runs of changes that belong below a page's slots that are pages themselves. */
const partsBelow = (
  changes: readonly Change[],
  { node, from, to }: Part,
): readonly (Place & Omit<Part, 'node'>)[] => {
  const below: (Place & Omit<Part, 'node'>)[] = [];
  for (let start = from; start < to;) {
    const index = (changes[start] as Change).key.charCodeAt(node.depth);
    const end = endOf(changes, start, to, node.depth);
    if (node.page.kindOf(index) === 'page')
      below.push({ above: node, index, from: start, to: end });
    start = end;
  }
  return below;
};

/** Where the run of changes with the same key byte ends. */
const endOf = (changes: readonly Change[], start: number, to: number, depth: number): number => {
  const index = (changes[start] as Change).key.charCodeAt(depth);
  let end = start + 1;
  while (end < to && (changes[end] as Change).key.charCodeAt(depth) === index) end += 1;
  return end;
};

const assertFollows = ({ stream, to: { from } }: Change, page: Page, index: number): void => {
  if (from === undefined || page.stands(index, from)) return;
  const slot = page.get(index);
  const found = slot?.kind === 'leaf' ? slot.leaf : { version: 0, digest: '0'.repeat(64) };
  throw new StateConflict(stream, { version: found.version, digest: found.digest });
};

const hexOfByte = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

const nameOf = ({ above, index }: Place): string => above.name + (hexOfByte[index] as string);
