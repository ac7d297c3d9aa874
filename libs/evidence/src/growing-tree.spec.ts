import { GrowingTree } from './growing-tree.js';
import { leafHash, rootOf } from './merkle.js';
import type { Tile } from './tiles.js';
import { subtreeHashes, tilePath, tilesOfSize } from './tiles.js';

const leafOf = (n: number) => leafHash(Buffer.from(String(n)));
const key = ({ level, index }: { level: number; index: number }) =>
  tilePath({ level, index, width: 256 });

describe('a growing tree', () => {
  it('has the root and the tiles of its leaves, also when it goes on from stored tiles', () => {
    const stored = new Map<string, Buffer>();
    const read = (tile: Tile) => stored.get(key(tile)) as Buffer;
    let tree = new GrowingTree();
    const sizes = [1, 2, 3, 255, 256, 257, 600, 65_535, 65_536, 65_537, 66_000];
    for (let size = 0; size <= 66_000; size += 1) {
      if (sizes.includes(size)) {
        for (const tile of tree.takeTiles()) stored.set(key(tile), tile.bytes);
        expect(tree.root()).toEqual(rootOf(size, subtreeHashes(size, read)));
        for (const { level, full, partial } of tilesOfSize(size))
          if (partial > 0)
            expect(stored.get(key({ level, index: full }))?.length).toBe(partial * 32);
        tree = GrowingTree.from(size, read);
        expect(tree.takeTiles().every(({ width }) => width < 256)).toBe(true);
      }
      tree.append(leafOf(size));
    }
  });

  it('does not go on from a tile that is cut', () => {
    expect(() => GrowingTree.from(3, () => Buffer.alloc(64))).toThrow('lost or cut');
    expect(() => GrowingTree.from(3, () => undefined)).toThrow('lost or cut');
  });
});
