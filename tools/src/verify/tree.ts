import { nodeHash, sha256 } from './hash.js';

/** RFC 6962 tree hash over leaf hashes, as its definition says. */
export const treeHash = (leaves: readonly Buffer[], from = 0, to = leaves.length): Buffer => {
  if (from === to) return sha256('');
  if (to - from === 1) return leaves[from] as Buffer;
  let split = 1;
  while (split * 2 < to - from) split *= 2;
  return nodeHash(treeHash(leaves, from, from + split), treeHash(leaves, from + split, to));
};

/** The same, leaf by leaf: complete subtrees from the left, each half as large as the one before. */
export class Tree {
  private readonly peaks: { readonly leaves: number; readonly hash: Buffer }[] = [];
  size = 0;

  add(leaf: Buffer): void {
    this.size += 1;
    let peak = { leaves: 1, hash: leaf };
    for (let last = this.peaks.at(-1); last?.leaves === peak.leaves; last = this.peaks.at(-1)) {
      this.peaks.pop();
      peak = { leaves: peak.leaves * 2, hash: nodeHash(last.hash, peak.hash) };
    }
    this.peaks.push(peak);
  }

  root(): Buffer {
    const hashes = this.peaks.map(({ hash }) => hash);
    const last = hashes.pop();
    return last === undefined
      ? sha256('')
      : hashes.reduceRight((right, left) => nodeHash(left, right), last);
  }
}
