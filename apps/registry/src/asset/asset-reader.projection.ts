import type { AssetEvent, RightStatement } from '@ledger/domain/asset/asset.events.js';
import { isPledgeLife, type PledgeLifeEvent } from '@ledger/domain/title/pledge-life.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { RowFold } from '@ledger/read-model/projection.js';
import { AssetReaderView, type ReaderGround } from './asset-reader.view.js';

/** What an event means for who may see its asset. */
type Effect =
  | {
      readonly is: 'lets in';
      /** Within the asset: what the reason is called. */
      readonly reason: string;
      readonly ground: ReaderGround;
      readonly partyIds: readonly string[];
      readonly until?: string | undefined;
    }
  | { readonly is: 'confirms'; readonly reason: string }
  | { readonly is: 'ends'; readonly reason: string };

/** One row per reason for which others than the applicant see an asset (model: who sees what). */
export const assetReaderFold: RowFold<AssetEvent | TitleEvent, AssetReaderView> = {
  name: 'asset-reader',
  categories: ['asset', 'title'],
  table: AssetReaderView,
  key: 'reason',
  keysOf: (event) => effectsOf(event).map(({ reason }) => `${event.data.assetId}/${reason}`),
  evolve: (row, event, reason) => {
    const { assetId } = event.data;
    const effect = effectsOf(event).find((one) => `${assetId}/${one.reason}` === reason);
    if (effect?.is === 'lets in') {
      const { ground, partyIds, until = null } = effect;
      return { reason, assetId, ground, partyIds, until };
    }
    return effect?.is === 'confirms' && row ? { ...row, ground: 'pledgee' } : undefined;
  },
};

const effectsOf = (event: RecordedOf<AssetEvent | TitleEvent>): readonly Effect[] => {
  if (event.type === 'RightTransferred') return ofTransfer(event.data);
  if (isOfAsset(event)) return listed(effectOfAsset(event));
  return isPledgeLife(event) ? ofPledge(event) : listed(effectOfTitle(event));
};

const listed = (effect: Effect | undefined): readonly Effect[] =>
  effect === undefined ? [] : [effect];

type Transferred = Extract<TitleEvent, { readonly type: 'RightTransferred' }>['data'];

/** Who had the right no longer sees the asset by it, nor do those whom he had let in. */
const ofTransfer = (data: Transferred): readonly Effect[] => [
  { is: 'ends', reason: `holding/${data.fromHoldingId}` },
  ...[data.to, ...(data.remaining ? [data.remaining] : [])].map((entry) =>
    holders(`holding/${entry.holdingId}`, [entry]),
  ),
  ...data.endedAuthorisationIds.map((id) => ({ is: 'ends', reason: `lender/${id}` }) as const),
  ...data.dischargedPledgeIds.map((id) => ({ is: 'ends', reason: `pledge/${id}` }) as const),
];

/** A pledge that is over lets nobody in; one that is assigned lets in another. */
const ofPledge = ({ type, data }: PledgeLifeEvent): readonly Effect[] => {
  const over = (id: string) => ({ is: 'ends', reason: `pledge/${id}` }) as const;
  const { pledgeId } = data;
  switch (type) {
    case 'PledgeAssigned':
    case 'PledgeAssignmentCorrected':
      return [letsIn(`pledge/${pledgeId}`, 'pledgee', data.toPartyId)];
    case 'PledgeReleaseCorrected':
    case 'PledgeCancellationCorrected':
    case 'PledgeClearingCorrected':
      return [letsIn(`pledge/${pledgeId}`, 'pledgee', data.pledgeePartyId)];
    case 'PledgeEnforcementCorrected':
      return data.enforced ? [] : [letsIn(`pledge/${pledgeId}`, 'pledgee', data.pledgeePartyId)];
    case 'PledgeCancelledByOrder':
    case 'PledgeLapsed':
      return [over(pledgeId)];
    case 'PledgeEnforced':
      return [pledgeId, ...data.clearedPledgeIds].map(over);
    case 'PledgeAmended':
    case 'PledgeExtended':
    case 'PledgeSubordinated':
    case 'ClaimsFixed':
    case 'ClaimsFixingCorrected':
    case 'PledgeTermsCorrected':
    case 'PledgeSubordinationCorrected':
    case 'PledgeReleaseDemanded':
    case 'PledgeObjectionRaised':
    case 'PledgeObjectionPursued':
    case 'PledgeObjectionWithdrawn':
    case 'PledgeObjectionLapsed':
    case 'PledgeActionProposed':
    case 'PledgeActionRejected':
      return [];
  }
};

