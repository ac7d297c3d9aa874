import { addWorkingDays, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { refuse } from '../refusal.js';
import type { Deal } from './agreement.js';
import { checkMovement, movedBy } from './movement.rules.js';
import { checkRegistered } from './pledged-object.js';
import type { CommandOf } from './title.commands.js';
import { checkRegistrar, checkRoom, checkSight, entryOf } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { shippedTitleClocks } from './title.policy.js';
import type { Title, TransferApplication } from './title.js';
import { yetToJoin } from './transfer-application.state.js';

/**
 * 转让登记 (guide art. 34): both sides apply, the registrar reviews, and then the right moves. The
 * transferor's own step is `TransferRight`, under a scheme that has transfers reviewed.
 */
export const joinTransfer = (
  { data: { assetId, transferId, timing = shippedTitleClocks() }, meta }: CommandOf<'JoinTransfer'>,
  title: Title,
): TitleEvent[] => {
  const application = applicationOf(title, transferId, meta);
  const { partyId } = meta.actor;
  const others = yetToJoin(application);
  if (!isTransferee(application, partyId)) return refuse('not_the_transferee');
  if (!others.includes(partyId)) return [];
  checkWaiting(application);
  checkRoom(title);
  const on = shanghaiDate(meta.now);
  const joined = { assetId, transferId, partyId, on };
  if (others.length > 1) return [{ type: 'TransferJoined', data: joined }];
  const { version: calendarVersion, content } = timing.calendar;
  const reviewBy = addWorkingDays(on, application.reviewDays, content);
  return [{ type: 'TransferJoined', data: { ...joined, reviewBy, calendarVersion } }];
};

export const withdrawTransfer = (
  { data: { assetId, transferId, reason }, meta }: CommandOf<'WithdrawTransfer'>,
  title: Title,
): TitleEvent[] => {
  const application = applicationOf(title, transferId, meta);
  const { partyId } = meta.actor;
  const isSide = application.transferorPartyId === partyId || isTransferee(application, partyId);
  if (!isSide) return refuse('not_the_transferee');
  if (application.decided?.as === 'withdrawn') return [];
  checkWaiting(application);
  const on = shanghaiDate(meta.now);
  return [{ type: 'TransferWithdrawn', data: { assetId, transferId, partyId, reason, on } }];
};

/** Decided again on the title as it stands: what came meanwhile wins. */
export const approveTransfer = (
  { data, meta }: CommandOf<'ApproveTransfer'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const application = applicationOf(title, data.transferId, meta);
  if (application.decided?.as === 'registered') return [];
  checkWaiting(application);
  const partyIds = yetToJoin(application);
  if (partyIds.length > 0) return refuse('transfer_not_joined', { partyIds });
  checkRoom(title);
  const { holdingId, transferorPartyId, transferees, contractDigest } = application;
  const { transfereeEvidence, objectEvidence } = data;
  const deal: Deal = {
    holdingId,
    kind: 'transfer',
    byPartyId: transferorPartyId,
    counterpartyPartyIds: transferees.map(({ partyId }) => partyId),
    contractDigest,
  };
  const movement = { ...application, transfereeEvidence };
  const moving = { entry: entryOf(title, holdingId), movement, deal };
  const agreed = checkMovement(title, moving, meta.now);
  checkRegistered(objectEvidence, 'transfer_asset_not_in_force', meta.now);
  const moved = movedBy(title, moving, agreed, meta.now);
  const relied = objectEvidence !== undefined && { objectEvidence };
  return [{ type: 'RightTransferred', data: { ...moved, ...relied } }];
};

export const turnTransferDown = (
  { data: { assetId, transferId, ground, explanation }, meta }: CommandOf<'TurnTransferDown'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRegistrar(title, meta);
  const application = applicationOf(title, transferId, meta);
  const { as, ground: known, explanation: said } = application.decided ?? {};
  if (as === 'turnedDown' && known === ground && said === explanation) return [];
  checkWaiting(application);
  const on = shanghaiDate(meta.now);
  return [{ type: 'TransferTurnedDown', data: { assetId, transferId, ground, explanation, on } }];
};

const isTransferee = ({ transferees }: TransferApplication, partyId: string): boolean =>
  transferees.some((one) => one.partyId === partyId);

/** Whom it names finds it, though the title is not yet there for him. */
const applicationOf = (title: Title, transferId: string, meta: Meta): TransferApplication => {
  const found = title.transferApplications.get(transferId);
  if (found === undefined || !isTransferee(found, meta.actor.partyId)) checkSight(title, meta);
  return found ?? refuse('transfer_application_not_found', { transferId });
};

const checkWaiting = ({ transferId, decided }: TransferApplication): void => {
  if (decided !== undefined) refuse('transfer_application_decided', { transferId, as: decided.as });
};
