import { nodeHash, sha256 } from './hash.js';

/**
 * The state map: a binary tree over the bits of SHA-256(stream). Nothing hashes to 32 zero bytes,
 * a subtree with one stream to that stream's leaf, any other to the hash of its halves.
 */
interface Leaf {
  readonly key: Buffer;
  readonly hash: Buffer;
}

interface Branch {
  readonly sides: [Node, Node];
  hash: Buffer | undefined;
}

type Node = Leaf | Branch | undefined;

export const nothing = Buffer.alloc(32);

export const stateLeafHash = (key: Buffer, version: number, digest: Buffer): Buffer => {
  const versionBytes = Buffer.alloc(8);
  versionBytes.writeBigUInt64BE(BigInt(version));
  return sha256(Buffer.from([0]), key, versionBytes, digest);
};

export class States {
  private top: Node;

  set(stream: string, version: number, digest: string): void {
    const key = sha256(stream);
    const hash = stateLeafHash(key, version, Buffer.from(digest, 'hex'));
    this.top = placed(this.top, { key, hash }, 0);
  }

  root(): Buffer {
    return hashOf(this.top);
  }
}

const bit = (key: Buffer, depth: number): 0 | 1 =>
  (((key[depth >> 3] as number) >> (7 - (depth & 7))) & 1) as 0 | 1;

const placed = (node: Node, leaf: Leaf, depth: number): Node => {
  if (node === undefined) return leaf;
  if ('key' in node) {
    if (node.key.equals(leaf.key)) return leaf;
    const branch: Branch = { sides: [undefined, undefined], hash: undefined };
    branch.sides[bit(node.key, depth)] = node;
    return placed(branch, leaf, depth);
  }
  const side = bit(leaf.key, depth);
  node.sides[side] = placed(node.sides[side], leaf, depth + 1);
  node.hash = undefined;
  return node;
};

const hashOf = (node: Node): Buffer => {
  if (node === undefined) return nothing;
  if ('key' in node) return node.hash;
  node.hash ??= nodeHash(hashOf(node.sides[0]), hashOf(node.sides[1]));
  return node.hash;
};
