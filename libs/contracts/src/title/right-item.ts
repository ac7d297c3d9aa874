import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import type { RightDto } from '../asset/rights.dto.js';
import { present } from '../present.js';

/** A line of the rights statement as answers show it. */
export const statementItem = (entry: RightStatement): RightDto => ({
  holdingId: entry.holdingId,
  right: entry.right,
  holders: holderItems(entry),
  basis: entry.basis,
  from: entry.from,
  ...statementLimits(entry),
});

/** Who holds it, and in which shares where there are several. */
export const holderItems = ({ holders }: RightStatement): RightDto['holders'] =>
  holders.map(({ partyId, share }) => (share === undefined ? { partyId } : { partyId, share }));

/** What a line may state besides, where it does. */
export const statementLimits = (entry: RightStatement) =>
  present({
    proofDigest: entry.proofDigest,
    until: entry.until,
    purposes: entry.purposes && [...entry.purposes],
    fields: entry.fields && [...entry.fields],
    territory: entry.territory,
    remarks: entry.remarks,
  });
