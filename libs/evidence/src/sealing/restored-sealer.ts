import type { DigestedLog } from '@ledger/event-store/digested-log.js';
import type { EntityManager } from 'typeorm';
import { GrowingTree } from '../growing-tree.js';
import { Sealer } from '../sealer.js';
import { StateMap } from '../state-map.js';
import { tilesOfSize, tileWidthMax } from '../tiles.js';
import * as tables from './evidence-tables.js';
import { SealRefused } from './seal-refused.js';

/** Where sealing begins. */
export const nothingSealed = (origin: number): tables.Progress => ({
  origin,
  size: 0,
  position: 0,
  stateRoot: Buffer.alloc(32),
  round: 0,
  roundSize: 0,
  roundPosition: 0,
});

/** Throws `SealRefused` when the log ends before what was sealed of it. */
export const assertLogReaches = async (
  log: DigestedLog,
  progress: tables.Progress,
): Promise<void> => {
  const head = await log.head();
  if (head >= progress.position) return;
  throw new SealRefused(
    `The log ends at position ${head}, but it was sealed up to ${progress.position}: it was ` +
      'restored from a backup or cut. Start a new origin to seal what is there.',
  );
};

/** The sealer as the tables leave it; its state map as of the last complete round. */
export const restoredSealer = async (
  manager: EntityManager,
  { size }: tables.Progress,
  pageBytesMax?: number,
): Promise<Sealer> => {
  const edges = tilesOfSize(size).filter(({ partial }) => partial > 0);
  const places = edges.map(({ level, full }) => ({ level, index: full }));
  const tiles = await tables.readTiles(manager, places);
  const tree = GrowingTree.from(
    size,
    ({ level, index }) => tiles.find((tile) => tile.level === level && tile.index === index)?.bytes,
  );
  const load = (names: readonly string[]) => tables.readPages(manager, names);
  const leafTile = await tables.readLeafTile(manager, Math.floor(size / tileWidthMax));
  return new Sealer(tree, new StateMap({ load }, pageBytesMax), leafTile);
};
