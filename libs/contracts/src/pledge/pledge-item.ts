import type { PlacedPledge } from '@ledger/domain/title/encumbrances.js';
import { assetOfPledge } from '@ledger/domain/title/pledge-id.js';
import { present } from '../present.js';
import type { PledgeDto } from './pledge.dto.js';

/** How an answer is to show a pledge. */
export interface PledgeShown {
  /** `recordedAt` of a version of the title. */
  readonly instant: (version: number) => string;
  /** Whether the reader is a party to it, and so may know its contract. */
  readonly showsContract: boolean;
}

/** A pledge as an answer shows it. */
export const pledgeItem = (
  { pledge, standing, ordinal, secured, released, remaining }: PlacedPledge,
  { instant, showsContract }: PledgeShown,
): PledgeDto => {
  const { terms, rankKey, registered, claim, ended } = pledge;
  const { contractDigest, externalRegistration, ...shown } = terms;
  return {
    id: pledge.pledgeId,
    assetId: assetOfPledge(pledge.pledgeId) ?? '',
    holdingId: pledge.holdingId,
    state: standing === 'none' ? 'claimed' : standing,
    rankKey,
    pledgeePartyId: pledge.pledgeePartyId,
    pledgorPartyIds: pledge.pledgorPartyIds,
    kind: shown.kind,
    secured,
    released,
    remaining,
    until: shown.until,
    legalForm: shown.legalForm,
    externalRegistration,
    licensingStaysOpen: shown.licensingStaysOpen,
    recordedAt: instant(rankKey.titleVersion),
    ...present({
      ordinal,
      contractDigest: showsContract ? contractDigest : undefined,
      registeredAt: registered && instant(registered.version),
      lapsesAfter: claim?.lapsesAfter,
      endedAt: ended && instant(ended.version),
      endedReason: ended?.reason,
    }),
  };
};
