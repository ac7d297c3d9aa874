import type { Subtree, SubtreeHash } from './merkle.js';
import { nodeHash } from './merkle.js';
import { hashBytes } from './sha256.js';

/** Tiles of a tree, c2sp.org/tlog-tiles: 256 hashes of one level, eight tree levels apart. */
export interface Tile {
  /** 0 holds leaf hashes; each next one the roots of full tiles below. */
  readonly level: number;
  readonly index: number;
  /** How many hashes it has, 1 to 256. */
  readonly width: number;
}

export const tileWidthMax = 256;
const tileHeight = 8;

/** The path below `/tile/`, e.g. `0/x001/234.p/17`. */
export const tilePath = ({ level, index, width }: Tile): string => {
  const suffix = width === tileWidthMax ? '' : `.p/${width}`;
  return `${level}/${indexPath(index)}${suffix}`;
};

/** Reads such a path; `undefined` when it is not the one spelling of a tile. */
export const parseTilePath = (path: string): Tile | undefined => {
  const [, level, groups, width] =
    /^(\d{1,2})\/((?:x\d{3}\/)*\d{3})(?:\.p\/(\d{1,3}))?$/.exec(path) ?? [];
  if (level === undefined || groups === undefined) return undefined;
  const index = Number(groups.replaceAll(/[x/]/g, ''));
  const tile = { level: Number(level), index, width: Number(width ?? tileWidthMax) };
  const isSound = tile.level < 64 && tile.width > 0 && Number.isSafeInteger(index);
  return isSound && tilePath(tile) === path ? tile : undefined;
};

/** The widths of all tiles that exist at a size: full ones, and at most one partial one a level. */
export const tilesOfSize = (
  size: number,
): readonly { level: number; full: number; partial: number }[] => {
  const levels: { level: number; full: number; partial: number }[] = [];
  for (let level = 0, hashes = size; hashes > 0; level += 1) {
    const full = Math.floor(hashes / tileWidthMax);
    levels.push({ level, full, partial: hashes % tileWidthMax });
    hashes = full;
  }
  return levels;
};

/** The tile that holds, or from which follows, the hash of a subtree, in a tree of `size` leaves. */
export const tileOf = ({ level, index }: Subtree, size: number): Tile => {
  const tileLevel = Math.floor(level / tileHeight);
  const hashesPerNode = 2 ** (level % tileHeight);
  const tileIndex = Math.floor((index * hashesPerNode) / tileWidthMax);
  const hashesOfLevel = Math.floor(size / tileWidthMax ** tileLevel);
  const width = Math.min(tileWidthMax, hashesOfLevel - tileIndex * tileWidthMax);
  return { level: tileLevel, index: tileIndex, width };
};

/** Hashes of subtrees out of tiles; `read` answers the bytes of a tile of that width or wider. */
export const subtreeHashes =
  (size: number, read: (tile: Tile) => Buffer): SubtreeHash =>
  (subtree) => {
    const tile = tileOf(subtree, size);
    const hashesPerNode = 2 ** (subtree.level % tileHeight);
    const first = subtree.index * hashesPerNode - tile.index * tileWidthMax;
    return foldHashes(read(tile), first, hashesPerNode);
  };

const foldHashes = (tile: Buffer, first: number, count: number): Buffer => {
  if (count === 1) {
    const hash = tile.subarray(first * hashBytes, (first + 1) * hashBytes);
    if (hash.length !== hashBytes) throw new Error('The tile is narrower than its size says.');
    return hash;
  }
  const half = count / 2;
  return nodeHash(foldHashes(tile, first, half), foldHashes(tile, first + half, half));
};

const indexPath = (index: number): string => {
  const groups: string[] = [];
  for (let rest = index; groups.length === 0 || rest > 0; rest = Math.floor(rest / 1000)) {
    groups.unshift(String(rest % 1000).padStart(3, '0'));
  }
  return groups.map((group, at) => (at === groups.length - 1 ? group : `x${group}`)).join('/');
};