const isOfAsset = (event: RecordedOf<AssetEvent | TitleEvent>): event is RecordedOf<AssetEvent> =>
  event.stream.startsWith('asset-');

/** Of an asset's own facts, only what its application says lets anybody in. */
const effectOfAsset = (event: RecordedOf<AssetEvent>): Effect | undefined =>
  event.type === 'ApplicationSubmitted' || event.type === 'ApplicationSupplemented'
    ? coHolders(event)
    : undefined;

const effectOfTitle = (
  event: RecordedOf<Exclude<TitleEvent, PledgeLifeEvent>>,
): Effect | undefined => {
  switch (event.type) {
    case 'HoldingRecorded':
      return holders(`holding/${event.data.entry.holdingId}`, [event.data.entry]);
    case 'HoldingEnded':
      return { is: 'ends', reason: `holding/${event.data.holdingId}` };
    case 'RightGranted': {
      const { grantId, granteePartyId, terms } = event.data;
      return letsIn(`grant/${grantId}`, 'grantee', granteePartyId, terms.until);
    }
    case 'GrantEnded':
      return { is: 'ends', reason: `grant/${event.data.grantId}` };
    case 'LenderAuthorised': {
      const { authorisationId, lenderPartyId, until } = event.data;
      return letsIn(`lender/${authorisationId}`, 'lender', lenderPartyId, until);
    }
    case 'LenderAuthorisationWithdrawn':
      return { is: 'ends', reason: `lender/${event.data.authorisationId}` };
    case 'PledgeRegistered':
      return letsIn(`pledge/${event.data.pledgeId}`, 'pledgee', event.data.pledgeePartyId);
    case 'PledgeClaimed':
      return letsIn(`pledge/${event.data.pledgeId}`, 'claimant', event.data.pledgeePartyId);
    case 'PledgeConfirmed':
      return { is: 'confirms', reason: `pledge/${event.data.pledgeId}` };
    case 'PledgeDeclined':
    case 'PledgeClaimLapsed':
      return { is: 'ends', reason: `pledge/${event.data.pledgeId}` };
    case 'PledgeReleased':
      return event.data.amount
        ? undefined
        : { is: 'ends', reason: `pledge/${event.data.pledgeId}` };
    case 'TitleOpened':
    case 'LicensingAuthorised':
    case 'LicensingWithdrawn':
    case 'LicensingCapLowered':
    case 'LicenceReserved':
    case 'ReservationHeld':
    case 'ReservationReleased':
    case 'BarRaised':
    case 'BarLifted':
    case 'BarExtended':
    case 'RightTransferred':
    case 'DisposalConsented':
    case 'ConsentWithdrawn':
    case 'RegistrationReserved':
    case 'RegistrationReservationEnded':
    case 'TransferApplied':
    case 'TransferJoined':
    case 'TransferWithdrawn':
    case 'TransferTurnedDown':
    case 'CorrectionProposed':
    case 'TitleCorrected':
    case 'CorrectionRejected':
    case 'TitleClosed':
    case 'SuccessionNoted':
      return undefined;
  }
};

const letsIn = (reason: string, ground: ReaderGround, partyId: string, until?: string): Effect => ({
  is: 'lets in',
  reason,
  ground,
  partyIds: [partyId],
  until,
});

const holders = (reason: string, rights: readonly RightStatement[]): Effect => {
  const partyIds = rights.flatMap((line) => line.holders.map(({ partyId }) => partyId));
  return { is: 'lets in', reason, ground: 'holder', partyIds: [...new Set(partyIds)] };
};

/** The applicant sees his own without a row here: these would be most of the table, for nothing. */
const coHolders = ({
  data: { applicantPartyId, rights },
  version,
}: Extract<
  RecordedOf<AssetEvent>,
  { readonly type: 'ApplicationSubmitted' | 'ApplicationSupplemented' }
>): Effect | undefined => {
  const reason = 'application';
  const others = rights.map((line) => ({
    ...line,
    holders: line.holders.filter(({ partyId }) => partyId !== applicantPartyId),
  }));
  if (others.some((line) => line.holders.length > 0)) return holders(reason, others);
  // Most are the first of their streams: there is nobody yet who could lose sight.
  return version === 1 ? undefined : { is: 'ends', reason };
};
