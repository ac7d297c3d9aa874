import type { Slot } from './state-page.js';
import { Page } from './state-page.js';
import type { StateLeaf, StateProof, StreamState } from './state-proof.js';
import { stateKey } from './state-proof.js';

/** Where pages are kept; a page that was never written is `undefined`. */
export interface PageSource {
  /** Pages by the hex of the key bytes that lead to them; the root's name is empty. */
  load(names: readonly string[]): Promise<ReadonlyMap<string, Page>>;
}

/**
 * The state map over stored pages. Changes stay in memory until `takeDirty` hands the changed pages
 * over to be stored; the caller bounds how many it lets gather.
 */
export class StateMap {
  private readonly pages = new Map<string, Page>();
  private readonly dirty = new Set<string>();

  constructor(
    private readonly source: PageSource,
    /** Clean pages kept in memory, at most. */
    private readonly cleanPagesMax = 20_000,
  ) {}

  /** Root over all streams as they stand after the changes applied so far. */
  async root(): Promise<Buffer> {
    return (await this.page('')).hash();
  }

  /** Sets the state of streams; the last change of a stream wins. */
  async apply(changes: ReadonlyMap<string, StreamState>): Promise<void> {
    const leaves = [...changes].map(([stream, state]) => ({ key: stateKey(stream), ...state }));
    await this.insert('', leaves);
  }

  /** How a stream stands, with the way to the root. */
  async prove(stream: string): Promise<StateProof> {
    const key = stateKey(stream);
    const siblings: Buffer[] = [];
    for (let depth = 0; ; depth += 1) {
      const page = await this.page(key.subarray(0, depth).toString('hex'));
      const path = page.pathTo(key[depth] as number);
      siblings.push(...path.siblings);
      if (path.end === undefined) return { siblings };
      if (path.end.kind === 'leaf') return { siblings, leaf: path.end.leaf };
    }
  }

  /** The pages changed since the last call; they count as stored from now on. */
  takeDirty(): ReadonlyMap<string, Page> {
    const taken = new Map([...this.dirty].map((name) => [name, this.pages.get(name) as Page]));
    this.dirty.clear();
    this.forgetClean();
    return taken;
  }

  private async insert(name: string, leaves: readonly StateLeaf[]): Promise<Page> {
    const page = await this.page(name);
    const depth = name.length / 2;
    const below = new Map<number, StateLeaf[]>();
    for (const leaf of leaves) {
      const index = leaf.key[depth] as number;
      const slot = page.get(index);
      if (slot === undefined || (slot.kind === 'leaf' && slot.leaf.key.equals(leaf.key))) {
        page.set(index, { kind: 'leaf', leaf });
      } else {
        below.set(index, [...(below.get(index) ?? []), leaf]);
      }
    }
    await this.preload([...below.keys()].map((index) => childName(name, index)));
    for (const [index, more] of below) {
      page.set(
        index,
        await this.insertBelow(childName(name, index), page.get(index) as Slot, more),
      );
    }
    this.dirty.add(name);
    return page;
  }

  private async insertBelow(name: string, slot: Slot, leaves: readonly StateLeaf[]): Promise<Slot> {
    const moved = slot.kind === 'leaf' ? [slot.leaf] : [];
    const page = await this.insert(name, [...moved, ...leaves]);
    return { kind: 'page', hash: page.hash() };
  }

  private async page(name: string): Promise<Page> {
    const known = this.pages.get(name);
    if (known !== undefined) return known;
    await this.preload([name]);
    return this.pages.get(name) as Page;
  }

  private async preload(names: readonly string[]): Promise<void> {
    const missing = names.filter((name) => !this.pages.has(name));
    if (missing.length === 0) return;
    const loaded = await this.source.load(missing);
    for (const name of missing) this.pages.set(name, loaded.get(name) ?? new Page());
  }

  private forgetClean(): void {
    for (const name of this.pages.keys()) {
      if (this.pages.size <= this.cleanPagesMax) return;
      if (!this.dirty.has(name)) this.pages.delete(name);
    }
  }
}

const childName = (name: string, index: number): string =>
  name + index.toString(16).padStart(2, '0');
