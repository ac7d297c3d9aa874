import { emptyRoot, nodeHash } from './merkle.js';
import { hashBytes } from './sha256.js';

/**
 * Verification as RFC 9162 sections 2.1.3.2 and 2.1.4.2 state it, bit by bit. It shares no logic
 * with the prover, so that an error in one does not hide in the other.
 */

/** Whether `proof` leads from a leaf hash at `index` to the root of a tree of `size` leaves. */
export const verifiesInclusion = (
  index: number,
  size: number,
  leaf: Buffer,
  proof: readonly Buffer[],
  root: Buffer,
): boolean => {
  if (index < 0 || index >= size || leaf.length !== hashBytes) return false;
  let node = index;
  let last = size - 1;
  let hash = leaf;
  for (const sibling of proof) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      hash = nodeHash(sibling, hash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      hash = nodeHash(hash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && hash.equals(root);
};

/** Whether `proof` shows that the tree of `before` leaves is a prefix of the tree of `after`. */
export const verifiesConsistency = (
  before: number,
  after: number,
  beforeRoot: Buffer,
  afterRoot: Buffer,
  proof: readonly Buffer[],
): boolean => {
  if (before < 0 || before > after) return false;
  if (before === 0 && !beforeRoot.equals(emptyRoot)) return false;
  if (before === after) return proof.length === 0 && beforeRoot.equals(afterRoot);
  if (before === 0) return proof.length === 0;
  const [start, ...rest] = isPowerOfTwo(before) ? [beforeRoot, ...proof] : proof;
  if (start === undefined) return false;
  let node = before - 1;
  let last = after - 1;
  while (node % 2 === 1) {
    node = half(node);
    last = half(last);
  }
  let oldHash = start;
  let newHash = start;
  for (const sibling of rest) {
    if (last === 0) return false;
    if (node % 2 === 1 || node === last) {
      oldHash = nodeHash(sibling, oldHash);
      newHash = nodeHash(sibling, newHash);
      while (node % 2 === 0 && node !== 0) {
        node = half(node);
        last = half(last);
      }
    } else {
      newHash = nodeHash(newHash, sibling);
    }
    node = half(node);
    last = half(last);
  }
  return last === 0 && oldHash.equals(beforeRoot) && newHash.equals(afterRoot);
};

const half = (value: number): number => Math.floor(value / 2);

const isPowerOfTwo = (value: number): boolean => 2 ** Math.floor(Math.log2(value)) === value;
