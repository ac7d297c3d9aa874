import { emptyRoot, nodeHash } from './merkle.js';
import { copyHash, hashBytes, sha256Into } from './sha256.js';
import type { Tile } from './tiles.js';
import { tilesOfSize, tileWidthMax } from './tiles.js';

/** A tile with its hashes. */
export interface TileBytes extends Tile {
  readonly bytes: Buffer;
}

/** The hashes gathered for the tile at the right edge of a level. */
interface Edge {
  readonly hashes: Buffer;
  width: number;
  /** Tiles of the level that are full. */
  full: number;
}

/**
 * The right edge of a tree that only grows: adding a leaf costs about one hash, and what is kept is
 * one tile per level, whatever the size.
 */
export class GrowingTree {
  private readonly edges: Edge[] = [];
  private finished: TileBytes[] = [];
  private leaves = 0;

  /** The tree of `size` leaves; `partial` answers the bytes of its partial tiles. */
  static from(size: number, partial: (tile: Tile) => Uint8Array | undefined): GrowingTree {
    const tree = new GrowingTree();
    tree.leaves = size;
    for (const { level, full, partial: width } of tilesOfSize(size)) {
      const hashes = Buffer.alloc(tileWidthMax * hashBytes);
      if (width > 0) {
        const stored = partial({ level, index: full, width });
        if (stored === undefined || stored.length < width * hashBytes)
          throw new Error(`Tile ${level}/${full} of width ${width} is lost or cut.`);
        hashes.set(stored.subarray(0, width * hashBytes));
      }
      tree.edges[level] = { hashes, width, full };
    }
    return tree;
  }

  get size(): number {
    return this.leaves;
  }

  append(leafHash: Uint8Array): void {
    this.leaves += 1;
    this.add(0, leafHash);
  }

  /** RFC 6962 root of what has been added. */
  root(): Buffer {
    if (this.leaves === 0) return emptyRoot;
    const subtrees: Buffer[] = [];
    for (const { hashes, width } of [...this.edges].reverse()) {
      for (let bit = tileWidthMax / 2, first = 0; bit >= 1; bit /= 2) {
        if ((width & bit) === 0) continue;
        subtrees.push(foldTile(hashes, first, bit));
        first += bit;
      }
    }
    return subtrees.reduceRight((right, left) => nodeHash(left, right));
  }

  /** The tiles that are new or wider since the last call. */
  takeTiles(): readonly TileBytes[] {
    const partial = this.edges.flatMap(({ hashes, width, full }, level) => {
      const bytes = Buffer.from(hashes.subarray(0, width * hashBytes));
      return width === 0 ? [] : [{ level, index: full, width, bytes }];
    });
    const taken = [...this.finished, ...partial];
    this.finished = [];
    return taken;
  }

  private add(level: number, hash: Uint8Array): void {
    const edge = (this.edges[level] ??= {
      hashes: Buffer.alloc(tileWidthMax * hashBytes),
      width: 0,
      full: 0,
    });
    copyHash(hash, 0, edge.hashes, edge.width * hashBytes);
    edge.width += 1;
    if (edge.width < tileWidthMax) return;
    const bytes = Buffer.from(edge.hashes);
    this.finished.push({ level, index: edge.full, width: tileWidthMax, bytes });
    edge.width = 0;
    edge.full += 1;
    this.add(level + 1, foldTile(edge.hashes, 0, tileWidthMax));
  }
}

const preimage = Buffer.alloc(1 + 2 * hashBytes, 1);
const scratch = Buffer.alloc((tileWidthMax / 2) * hashBytes);

/** Hash of the complete subtree over `count` (a power of two) hashes of a tile. */
const foldTile = (hashes: Buffer, first: number, count: number): Buffer => {
  let from = hashes;
  let start = first * hashBytes;
  for (let pairs = count / 2; pairs >= 1; pairs /= 2) {
    for (let pair = 0; pair < pairs; pair += 1) {
      const left = start + 2 * pair * hashBytes;
      copyHash(from, left, preimage, 1);
      copyHash(from, left + hashBytes, preimage, 1 + hashBytes);
      sha256Into(preimage, scratch, pair * hashBytes);
    }
    [from, start] = [scratch, 0];
  }
  return Buffer.from(from.subarray(start, start + hashBytes));
};
