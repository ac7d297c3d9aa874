import { derivedId } from '@ledger/event-store/ids.js';

/** The id of a suspicion, and of its bar: it follows from the two assets, so that it is one. */
export const duplicateIdOf = (laterAssetId: string, earlierAssetId: string): string =>
  derivedId('duplicate', laterAssetId, earlierAssetId);

/** The id of a pair, whichever of the two is looked at. */
export const pairIdOf = (a: string, b: string): string =>
  derivedId('similar', ...[a, b].toSorted());
