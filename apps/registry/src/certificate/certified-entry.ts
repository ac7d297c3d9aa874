import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { CertifiedEntry } from '@ledger/domain/asset/life.events.js';

/** What a certificate says of an entry: who holds which right. */
export const certified = ({ holdingId, right, holders }: RightStatement): CertifiedEntry => ({
  holdingId,
  right,
  holderPartyIds: holders.map(({ partyId }) => partyId),
});
