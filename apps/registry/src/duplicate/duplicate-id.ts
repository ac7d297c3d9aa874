import type { ClaimedAsset } from '@ledger/domain/fingerprint/claimed-asset.js';
import { derivedId } from '@ledger/event-store/ids.js';

type Standing = Pick<ClaimedAsset, 'assetId' | 'registeredPosition'>;
type Earlier = Pick<ClaimedAsset, 'assetId'>;

/**
 * The id of a suspicion, and of its bar: it follows from the two assets and from where in the log
 * the later one got this content, so that it is one, and another one when the content changes.
 */
export const duplicateIdOf = (later: Standing, earlier: Earlier): string =>
  derivedId('duplicate', later.assetId, earlier.assetId, String(later.registeredPosition));

/** The id of a pair that is alike since the later one got this content. */
export const pairIdOf = (later: Standing, earlier: Earlier): string =>
  derivedId('similar', later.assetId, earlier.assetId, String(later.registeredPosition));
