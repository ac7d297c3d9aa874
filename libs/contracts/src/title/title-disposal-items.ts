import {
  consentStands,
  registrationReservationPending,
} from '@ledger/domain/title/title.standing.js';
import type {
  Consent,
  ProposedCorrection,
  RegistrationReservation,
  Title,
  Transfer,
  TransferApplication,
} from '@ledger/domain/title/title.state.js';
import { present } from '../present.js';
import type { ConsentItemDto } from './consent.dto.js';
import { statementItem } from './right-item.js';
import type {
  ClosingDto,
  RegistrationReservationDto,
  TransferApplicationDto,
  TransferDto,
} from './title-disposal.dto.js';
import type { CorrectionItemDto } from './title-correction.dto.js';
import type { Shown } from './title-items.js';

export const transferItem = (
  transfer: Transfer,
  { instant }: Shown,
  showsContract: boolean,
): TransferDto => ({
  id: transfer.transferId,
  part: transfer.part,
  fromHoldingId: transfer.fromHoldingId,
  to: statementItem(transfer.to),
  transferorPartyIds: transfer.transferorPartyIds,
  transfereePartyIds: transfer.transfereePartyIds,
  dischargedPledgeIds: transfer.dischargedPledgeIds,
  on: transfer.on,
  version: transfer.version,
  recordedAt: instant(transfer.version),
  ...present({
    remaining: transfer.remaining && statementItem(transfer.remaining),
    contractDigest: showsContract ? transfer.contractDigest : undefined,
    byAuthority: transfer.byOrder?.authority,
  }),
});

export const transferApplicationItem = (asked: TransferApplication): TransferApplicationDto => ({
  id: asked.transferId,
  holdingId: asked.holdingId,
  transferorPartyId: asked.transferorPartyId,
  transferees: asked.transferees.map(({ partyId, share }) => ({ partyId, ...present({ share }) })),
  contractDigest: asked.contractDigest,
  joinedPartyIds: asked.joinedPartyIds,
  state: asked.decided?.as ?? (asked.reviewBy === undefined ? 'applied' : 'joined'),
  on: asked.on,
  ...present({
    part: asked.part,
    reviewBy: asked.reviewBy,
    ground: asked.decided?.ground,
  }),
});

export const consentItem = (consent: Consent, { at, instant }: Shown): ConsentItemDto => ({
  id: consent.consentId,
  holdingId: consent.holdingId,
  capacity: consent.capacity,
  partyId: consent.partyId,
  disposal: consent.disposal,
  until: consent.until,
  state: consentState(consent, at),
  version: consent.version,
  recordedAt: instant(consent.version),
  ...present({
    pledgeId: consent.pledgeId,
    counterpartyPartyId: consent.counterpartyPartyId,
    offerId: consent.offerId,
    contractDigest: consent.contractDigest,
    pledge: consent.pledge,
    proceeds: consent.proceeds,
    amountMax: consent.amountMax,
  }),
});

const consentState = (consent: Consent, at: string): ConsentItemDto['state'] => {
  if (consent.usedBy !== undefined) return 'used';
  if (consentStands(consent, at)) return 'standing';
  return consent.ended === undefined ? 'over' : 'withdrawn';
};

export const registrationReservationItem = (
  reserved: RegistrationReservation,
  { at, instant }: Shown,
): RegistrationReservationDto => ({
  id: reserved.registrationReservationId,
  holdingId: reserved.holdingId,
  lenderPartyId: reserved.lenderPartyId,
  until: reserved.until,
  renewal: reserved.renewal,
  state: registrationState(reserved, at),
  version: reserved.version,
  recordedAt: instant(reserved.version),
});

const registrationState = (
  reserved: RegistrationReservation,
  at: string,
): RegistrationReservationDto['state'] => {
  if (reserved.over?.pledgeId !== undefined) return 'used';
  return registrationReservationPending(reserved, at) ? 'pending' : 'over';
};

export const correctionItem = (
  proposed: ProposedCorrection,
  { instant }: Shown,
): CorrectionItemDto => ({
  correctionId: proposed.correctionId,
  correctedEvent: proposed.correctedEvent,
  of: proposed.correction.of,
  id: proposed.correction.id,
  change: proposed.correction.change,
  reason: proposed.reason,
  state: proposed.decided?.as ?? 'proposed',
  version: proposed.version,
  recordedAt: instant(proposed.version),
});

export const closingItem = (closed: NonNullable<Title['closed']>): ClosingDto => ({
  mode: closed.mode,
  reason: closed.reason,
  on: closed.on,
  pledgeIds: closed.pledgeIds,
});
