import type { RightStatement } from '../asset/asset.events.js';
import { shanghaiDate } from '../calendar.js';
import { isShare, minus, plus, sumToOne, times } from '../fraction.js';
import { refuse } from '../refusal.js';
import { checkCoOwners, checkPledgees, type Deal } from './agreement.js';
import type { CommandOf } from './title.commands.js';
import {
  checkHolder,
  checkRoom,
  checkSight,
  checkStands,
  checkUnbarred,
  checkUnreserved,
  entryOf,
} from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import {
  authorisationStands,
  entrySpan,
  entryStands,
  licensingStands,
  pendingReservations,
} from './title.standing.js';
import type { Entry, Title } from './title.js';

/** Joint holders that a transfer may bring in, at most. */
const transfereesMax = 20;

type Transfer = CommandOf<'TransferRight'>['data'];
type Holder = RightStatement['holders'][number];

/**
 * All or part of an entry goes to others (guide, transfer registration: the transferor keeps none of
 * what goes). One event ends the old entry and opens what takes its place; pledges, claims, grants
 * and bars go on there, for security is indivisible (法释〔2020〕28号 art. 38, 39).
 */
export const transferRight = (
  { data, meta }: CommandOf<'TransferRight'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, transferId, holdingId, contractDigest, transfereeEvidence } = data;
  const entry = entryOf(title, holdingId);
  const partyIds = entry.holders.map(({ partyId }) => partyId);
  const known = title.transfers.get(transferId);
  if (known !== undefined) {
    const isSame =
      known.transferorPartyIds.includes(meta.actor.partyId) &&
      known.fromHoldingId === holdingId &&
      known.contractDigest === contractDigest;
    return isSame ? [] : refuse('title_id_taken', { id: transferId });
  }
  const taken = [data.toHoldingId, data.remainingHoldingId].find((id) => title.entries.has(id));
  if (taken !== undefined) return refuse('title_id_taken', { id: taken });
  checkHolder(partyIds, meta);
  checkRoom(title);
  checkStands(entrySpan(entry), meta.now);
  checkTransferable(title, entry, data, meta.now);
  checkTransferees(data, partyIds);
  const transfereePartyIds = data.transferees.map(({ partyId }) => partyId);
  const byPartyId = meta.actor.partyId;
  const counterpartyPartyIds = transfereePartyIds;
  const deal: Deal = {
    holdingId,
    kind: 'transfer',
    byPartyId,
    counterpartyPartyIds,
    contractDigest,
  };
  const coOwners = checkCoOwners(title, partyIds, deal, meta.now);
  checkUnbarred(title, holdingId, meta.now);
  checkUnreserved(title, holdingId, meta.now);
  checkNoLicenceReserved(title, holdingId, meta.now);
  const pledgees = checkPledgees(title, deal, meta.now, 'any');
  const on = shanghaiDate(meta.now);
  const parted = partsOf(entry, data, byPartyId, on);
  const consentIds = [...new Set([...coOwners, ...pledgees.map(({ consentId }) => consentId)])];
  const dischargedPledgeIds = pledgees
    .filter(({ pledge }) => pledge === 'discharged')
    .map(({ pledgeId = '' }) => pledgeId);
  const moved = { assetId, transferId, fromHoldingId: holdingId, ...parted };
  const sides = { transfereePartyIds, contractDigest, consentIds, dischargedPledgeIds };
  const ended = endingsOf(title, holdingId, meta.now);
  const fact = { ...moved, ...sides, ...ended, transfereeEvidence: [...transfereeEvidence], on };
  return [{ type: 'RightTransferred', data: fact }];
};

/**
 * Disposal is of the operation right (guide art. 3); who has it, or has sold it by the same
 * contract, may pass on his other entries with it, or an asset could never be sold as a whole.
 */
