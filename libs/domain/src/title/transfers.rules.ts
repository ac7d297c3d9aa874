import { shanghaiDate } from '../calendar.js';
import { refuse } from '../refusal.js';
import type { Deal } from './agreement.js';
import { checkMovement, movedBy } from './movement.rules.js';
import { isInForce, type ObjectEvidence } from './pledged-object.js';
import type { CommandOf } from './title.commands.js';
import { checkHolder, checkRoom, checkSight, entryOf } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import type { Title } from './title.js';

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
  const { transferId, holdingId, contractDigest } = data;
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
  checkRegistered(objectEvidence, meta.now);
  const moved = movedBy(title, moving, agreed, meta.now);
  const relied = objectEvidence !== undefined && { objectEvidence };
  return [{ type: 'RightTransferred', data: { ...moved, ...relied } }];
};

/**
 * Pattern 2: a transfer is registered on the certificate (guide, transfer registration: form,
 * contract, certificate), so there must be one that has not lapsed.
 */
const checkRegistered = (evidence: ObjectEvidence | undefined, now: string): void => {
  if (evidence === undefined || isInForce(evidence, shanghaiDate(now))) return;
  const { status, validUntil } = evidence;
  return refuse('transfer_asset_not_in_force', {
    status: status === 'registered' ? 'expired' : status,
    ...(validUntil !== undefined && { validUntil }),
  });
};
