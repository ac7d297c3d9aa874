import type { StateLeaf } from './state-proof.js';
import { emptyHash, stateLeafHash, stateNodeHash } from './state-proof.js';

/** What stands at the end of one key byte: one stream, or a page below with two at least. */
export type Slot =
  | { readonly kind: 'leaf'; readonly leaf: StateLeaf }
  | { readonly kind: 'page'; readonly hash: Buffer };

const slotsOfPage = 256;
const leafKind = 1;
const pageKind = 0;
const pageBytes = 2 + 32;
const leafBytes = 2 + 32 + 8 + 32;

/**
 * Eight levels of the state map stored as one page, named by the key bytes that lead to it. The
 * hashes between slots and root are kept until a slot below them changes: nodes are numbered as in
 * a binary heap, the root 1, the slots 256 to 511.
 */
export class Page {
  private readonly slots = new Map<number, Slot>();
  private readonly occupied = new Uint16Array(2 * slotsOfPage);
  private readonly hashes: (Buffer | undefined)[] = [];

  get(index: number): Slot | undefined {
    return this.slots.get(index);
  }

  set(index: number, slot: Slot): void {
    const isNew = !this.slots.has(index);
    this.slots.set(index, slot);
    for (let node = slotsOfPage + index; node > 0; node >>= 1) {
      if (isNew) this.occupied[node] = this.occupiedBelow(node) + 1;
      this.hashes[node] = undefined;
    }
  }

  /** Hash of all that the page leads to; 32 zero bytes where that is nothing. */
  hash(): Buffer {
    return this.nodeHash(1);
  }

  /**
   * Hashes beside the path to a slot, downwards, and what stands at its end: where the path meets
   * nothing or a lone leaf it ends early.
   */
  pathTo(index: number): { readonly siblings: readonly Buffer[]; readonly end: Slot | undefined } {
    const siblings: Buffer[] = [];
    for (let node = 1, below = 7; node < slotsOfPage; below -= 1) {
      if (this.occupiedBelow(node) === 0) return { siblings, end: undefined };
      const lone = this.loneLeaf(node);
      if (lone !== undefined) return { siblings, end: lone };
      node = (slotsOfPage + index) >> below;
      siblings.push(this.nodeHash(node ^ 1));
    }
    return { siblings, end: this.slots.get(index) };
  }

  /** Bytes of the page; the same slots give the same bytes. */
  encode(): Buffer {
    const ordered = [...this.slots].sort(([a], [b]) => a - b);
    return Buffer.concat(ordered.map(([index, slot]) => encodeSlot(index, slot)));
  }

  /** Reads such bytes. Throws when they are cut or of another form. */
  static decode(bytes: Buffer): Page {
    const page = new Page();
    for (let at = 0; at < bytes.length;) {
      const kind = bytes[at + 1];
      const size = kind === leafKind ? leafBytes : pageBytes;
      if (at + size > bytes.length || (kind !== leafKind && kind !== pageKind)) {
        throw new Error('A page of the state map is damaged.');
      }
      page.set(bytes[at] as number, kind === leafKind ? leafAt(bytes, at) : pageAt(bytes, at));
      at += size;
    }
    return page;
  }

  private nodeHash(node: number): Buffer {
    const known = this.hashes[node];
    if (known !== undefined) return known;
    const hash = this.computeHash(node);
    this.hashes[node] = hash;
    return hash;
  }

  private computeHash(node: number): Buffer {
    if (this.occupiedBelow(node) === 0) return emptyHash;
    const lone = this.loneLeaf(node);
    if (lone !== undefined) return stateLeafHash(lone.leaf);
    if (node >= slotsOfPage) return (this.slots.get(node - slotsOfPage) as PageSlot).hash;
    return stateNodeHash(this.nodeHash(2 * node), this.nodeHash(2 * node + 1));
  }

  /** The leaf of a subtree that has nothing else. */
  private loneLeaf(node: number): LeafSlot | undefined {
    if (this.occupiedBelow(node) !== 1) return undefined;
    let only = node;
    while (only < slotsOfPage) only = 2 * only + (this.occupiedBelow(2 * only) === 1 ? 0 : 1);
    const slot = this.slots.get(only - slotsOfPage);
    return slot?.kind === 'leaf' ? slot : undefined;
  }

  private occupiedBelow(node: number): number {
    return this.occupied[node] as number;
  }
}

type LeafSlot = Extract<Slot, { kind: 'leaf' }>;
type PageSlot = Extract<Slot, { kind: 'page' }>;

const encodeSlot = (index: number, slot: Slot): Buffer => {
  if (slot.kind === 'page') return Buffer.concat([Buffer.from([index, pageKind]), slot.hash]);
  const version = Buffer.alloc(8);
  version.writeBigUInt64BE(BigInt(slot.leaf.version));
  const { key, digest } = slot.leaf;
  return Buffer.concat([Buffer.from([index, leafKind]), key, version, Buffer.from(digest, 'hex')]);
};

const leafAt = (bytes: Buffer, at: number): Slot => ({
  kind: 'leaf',
  leaf: {
    key: bytes.subarray(at + 2, at + 34),
    version: Number(bytes.readBigUInt64BE(at + 34)),
    digest: bytes.subarray(at + 42, at + 74).toString('hex'),
  },
});

const pageAt = (bytes: Buffer, at: number): Slot => ({
  kind: 'page',
  hash: bytes.subarray(at + 2, at + 34),
});
