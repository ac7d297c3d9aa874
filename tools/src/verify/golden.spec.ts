import { readFileSync } from 'node:fs';
import path from 'node:path';
import { digestOf, type LoggedEvent } from './event.js';
import { leafHash, nodeHash, sha256 } from './hash.js';
import { isSigned, parseSignedCheckpoint } from './note.js';
import { comparedPages } from './pages.js';
import { nothing, stateLeafHash, States } from './states.js';
import { Tree, treeHash } from './tree.js';

/** The same vectors that the writer's spec holds itself against. */
const file = path.resolve(import.meta.dirname, '../../../test/evidence/golden.json');
const { inputs, outputs } = JSON.parse(readFileSync(file, 'utf8')) as {
  readonly inputs: { readonly events: readonly LoggedEvent[] };
  readonly outputs: {
    readonly events: readonly { eventDigest: string; entry: string; leafHash: string }[];
    readonly roots: readonly { size: number; tree: string; state: string }[];
    readonly verifier: string;
    readonly checkpoint: string;
    readonly inclusion: readonly { index: number; hashes: readonly string[] }[];
    readonly tiles: readonly { bytes: string }[];
    readonly states: readonly StateProof[];
    readonly statePages: readonly { name: string; bytes: string }[];
  };
};
interface StateProof {
  readonly stream: string;
  readonly siblings: readonly string[];
  readonly leaf?: { readonly key: string; readonly version: number; readonly digest: string };
}
const bytes = (hex: string) => Buffer.from(hex, 'hex');
const last = outputs.roots.at(-1)!;

describe('the golden vectors, by code of the verifier alone', () => {
  it('have these digests, leaves and roots', () => {
    const [tree, states] = [new Tree(), new States()];
    inputs.events.forEach((event, at) => {
      const { digest, entry } = digestOf(event);
      const leaf = leafHash(entry);
      tree.add(leaf);
      states.set(event.stream, event.version, digest);
      expect(outputs.events[at]).toMatchObject({
        eventDigest: digest,
        entry: entry.toString('hex'),
        leafHash: leaf.toString('hex'),
      });
      expect(outputs.roots[at]).toEqual({
        size: at + 1,
        tree: tree.root().toString('hex'),
        state: states.root().toString('hex'),
      });
    });
    const leaves = outputs.events.map((event) => bytes(event.leafHash));
    expect(treeHash(leaves).toString('hex')).toBe(last.tree);
    expect(outputs.tiles[0]?.bytes).toBe(Buffer.concat(leaves).toString('hex'));
  });

  it('have a checkpoint of those roots, signed by that key', () => {
    const checkpoint = parseSignedCheckpoint(outputs.checkpoint);
    expect(isSigned(checkpoint, [outputs.verifier])).toBe(true);
    expect(checkpoint.size).toBe(inputs.events.length);
    expect(checkpoint.root.toString('hex')).toBe(last.tree);
    expect(checkpoint.state.toString('hex')).toBe(last.state);
    const other = parseSignedCheckpoint(outputs.checkpoint.replace('\n13\n', '\n12\n'));
    expect(isSigned(other, [outputs.verifier])).toBe(false);
  });

  it('have inclusion proofs that lead to the root by the definition of RFC 6962', () => {
    const rootBy = (index: number, size: number, leaf: Buffer, path: Buffer[]): Buffer => {
      if (size === 1) return leaf;
      let split = 1;
      while (split * 2 < size) split *= 2;
      const sibling = path.pop() as Buffer;
      return index < split
        ? nodeHash(rootBy(index, split, leaf, path), sibling)
        : nodeHash(sibling, rootBy(index - split, size - split, leaf, path));
    };
    for (const { index, hashes } of outputs.inclusion) {
      const leaf = bytes(outputs.events[index]!.leafHash);
      const path = hashes.map(bytes);
      expect(rootBy(index, last.size, leaf, path).toString('hex')).toBe(last.tree);
      expect(path).toEqual([]);
    }
  });

  it('have state proofs of every stream, and of the absence of others', () => {
    const heads = new Map(inputs.events.map((event) => [event.stream, event]));
    for (const { stream, siblings, leaf } of outputs.states) {
      const key = sha256(stream);
      let hash = leaf ? stateLeafHash(bytes(leaf.key), leaf.version, bytes(leaf.digest)) : nothing;
      for (let depth = siblings.length - 1; depth >= 0; depth -= 1) {
        const isRight = (((key[depth >> 3] as number) >> (7 - (depth & 7))) & 1) === 1;
        const sibling = bytes(siblings[depth] as string);
        hash = isRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
      }
      expect(hash.toString('hex')).toBe(last.state);
      const isThere = leaf !== undefined && bytes(leaf.key).equals(key);
      expect(isThere ? leaf.version : undefined).toBe(heads.get(stream)?.version);
    }
  });

  it('have state pages that hash to that root', () => {
    const pages = new Map(outputs.statePages.map((page) => [page.name, bytes(page.bytes)]));
    expect(pages.size).toBeGreaterThan(1);
    expect(comparedPages(pages, bytes(last.state))).toEqual([]);
    for (const [name, page] of pages) {
      const flipped = Buffer.from(page);
      flipped[20] = (flipped[20] as number) ^ 1;
      expect(comparedPages(new Map([...pages, [name, flipped]]), bytes(last.state))).toHaveLength(
        1,
      );
    }
  });
});
