import type { Finding } from './finding.js';
import { elsewhere } from './finding.js';
import { nodeHash } from './hash.js';
import { nothing, stateLeafHash } from './states.js';

/**
 * Stored pages of the state map: each has eight levels of it. A slot is its index, then 1 and a
 * leaf (key, version as 8 bytes, digest) or 0 and the hash of the page below.
 */
interface Slot {
  readonly isLeaf: boolean;
  readonly hash: Buffer;
}

/** The root that the pages give; pages that do not hash to what the page above says. */
export const comparedPages = (
  pages: ReadonlyMap<string, Buffer>,
  expectedRoot: Buffer,
): readonly Finding[] => {
  if (pages.size === 0 && expectedRoot.equals(nothing)) return [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  const visit = (name: string, expected: Buffer): void => {
    seen.add(name);
    const page = pages.get(name);
    const slots = page === undefined ? undefined : slotsOf(page, name);
    if (slots === undefined || !hashOf(slots, 0, 256).equals(expected)) {
      findings.push(damaged(name));
      return;
    }
    for (const [index, { isLeaf, hash }] of slots)
      if (!isLeaf) visit(name + index.toString(16).padStart(2, '0'), hash);
  };
  visit('', expectedRoot);
  for (const name of pages.keys()) {
    if (!seen.has(name) && findings.length === 0) findings.push(damaged(name));
  }
  return findings;
};

const damaged = (name: string): Finding => {
  const place = name === '' ? 'root' : name;
  return elsewhere(`状态页 ${place} 已被改动`, `state page ${place} was changed`);
};

/**
 * In the order of their indices. A leaf alone in its part of a page hashes to the same at any index
 * there, so its index must be that of its key.
 */
const slotsOf = (bytes: Buffer, name: string): ReadonlyMap<number, Slot> | undefined => {
  const slots = new Map<number, Slot>();
  for (let [at, before] = [0, -1]; at < bytes.length;) {
    const isLeaf = bytes[at + 1] === 1;
    const size = isLeaf ? 74 : 34;
    if (at + size > bytes.length || (!isLeaf && bytes[at + 1] !== 0)) return undefined;
    const slot = bytes.subarray(at + 2, at + size);
    const index = bytes[at] as number;
    const place = name + index.toString(16).padStart(2, '0');
    if (index <= before || (isLeaf && !slot.toString('hex').startsWith(place))) return undefined;
    slots.set(index, { isLeaf, hash: isLeaf ? leafOf(slot) : slot });
    [at, before] = [at + size, index];
  }
  return slots;
};

const leafOf = (slot: Buffer): Buffer =>
  stateLeafHash(slot.subarray(0, 32), Number(slot.readBigUInt64BE(32)), slot.subarray(40));

/** Hash over the slots `[from, to)`. */
const hashOf = (slots: ReadonlyMap<number, Slot>, from: number, to: number): Buffer => {
  const own = [...slots].filter(([index]) => index >= from && index < to).map(([, slot]) => slot);
  const [only] = own;
  if (only === undefined) return nothing;
  if (own.length === 1 && (only.isLeaf || to - from === 1)) return only.hash;
  const middle = (from + to) / 2;
  return nodeHash(hashOf(slots, from, middle), hashOf(slots, middle, to));
};
