import type { ClaimedAsset, ContentClaimEvent } from '@ledger/domain/fingerprint/claimed-asset.js';
import type {
  DuplicateBasis,
  DuplicateEvent,
} from '@ledger/domain/fingerprint/fingerprint.events.js';
import type { SimilarPairEvent } from '@ledger/domain/fingerprint/claimed-asset.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { duplicateIdOf } from './duplicate-id.js';
import { DuplicateView } from './duplicate.view.js';

type News = ContentClaimEvent | SimilarPairEvent | DuplicateEvent;
type Row = Omit<DuplicateView, 'lastPosition'>;

/** One row per suspected pair: noticed by a claim, numbered and decided on the later asset. */
export const duplicateFold: RowFold<News, DuplicateView> = {
  name: 'duplicate',
  categories: ['claim', 'asset'],
  table: DuplicateView,
  key: 'duplicateId',
  keysOf: (event) => {
    const key = keyOf(event);
    return key === undefined ? [] : [key];
  },
  evolve: (row, event, duplicateId) => {
    switch (event.type) {
      case 'ContentClaimedAgain':
        return row ?? noticed(duplicateId, event, event.data, 'content', 1_000);
      case 'SimilarPairNoticed': {
        const { similarityPermille } = event.data;
        return row ?? noticed(duplicateId, event, event.data, 'similarity', similarityPermille);
      }
      case 'DuplicateNoticed':
        return row && { ...row, duplicateNo: event.data.duplicateNo };
      case 'DuplicateResolved': {
        const { decision, reason } = event.data;
        return row && { ...row, decision, reason, resolvedAt: event.recordedAt };
      }
      case 'ContentClaimed':
        return row;
    }
  },
};

/** Other claims and other facts of assets come along in the same categories. */
const keyOf = ({ type, data }: RecordedOf<News>): string | undefined => {
  if (type === 'ContentClaimedAgain' || type === 'SimilarPairNoticed') {
    return duplicateIdOf(data.later, data.earlier);
  }
  const isOnAsset = type === 'DuplicateNoticed' || type === 'DuplicateResolved';
  return isOnAsset ? data.duplicateId : undefined;
};

const noticed = (
  duplicateId: string,
  { recordedAt, position }: RecordedOf<News>,
  { earlier, later }: { readonly earlier: ClaimedAsset; readonly later: ClaimedAsset },
  basis: DuplicateBasis,
  similarityPermille: number,
): Row => ({
  duplicateId,
  laterAssetId: later.assetId,
  laterRegistrar: later.registrarPartyId,
  earlierAssetId: earlier.assetId,
  earlierRegistrar: earlier.registrarPartyId,
  earlierApplicant: earlier.applicantPartyId,
  basis,
  similarityPermille,
  duplicateNo: null,
  decision: null,
  reason: null,
  noticedAt: recordedAt,
  noticedPosition: position,
  resolvedAt: null,
});
