import { sha256, sha256Into } from './sha256.js';

/**
 * The state map says of every stream exactly how far it has come: a sparse Merkle map from
 * SHA-256(stream name) to (version, digest of the event there). A subtree without streams hashes to
 * 32 zero bytes, one with a single stream to that stream's leaf, any other to the hash of its
 * halves. So a proof ends after about log2(number of streams) levels, and absence is provable: the
 * path ends at nothing, or at the leaf of another stream.
 */

/** How far a stream has come. */
export interface StreamState {
  readonly version: number;
  /** `eventDigest` at that version, hex. */
  readonly digest: string;
}

/** A stream's state under its key. */
export interface StateLeaf extends StreamState {
  /** SHA-256 of the stream's name. */
  readonly key: Buffer;
}

/** The way from a stream's place to the root. */
export interface StateProof {
  /** Hashes beside the path, from the root downwards. */
  readonly siblings: readonly Buffer[];
  /** The leaf at the end of the path; absent where the path ends at nothing. */
  readonly leaf?: StateLeaf;
}

export const emptyHash: Buffer = Buffer.alloc(32);
const leafPrefix = Buffer.from([0x00]);
const nodePrefix = Buffer.from([0x01]);

export const stateKey = (stream: string): Buffer => sha256(Buffer.from(stream));

/** SHA-256(0x00 ‖ key ‖ version as 8 bytes, big endian ‖ digest). */
export const stateLeafHash = ({ key, version, digest }: StateLeaf): Buffer => {
  const versionBytes = Buffer.alloc(8);
  versionBytes.writeBigUInt64BE(BigInt(version));
  return sha256(leafPrefix, key, versionBytes, Buffer.from(digest, 'hex'));
};

const leafPreimage = Buffer.alloc(1 + 32 + 8 + 32);

/** The same hash over key ‖ version ‖ digest as they stand in a buffer, without making another. */
export const leafHashInto = (source: Buffer, from: number, target: Buffer, at: number): void => {
  source.copy(leafPreimage, 1, from, from + leafPreimage.length - 1);
  sha256Into(leafPreimage, target, at);
};

/** SHA-256(0x01 ‖ left ‖ right). */
export const stateNodeHash = (left: Buffer, right: Buffer): Buffer =>
  sha256(nodePrefix, left, right);

/** Bit `depth` of a key, the most significant first. */
export const bitOf = (key: Buffer, depth: number): 0 | 1 =>
  (((key[depth >> 3] as number) >> (7 - (depth & 7))) & 1) as 0 | 1;

/**
 * What the proof says of a stream under a root: its state, or `'absent'`; `undefined` when the
 * proof does not lead to that root, or is of another stream.
 */
export const provenState = (
  root: Buffer,
  stream: string,
  { siblings, leaf }: StateProof,
): StreamState | 'absent' | undefined => {
  const key = stateKey(stream);
  if (siblings.length > 256) return undefined;
  if (leaf !== undefined && !sharesPath(leaf.key, key, siblings.length)) return undefined;
  let hash = leaf === undefined ? emptyHash : stateLeafHash(leaf);
  for (let depth = siblings.length - 1; depth >= 0; depth -= 1) {
    const sibling = siblings[depth] as Buffer;
    hash = bitOf(key, depth) === 0 ? stateNodeHash(hash, sibling) : stateNodeHash(sibling, hash);
  }
  if (!hash.equals(root)) return undefined;
  return leaf?.key.equals(key) ? { version: leaf.version, digest: leaf.digest } : 'absent';
};

const sharesPath = (a: Buffer, b: Buffer, bits: number): boolean => {
  for (let depth = 0; depth < bits; depth += 1)
    if (bitOf(a, depth) !== bitOf(b, depth)) return false;
  return true;
};
