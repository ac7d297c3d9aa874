import fc from 'fast-check';
import type { SubtreeHash } from './merkle.js';
import {
  consistencySpans,
  emptyRoot,
  inclusionSpans,
  leafHash,
  nodeHash,
  rootOf,
  spanHash,
} from './merkle.js';
import { verifiesConsistency, verifiesInclusion } from './merkle-verify.js';

/** The leaves and roots published with the reference implementation of RFC 6962. */
const publishedLeaves = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const publishedRoots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The proofs published with it for the tree of those leaves, shortened to what tells them apart. */
const publishedInclusion = [
  [0, 1, []],
  [0, 8, ['96a296d224f285c6', '5f083f0a1a33ca07', '6b47aaf29ee3c2af']],
  [5, 8, ['bc1a0643b12e4d2d', 'ca854ea128ed050b', 'd37ee418976dd957']],
  [2, 3, ['fac54203e7cc696c']],
  [1, 5, ['6e340b9cffb37a98', '5f083f0a1a33ca07', 'bc1a0643b12e4d2d']],
] as const;
const publishedConsistency = [
  [1, 1, []],
  [1, 8, ['96a296d224f285c6', '5f083f0a1a33ca07', '6b47aaf29ee3c2af']],
  [6, 8, ['0ebc5d3437fbe2db', 'ca854ea128ed050b', 'd37ee418976dd957']],
  [2, 5, ['5f083f0a1a33ca07', 'bc1a0643b12e4d2d']],
] as const;

const over =
  (leaves: readonly Buffer[]): SubtreeHash =>
  ({ level, index }) => {
    const own = leaves.slice(index * 2 ** level, (index + 1) * 2 ** level);
    const fold = (hashes: Buffer[]): Buffer =>
      hashes.length === 1
        ? (hashes[0] as Buffer)
        : nodeHash(fold(hashes.slice(0, hashes.length / 2)), fold(hashes.slice(hashes.length / 2)));
    return fold(own.map(leafHash));
  };

const leavesOf = (size: number) => Array.from({ length: size }, (_, n) => Buffer.from(`leaf ${n}`));

describe('the Merkle tree of RFC 6962', () => {
  it('has the published roots', () => {
    expect(emptyRoot.toString('hex')).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    publishedRoots.forEach((root, n) =>
      expect(rootOf(n + 1, over(publishedLeaves)).toString('hex')).toBe(root),
    );
  });

  it('has the published proofs', () => {
    const proven = (spans: ReturnType<typeof inclusionSpans>) =>
      spans.map((span) => spanHash(span, over(publishedLeaves)).toString('hex', 0, 8));
    for (const [index, size, proof] of publishedInclusion)
      expect(proven(inclusionSpans(index, size))).toEqual(proof);
    for (const [before, after, proof] of publishedConsistency)
      expect(proven(consistencySpans(before, after))).toEqual(proof);
  });

  it('proves every leaf of every tree up to 70 leaves, and no other leaf', () => {
    for (let size = 1; size <= 70; size += 1) {
      const leaves = leavesOf(size);
      const hashOf = over(leaves);
      const root = rootOf(size, hashOf);
      for (let index = 0; index < size; index += 1) {
        const proof = inclusionSpans(index, size).map((span) => spanHash(span, hashOf));
        const leaf = leafHash(leaves[index] as Buffer);
        expect(verifiesInclusion(index, size, leaf, proof, root)).toBe(true);
        expect(verifiesInclusion((index + 1) % size, size, leaf, proof, root)).toBe(size === 1);
      }
    }
  });

  it('proves every prefix of every tree up to 40 leaves', () => {
    for (let after = 1; after <= 40; after += 1) {
      const hashOf = over(leavesOf(after));
      for (let before = 0; before <= after; before += 1) {
        const proof = consistencySpans(before, after).map((span) => spanHash(span, hashOf));
        const roots = [rootOf(before, hashOf), rootOf(after, hashOf)] as const;
        expect(verifiesConsistency(before, after, ...roots, proof)).toBe(true);
      }
    }
  });

  it('rejects any proof with one bit changed, and one with a hash too many or too few', () => {
    const index = fc.integer({ min: 0, max: 99 });
    fc.assert(
      fc.property(index, fc.nat(), fc.nat(), (leafIndex, at, bit) => {
        const leaves = leavesOf(100);
        const hashOf = over(leaves);
        const root = rootOf(100, hashOf);
        const leaf = leafHash(leaves[leafIndex] as Buffer);
        const proof = inclusionSpans(leafIndex, 100).map((span) => spanHash(span, hashOf));
        const changed = proof.map((hash) => Buffer.from(hash));
        const victim = changed[at % changed.length] as Buffer;
        victim[bit % 32] = (victim[bit % 32] as number) ^ (1 << (bit % 8));
        expect(verifiesInclusion(leafIndex, 100, leaf, changed, root)).toBe(false);
        expect(verifiesInclusion(leafIndex, 100, leaf, proof.slice(1), root)).toBe(false);
        expect(verifiesInclusion(leafIndex, 100, leaf, [...proof, root], root)).toBe(false);
      }),
    );
  });

  it('rejects a consistency proof between trees that differ in an early leaf', () => {
    const forged = leavesOf(20).with(3, Buffer.from('other'));
    const proof = consistencySpans(11, 20).map((span) => spanHash(span, over(forged)));
    const roots = [rootOf(11, over(leavesOf(20))), rootOf(20, over(forged))] as const;
    expect(verifiesConsistency(11, 20, ...roots, proof)).toBe(false);
  });

  it('refuses leaves and sizes that do not exist', () => {
    expect(() => inclusionSpans(5, 5)).toThrow(RangeError);
    expect(() => consistencySpans(6, 5)).toThrow(RangeError);
    expect(verifiesInclusion(5, 5, emptyRoot, [], emptyRoot)).toBe(false);
    expect(verifiesInclusion(0, 1, Buffer.alloc(0), [], Buffer.alloc(0))).toBe(false);
    expect(verifiesConsistency(0, 0, Buffer.from('x'), Buffer.from('x'), [])).toBe(false);
    expect(verifiesConsistency(6, 5, emptyRoot, emptyRoot, [])).toBe(false);
  });
});