const checkTransferable = (title: Title, entry: Entry, data: Transfer, now: string): void => {
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

const checkTransferees = (
  { transferees, transfereeEvidence, part }: Transfer,
  holders: readonly string[],
): void => {
  const ids = new Set(transferees.map(({ partyId }) => partyId));
  const count = transferees.length;
  if (count < 1 || count > transfereesMax || ids.size < count) {
    refuse('transferees_invalid', { transfereesMax });
  }
  const shares = transferees.flatMap(({ share }) => (share === undefined ? [] : [share]));
  const isShared = part !== undefined && 'share' in part;
  const allStated = shares.length === count && shares.every(isShare) && sumToOne(shares);
  const noneStated = shares.length === 0 && (count === 1 || !isShared);
  if (!allStated && !noneStated) refuse('shares_invalid', { field: 'transferees' });
  const unknown = [...ids].filter(
    (partyId) => !transfereeEvidence.some((seen) => seen.partyId === partyId),
  );
  if (unknown.length > 0) refuse('transferee_not_registered', { partyIds: unknown });
  if (!isShared && [...ids].every((id) => holders.includes(id)) && ids.size === holders.length) {
    refuse('counterparty_is_the_holder');
  }
};

const checkNoLicenceReserved = (title: Title, holdingId: string, now: string): void => {
  const [pending] = pendingReservations(title, holdingId, now);
  if (pending === undefined) return;
  const { reservationId, expiresAt } = pending;
  refuse('entry_exclusively_reserved', { reservationId, expiresAt });
};

/** The entries that take the place of the old one: together they are all of it. */
const partsOf = (entry: Entry, data: Transfer, byPartyId: string, on: string) => {
  const { part, toHoldingId, remainingHoldingId, transferees } = data;
  const rest = particularsOf(entry, on);
  const whole = { ...rest, holdingId: toHoldingId };
  const holders = transferees.map(({ partyId, share }) => holder(partyId, share));
  const all = entry.holders.map(({ partyId }) => partyId);
  if (part === undefined) {
    const to: RightStatement = { ...whole, holders };
    return { part: 'whole' as const, transferorPartyIds: all, to };
  }
  if ('share' in part) {
    const shared = holdersAfter(entry, part.share, holders, byPartyId);
    const to: RightStatement = { ...whole, holders: shared };
    return { part: 'share' as const, transferorPartyIds: [byPartyId], to };
  }
  const divided =
    'purposes' in part
      ? dividedBy('purposes', entry.purposes, part.purposes)
      : dividedBy('fields', entry.fields, part.fields);
  const to: RightStatement = { ...whole, holders, ...divided.moved };
  const remaining: RightStatement = {
    ...rest,
    holdingId: remainingHoldingId,
    holders: entry.holders,
    ...divided.kept,
  };
  return { part: 'scope' as const, transferorPartyIds: all, to, remaining };
};

const holder = (partyId: string, share: string | undefined): Holder =>
  share === undefined ? { partyId } : { partyId, share };

/** The terms of the right, from the day on which it moves. */
const particularsOf = (entry: Entry, on: string): Omit<RightStatement, 'holdingId' | 'holders'> => {
  const { right, basis, proofDigest, until, purposes, fields, territory, remarks } = entry;
  return {
    right,
    basis,
    from: on,
    ...(proofDigest !== undefined && { proofDigest }),
    ...(until !== undefined && { until }),
    ...(purposes !== undefined && { purposes }),
    ...(fields !== undefined && { fields }),
    ...(territory !== undefined && { territory }),
    ...(remarks !== undefined && { remarks }),
  };
};

/** A part of the transferor's share goes over; the shares still add up to exactly 1. */
const holdersAfter = (
  entry: Entry,
  moved: string,
  to: readonly Holder[],
  byPartyId: string,
): readonly Holder[] => {
  const isSole = entry.holders.length === 1;
  const shares = new Map(
    entry.holders.map(({ partyId, share = isSole ? '1/1' : '' }) => [partyId, share]),
  );
  const own = shares.get(byPartyId) ?? '';
  if (!isShare(own)) return refuse('shares_not_stated', { field: 'part.share' });
  if (!isShare(moved)) return refuse('shares_invalid', { field: 'part.share' });
  const left = minus(own, moved);
  if (left.startsWith('-')) {
    return refuse('terms_exceed_right', { field: 'part.share', held: own });
  }
  if (left.startsWith('0/')) shares.delete(byPartyId);
  else shares.set(byPartyId, left);
  for (const { partyId, share = '1/1' } of to) {
    const gained = times(moved, share);
    const had = shares.get(partyId);
    shares.set(partyId, had === undefined ? gained : plus(had, gained));
  }
  const holders = [...shares].map(([partyId, share]) => ({ partyId, share }));
  const exact = holders.every(({ share }) => isShare(share));
  if (!exact || holders.length > transfereesMax) {
    return refuse('shares_invalid', { field: 'part.share' });
  }
  return holders;
};

/** Only what is listed can be divided: of a right for anything, nobody can say what would be left. */
const dividedBy = (
  by: 'purposes' | 'fields',
  held: readonly string[] | undefined,
  wanted: readonly string[],
) => {
  const field = `part.${by}`;
  if (held === undefined) return refuse('scope_not_divisible', { field });
  if (wanted.length === 0 || wanted.some((one) => !held.includes(one))) {
    return refuse('terms_exceed_right', { field, held });
  }
  const kept = held.filter((one) => !wanted.includes(one));
  if (kept.length === 0) return refuse('scope_not_divisible', { field });
  const moved = held.filter((one) => wanted.includes(one));
  return { moved: { [by]: moved }, kept: { [by]: kept } };
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
