import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import { checkCoOwners, checkPledgees, type Deal } from './agreement.js';
import {
  checkNotOfRegistrar,
  checkStands,
  checkUnbarred,
  checkUnreserved,
} from './title.conditions.js';
import {
  authorisationStands,
  entrySpan,
  entryStands,
  licensingStands,
  pendingReservations,
} from './title.standing.js';
import type { Consent, Entry, Title } from './title.js';
import { checkTransferees, partsOf, type Movement } from './transfer-parts.js';

interface Moving {
  readonly entry: Entry;
  readonly movement: Movement;
  readonly deal: Deal;
  /** The reservation that keeps it for the buyer: it is not in its own way. */
  readonly reservationId?: string;
}

interface Agreed {
  readonly coOwners: readonly string[];
  readonly pledgees: readonly Consent[];
}

/**
 * What must be so for a right to move: it stands and can be disposed of, those who get it are
 * registered and not suspended, co-owners and every ranking pledgee agree, and nothing bars or keeps it. Answers who
 * agreed.
 */
export const checkMovement = (
  title: Title,
  { entry, movement, deal, reservationId }: Moving,
  now: string,
): Agreed => {
  const { holdingId } = entry;
  const partyIds = entry.holders.map(({ partyId }) => partyId);
  checkStands(entrySpan(entry), now);
  checkTransferable(title, entry, movement, now);
  checkTransferees(movement, partyIds, deal.byPartyId);
  checkNotOfRegistrar(
    title,
    movement.transferees.map(({ partyId }) => partyId),
    'transferees',
  );
  const suspended = movement.transfereeEvidence.find(({ isSuspended }) => isSuspended);
  if (suspended !== undefined) refuse('party_suspended', { partyId: suspended.partyId });
  const coOwners = checkCoOwners(title, partyIds, deal, now);
  checkUnbarred(title, holdingId, now);
  checkUnreserved(title, holdingId, now);
  checkNothingReserved(title, holdingId, now, reservationId);
  const pledgees = checkPledgees(title, deal, now, 'any');
  return { coOwners, pledgees };
};

/** The consents that a movement relied on, each once. */
export const consentIdsOf = ({ coOwners, pledgees }: Agreed): readonly string[] => [
  ...new Set([...coOwners, ...pledgees.map(({ consentId }) => consentId)]),
];

/** The fact that a right moved, of a movement that was checked. */
export const movedBy = (
  title: Title,
  { entry, movement, deal }: Moving,
  agreed: Agreed,
  now: string,
) => {
  const { assetId } = title;
  const { holdingId: fromHoldingId } = entry;
  const { transferId, transferees, contractDigest, transfereeEvidence } = movement;
  const on = shanghaiDate(now);
  const dischargedPledgeIds = agreed.pledgees
    .filter(({ pledge }) => pledge === 'discharged')
    .map(({ pledgeId = '' }) => pledgeId);
  const parted = partsOf(entry, movement, deal.byPartyId, on);
  const transfereePartyIds = transferees.map(({ partyId }) => partyId);
  const consentIds = consentIdsOf(agreed);
  const sides = { transfereePartyIds, contractDigest, consentIds, dischargedPledgeIds };
  const ended = endingsOf(title, fromHoldingId, now);
  const moved = { assetId, transferId, fromHoldingId, ...parted };
  const seen = transfereeEvidence.map(({ partyId, version }) => ({ partyId, version }));
  return { ...moved, ...sides, ...ended, transfereeEvidence: seen, on };
};

/**
 * Disposal is of the operation right (guide art. 3); who has it, or has sold it by the same
 * contract, may pass on his other entries with it, or an asset could never be sold as a whole.
 */
const checkTransferable = (title: Title, entry: Entry, data: Movement, now: string): void => {
  if (entry.right === 'operation') return;
  const partyIds = entry.holders.map(({ partyId }) => partyId);
  const isOf = (holders: readonly string[]) => partyIds.every((id) => holders.includes(id));
  const operates = [...title.entries.values()].some(
    (other) =>
      other.right === 'operation' &&
      entryStands(other, now) &&
      isOf(other.holders.map(({ partyId }) => partyId)),
  );
  const sold = [...title.transfers.values()].some(
    ({ contractDigest, transferorPartyIds, to }) =>
      contractDigest === data.contractDigest &&
      to.right === 'operation' &&
      isOf(transferorPartyIds),
  );
  if (!operates && !sold) refuse('right_not_disposable', { right: entry.right });
};

const checkNothingReserved = (
  title: Title,
  holdingId: string,
  now: string,
  own: string | undefined,
): void => {
  const pending = pendingReservations(title, holdingId, now).find(
    ({ reservationId }) => reservationId !== own,
  );
  if (pending === undefined) return;
  const { reservationId, expiresAt } = pending;
  refuse('entry_exclusively_reserved', { reservationId, expiresAt });
};

/** What the transferor had allowed others goes with his right; whoever has it now allows anew. */
const endingsOf = (title: Title, holdingId: string, now: string) => ({
  endedOfferIds: [...title.licensing.values()]
    .filter((licensing) => licensing.holdingId === holdingId && licensingStands(licensing, now))
    .map(({ offerId }) => offerId),
  endedAuthorisationIds: [...title.authorisations.values()]
    .filter((given) => given.holdingId === holdingId && authorisationStands(given, now))
    .map(({ authorisationId }) => authorisationId),
});
