import { shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { Deal } from './agreement.js';
import { checkMovement, movedBy } from './movement.rules.js';
import { checkRegistered } from './pledged-object.js';
import type { CommandOf } from './title.commands.js';
import {
  checkHolder,
  checkRegistrar,
  checkRoom,
  checkSight,
  checkStands,
  entryOf,
} from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { entrySpan } from './title.standing.js';
import type { Title } from './title.js';
import { checkTransferees } from './transfer-parts.js';

/**
 * All or part of an entry goes to others (guide, transfer registration: the transferor keeps none of
 * what goes). One event ends the old entry and opens what takes its place; pledges, claims, grants
 * and bars go on there, for security is indivisible (法释〔2020〕28号 art. 38, 39).
 */
const transferRight = ({ data, meta }: CommandOf<'TransferRight'>, title: Title): TitleEvent[] => {
  checkSight(title, meta);
  const { transferId, holdingId, contractDigest } = data;
  const entry = entryOf(title, holdingId);
  const partyIds = entry.holders.map(({ partyId }) => partyId);
  const known = title.transfers.get(transferId);
  const isOwn = known?.transferorPartyIds.includes(meta.actor.partyId) === true;
  if (isSaid(title, data, contractDigest, isOwn)) return [];
  checkHolder(partyIds, meta);
  checkRoom(title);
  const deal: Deal = {
    holdingId,
    kind: 'transfer',
    byPartyId: meta.actor.partyId,
    counterpartyPartyIds: data.transferees.map(({ partyId }) => partyId),
    contractDigest,
  };
  const moving = { entry, movement: data, deal };
  const agreed = checkMovement(title, moving, meta.now);
  const { objectEvidence } = data;
  // A transfer is registered on the certificate (guide, transfer registration: form, contract,
  // certificate), so there must be one that has not lapsed.
  checkRegistered(objectEvidence, 'transfer_asset_not_in_force', meta.now);
  if (data.reviewDays !== undefined) return [applied(data, title, meta, data.reviewDays)];
  const moved = movedBy(title, moving, agreed, meta.now);
  const relied = objectEvidence !== undefined && { objectEvidence };
  return [{ type: 'RightTransferred', data: { ...moved, ...relied } }];
};

/** Where the scheme has transfers reviewed, the other side applies too, and nothing moves yet. */
const applied = (
  data: CommandOf<'TransferRight'>['data'],
  { registrarPartyId }: Title,
  { actor, now }: Meta,
  reviewDays: number,
): TitleEvent => {
  const { assetId, transferId, holdingId, toHoldingId, remainingHoldingId } = data;
  const { transferees, part, contractDigest } = data;
  const entries = { holdingId, toHoldingId, remainingHoldingId };
  const sides = { registrarPartyId, transferorPartyId: actor.partyId, transferees };
  const said = { ...sides, ...(part && { part }), contractDigest, reviewDays };
  const on = shanghaiDate(now);
  return { type: 'TransferApplied', data: { assetId, transferId, ...entries, ...said, on } };
};

/**
 * What a court, an arbitral tribunal or an authority has decided moves with its document (Civil Code
 * art. 229): the registrar records it, and nobody is asked. Neither holder, co-owners nor pledgees
 * agree; bars and reservations are not in its way, for they keep the right from its holder's acts.
 * Security goes on with the right, as it does in every transfer.
 */
const transferByOrder = (
  { data, meta }: CommandOf<'TransferByOrder'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const { holdingId, byOrder, fromPartyId } = data;
  const { documentDigest: contractDigest } = byOrder;
  const entry = entryOf(title, holdingId);
  if (isSaid(title, data, contractDigest, true)) return [];
  checkRoom(title);
  checkStands(entrySpan(entry), meta.now);
  const holders = entry.holders.map(({ partyId }) => partyId);
  const movement = { ...data, contractDigest };
  const sole = holders.length === 1 ? holders[0] : undefined;
  const byPartyId = fromPartyId ?? sole ?? '';
  checkTransferees(movement, holders, byPartyId);
  const deal: Deal = {
    holdingId,
    kind: 'transfer',
    byPartyId,
    counterpartyPartyIds: data.transferees.map(({ partyId }) => partyId),
    contractDigest,
  };
  const moved = movedBy(title, { entry, movement, deal }, nobody, meta.now);
  return [{ type: 'RightTransferred', data: { ...moved, byOrder } }];
};

/** Whose agreement an authority's order relies on. */
const nobody = { coOwners: [], pledgees: [] } as const;

type Ids = Pick<
  CommandOf<'TransferRight'>['data'],
  'transferId' | 'holdingId' | 'toHoldingId' | 'remainingHoldingId'
>;

/** Whether the transfer is recorded already; refuses ids that name something else. */
const isSaid = (
  title: Title,
  { transferId, holdingId, toHoldingId, remainingHoldingId }: Ids,
  contractDigest: string,
  isOwn: boolean,
): boolean => {
  const asked = title.transferApplications.get(transferId);
  if (asked !== undefined) {
    const isSame = asked.holdingId === holdingId && asked.contractDigest === contractDigest;
    return isSame || refuse('title_id_taken', { id: transferId });
  }
  const known = title.transfers.get(transferId);
  if (known !== undefined) {
    const isSame =
      isOwn && known.fromHoldingId === holdingId && known.contractDigest === contractDigest;
    return isSame || refuse('title_id_taken', { id: transferId });
  }
  const taken = [toHoldingId, remainingHoldingId].find((id) => title.entries.has(id));
  return taken === undefined ? false : refuse('title_id_taken', { id: taken });
};

/** A right moves: by its holder's act, or by an authority's order. */
export const moveRight = (
  command: CommandOf<'TransferRight'> | CommandOf<'TransferByOrder'>,
  title: Title,
): TitleEvent[] =>
  command.type === 'TransferRight'
    ? transferRight(command, title)
    : transferByOrder(command, title);
