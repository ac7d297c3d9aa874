import { sha256 } from './sha256.js';

/**
 * Merkle tree hashing, inclusion and consistency proofs of RFC 6962 section 2.1 (RFC 9162 section
 * 2.1 has the same hashes), over hashes that somebody else stores: a proof is first described as
 * spans of leaves, then each span is put together from complete subtrees.
 */

/** Leaves `[from, to)`; sizes up to 2^40, where the logarithms below are exact. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A complete subtree of 2^level leaves, the `index`-th of its level from the left. */
export interface Subtree {
  readonly level: number;
  readonly index: number;
}

/** Answers the hash of a complete subtree. */
export type SubtreeHash = (subtree: Subtree) => Buffer;

const leafPrefix = Buffer.from([0]);
const nodePrefix = Buffer.from([1]);

/** Root of the tree without leaves. */
export const emptyRoot: Buffer = sha256(Buffer.alloc(0));

export const leafHash = (entry: Uint8Array): Buffer => sha256(leafPrefix, entry);

export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(nodePrefix, left, right);

/** The complete subtrees, left to right, whose fold is the hash of a span. */
export const subtreesOf = ({ from, to }: Span): readonly Subtree[] => {
  const subtrees: Subtree[] = [];
  for (let start = from; start < to;) {
    const level = Math.floor(Math.log2(to - start));
    subtrees.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return subtrees;
};

/** Hash of a span that begins where a subtree of at least its size may begin. */
export const spanHash = (span: Span, hashOf: SubtreeHash): Buffer =>
  span.from === span.to
    ? emptyRoot
    : subtreesOf(span)
        .map(hashOf)
        .reduceRight((right, left) => nodeHash(left, right));

/** Root of the tree of the first `size` leaves. */
export const rootOf = (size: number, hashOf: SubtreeHash): Buffer =>
  spanHash({ from: 0, to: size }, hashOf);

/** The spans whose hashes prove that leaf `index` is in the tree of `size` leaves, leaf upwards. */
export const inclusionSpans = (index: number, size: number): readonly Span[] => {
  if (index < 0 || index >= size) throw new RangeError(`No leaf ${index} in a tree of ${size}.`);
  return pathSpans(index, { from: 0, to: size });
};

const pathSpans = (index: number, { from, to }: Span): Span[] => {
  if (to - from <= 1) return [];
  const middle = from + splitOf(to - from);
  return index < middle
    ? [...pathSpans(index, { from, to: middle }), { from: middle, to }]
    : [...pathSpans(index, { from: middle, to }), { from, to: middle }];
};

/** The spans whose hashes prove that the tree of `before` leaves is a prefix of that of `after`. */
export const consistencySpans = (before: number, after: number): readonly Span[] => {
  if (before < 0 || before > after) {
    throw new RangeError(`A tree of ${before} leaves is no prefix of one of ${after}.`);
  }
  return before === 0 || before === after ? [] : subproof(before, { from: 0, to: after }, true);
};

const subproof = (before: number, { from, to }: Span, isWhole: boolean): Span[] => {
  if (before === to) return isWhole ? [] : [{ from, to }];
  const middle = from + splitOf(to - from);
  return before <= middle
    ? [...subproof(before, { from, to: middle }, isWhole), { from: middle, to }]
    : [...subproof(before, { from: middle, to }, false), { from, to: middle }];
};

/** The largest power of two below a number greater than one. */
const splitOf = (size: number): number => 2 ** (Math.ceil(Math.log2(size)) - 1);
