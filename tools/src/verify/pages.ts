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
    const slots = page === undefined ? undefined : slotsOf(page);
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

const slotsOf = (bytes: Buffer): ReadonlyMap<number, Slot> | undefined => {
  const slots = new Map<number, Slot>();
  for (let at = 0; at < bytes.length;) {
    const isLeaf = bytes[at + 1] === 1;
    const size = isLeaf ? 74 : 34;
    if (at + size > bytes.length || (!isLeaf && bytes[at + 1] !== 0)) return undefined;
    const slot = bytes.subarray(at + 2, at + size);
    slots.set(bytes[at] as number, { isLeaf, hash: isLeaf ? leafOf(slot) : slot });
    at += size;
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
