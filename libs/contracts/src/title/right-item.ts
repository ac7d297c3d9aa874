import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { RightDto } from '../asset/rights.dto.js';
import { present } from '../present.js';

/** A line of the rights statement as answers show it. */
export const statementItem = (entry: RightStatement): RightDto => ({
  holdingId: entry.holdingId,
  right: entry.right,
  holders: entry.holders.map(({ partyId, share }) => ({ partyId, ...present({ share }) })),
  basis: entry.basis,
  from: entry.from,
  ...present({
    proofDigest: entry.proofDigest,
    until: entry.until,
    purposes: entry.purposes && [...entry.purposes],
    fields: entry.fields && [...entry.fields],
    territory: entry.territory,
    remarks: entry.remarks,
  }),
});
