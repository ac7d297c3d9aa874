import type { StateLeaf } from './state-proof.js';
import { emptyHash, stateLeafHash, stateNodeHash } from './state-proof.js';

/**
 * Eight levels of the state map stored as one page, named by the key bytes that lead to it. A slot
 * holds one stream's leaf, or the hash of a page below that has two streams at least.
 */
export type Slot =
  | { readonly kind: 'leaf'; readonly leaf: StateLeaf }
  | { readonly kind: 'page'; readonly hash: Buffer };

/** Slots by the next byte of the key. */
export type Page = Map<number, Slot>;

const slotsOfPage = 256;
const levelsOfPage = 8;
const leafKind = 1;
const pageKind = 0;

export const pageHash = (page: Page): Buffer => rangeHash(slotsInOrder(page), 0, slotsOfPage);

/**
 * Hashes beside the path to a slot, downwards, and what stands at its end: where the path meets
 * nothing or a lone leaf it ends early.
 */
export const pathInPage = (
  page: Page,
  slot: number,
): { readonly siblings: readonly Buffer[]; readonly end: Slot | undefined } => {
  const slots = slotsInOrder(page);
  const siblings: Buffer[] = [];
  let from = 0;
  for (let level = 0, width = slotsOfPage; level < levelsOfPage; level += 1, width /= 2) {
    const within = between(slots, from, from + width);
    if (within.length === 0) return { siblings, end: undefined };
    if (within.length === 1 && within[0]?.[1].kind === 'leaf')
      return { siblings, end: within[0][1] };
    const middle = from + width / 2;
    if (slot < middle) {
      siblings.push(rangeHash(slots, middle, from + width));
    } else {
      siblings.push(rangeHash(slots, from, middle));
      from = middle;
    }
  }
  return { siblings, end: page.get(slot) };
};

/** Bytes of a page; the same slots give the same bytes. */
export const encodePage = (page: Page): Buffer =>
  Buffer.concat(
    slotsInOrder(page).map(([index, slot]) => {
      if (slot.kind === 'page') return Buffer.concat([Buffer.from([index, pageKind]), slot.hash]);
      const version = Buffer.alloc(8);
      version.writeBigUInt64BE(BigInt(slot.leaf.version));
      const { key, digest } = slot.leaf;
      return Buffer.concat([
        Buffer.from([index, leafKind]),
        key,
        version,
        Buffer.from(digest, 'hex'),
      ]);
    }),
  );

/** Reads such bytes. Throws when they are cut or of another form. */
export const decodePage = (bytes: Buffer): Page => {
  const page: Page = new Map();
  for (let at = 0; at < bytes.length;) {
    const index = bytes[at] as number;
    const kind = bytes[at + 1];
    const size = kind === leafKind ? 74 : 34;
    if (at + size > bytes.length || (kind !== leafKind && kind !== pageKind)) {
      throw new Error('A page of the state map is damaged.');
    }
    page.set(index, kind === leafKind ? leafAt(bytes, at + 2) : pageAt(bytes, at + 2));
    at += size;
  }
  return page;
};

const leafAt = (bytes: Buffer, at: number): Slot => ({
  kind: 'leaf',
  leaf: {
    key: bytes.subarray(at, at + 32),
    version: Number(bytes.readBigUInt64BE(at + 32)),
    digest: bytes.subarray(at + 40, at + 72).toString('hex'),
  },
});

const pageAt = (bytes: Buffer, at: number): Slot => ({
  kind: 'page',
  hash: bytes.subarray(at, at + 32),
});

type IndexedSlot = readonly [number, Slot];

const slotsInOrder = (page: Page): readonly IndexedSlot[] =>
  [...page.entries()].sort(([a], [b]) => a - b);

const between = (slots: readonly IndexedSlot[], from: number, to: number): readonly IndexedSlot[] =>
  slots.filter(([index]) => index >= from && index < to);

const rangeHash = (slots: readonly IndexedSlot[], from: number, to: number): Buffer => {
  const within = between(slots, from, to);
  const [only] = within;
  if (only === undefined) return emptyHash;
  if (within.length === 1 && only[1].kind === 'leaf') return stateLeafHash(only[1].leaf);
  if (to - from === 1) return (only[1] as { readonly hash: Buffer }).hash;
  const middle = from + (to - from) / 2;
  return stateNodeHash(rangeHash(within, from, middle), rangeHash(within, middle, to));
};
