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

/** The page of a name, and the sorted changes `[from, to)` that belong below it. */
interface Part {
  readonly name: string;
  readonly from: number;
  readonly to: number;
}

/**
 * The state map over stored pages. Changes stay in memory until the pages they changed are stored,
 * in rounds: `beginRound` fixes what the map is then, `takeRound` hands over its pages in as many
 * steps as the caller likes while further changes go on.
 */
export class StateMap {
  private readonly pages = new Map<string, Page>();
  private readonly dirty = new Set<string>();
  /** Pages of the round that are not handed over yet; bytes where the page has changed since. */
  private readonly round = new Map<string, Page | Buffer>();

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
    return (await this.page('')).hash();
  }

  /** Sets the state of streams. Throws `StateConflict`; the map is then of no more use. */
  async apply(changes: ReadonlyMap<string, StreamChange>): Promise<void> {
    if (changes.size === 0) return;
    const sorted: Change[] = [];
    for (const [stream, to] of changes)
      sorted.push({ stream, to, key: hash('sha256', stream, 'binary') });
    sorted.sort((a, b) => (a.key < b.key ? -1 : 1));
    await this.preload(sorted);
    this.insert(sorted, { name: '', from: 0, to: sorted.length });
  }

  /** How a stream stands, with the way to the root. */
  async prove(stream: string): Promise<StateProof> {
    const key = stateKey(stream);
    const siblings: Buffer[] = [];
    for (let depth = 0; ; depth += 1) {
      const page = await this.page(key.toString('hex', 0, depth));
      const path = page.pathTo(key[depth] as number);
      siblings.push(...path.siblings);
      if (path.end === undefined) return { siblings };
      if (path.end.kind === 'leaf') return { siblings, leaf: path.end.leaf };
    }
  }

  /** All pages changed so far are to be stored as they are now; the round before must be over. */
  beginRound(): void {
    if (this.round.size > 0) throw new Error('The round before is not over.');
    for (const name of this.dirty) this.round.set(name, this.known(name));
    this.dirty.clear();
  }

  /** Bytes of at most `pagesMax` pages of the round; they count as stored from now on. */
  takeRound(pagesMax: number): ReadonlyMap<string, Buffer> {
    const taken = new Map<string, Buffer>();
    for (const [name, page] of this.round) {
      if (taken.size === pagesMax) break;
      taken.set(name, Buffer.isBuffer(page) ? page : page.encode());
      this.round.delete(name);
    }
    if (this.round.size === 0) this.forgetStored();
    return taken;
  }

  private insert(changes: readonly Change[], { name, from, to }: Part): Page {
    const page = this.known(name);
    if (this.round.get(name) === page) this.round.set(name, page.encode());
    const depth = name.length / 2;
    for (let start = from; start < to;) {
      const change = changes[start] as Change;
      const index = change.key.charCodeAt(depth);
      const end = endOf(changes, start, to, depth);
      const kind = page.kindOf(index);
      if (end - start === 1 && (kind === undefined || page.holds(index, change.key))) {
        assertFollows(change, page, index);
        page.setLeaf(index, change.key, change.to.version, change.to.digest);
      } else {
        const below = { name: childName(name, index), from: start, to: end };
        if (kind !== 'page') this.open(below.name, page, index, depth + 1);
        page.setPage(index, this.insert(changes, below).hash());
      }
      start = end;
    }
    this.dirty.add(name);
    return page;
  }

  /** A page where there was none; the leaf that stood in its place moves into it. */
  private open(name: string, above: Page, index: number, depth: number): void {
    const page = new Page();
    const slot = above.get(index);
    if (slot?.kind === 'leaf') {
      const { key, version, digest } = slot.leaf;
      page.setLeaf(key[depth] as number, key.toString('latin1'), version, digest);
    }
    this.pages.set(name, page);
  }

  /** Brings every page that the changes touch into memory, one question to the store per level. */
  private async preload(changes: readonly Change[]): Promise<void> {
    let parts: Part[] = [{ name: '', from: 0, to: changes.length }];
    await this.page('');
    while (parts.length > 0) {
      const below = parts.flatMap((part) => this.pagesBelow(changes, part));
      const missing = below.filter(({ name }) => !this.pages.has(name));
      const wanted = missing.map(({ name }): [string, Buffer] => [name, this.hashAbove(name)]);
      await this.load(new Map(wanted));
      parts = below;
    }
  }

  private pagesBelow(changes: readonly Change[], { name, from, to }: Part): readonly Part[] {
    const page = this.known(name);
    const depth = name.length / 2;
    const below: Part[] = [];
    for (let start = from; start < to;) {
      const index = (changes[start] as Change).key.charCodeAt(depth);
      const end = endOf(changes, start, to, depth);
      if (page.kindOf(index) === 'page')
        below.push({ name: childName(name, index), from: start, to: end });
      start = end;
    }
    return below;
  }

  private async page(name: string): Promise<Page> {
    const known = this.pages.get(name);
    if (known !== undefined) return known;
    if (name === '') {
      const stored = await this.source.load(['']);
      this.pages.set('', stored.get('') ?? new Page());
    } else {
      await this.page(name.slice(0, -2));
      await this.load(new Map([[name, this.hashAbove(name)]]));
    }
    return this.known(name);
  }

  /** Loads pages, each with the hash that the page above says it has. */
  private async load(wanted: ReadonlyMap<string, Buffer>): Promise<void> {
    if (wanted.size === 0) return;
    const loaded = await this.source.load([...wanted.keys()]);
    for (const [name, expected] of wanted) {
      const page = loaded.get(name);
      if (page === undefined || !page.hash().equals(expected))
        throw new Error(`Page ${name} of the state map is lost or damaged.`);
      this.pages.set(name, page);
    }
  }

  /** What the page above says that a page hashes to. */
  private hashAbove(name: string): Buffer {
    const slot = this.known(name.slice(0, -2)).get(parseInt(name.slice(-2), 16));
    if (slot?.kind !== 'page') throw new Error(`No page ${name} of the state map is there.`);
    return slot.hash;
  }

  private known(name: string): Page {
    return this.pages.get(name) as Page;
  }

  /** Lets go of the oldest stored pages; the root and the 256 below it are always needed. */
  private forgetStored(): void {
    let bytes = 0;
    for (const page of this.pages.values()) bytes += page.bytes;
    for (const [name, page] of this.pages) {
      if (bytes <= this.storedBytesMax) return;
      if (name.length <= 2 || this.dirty.has(name)) continue;
      bytes -= page.bytes;
      this.pages.delete(name);
    }
  }
}

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

const childName = (name: string, index: number): string => name + (hexOfByte[index] as string);
