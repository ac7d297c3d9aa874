import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import type { AssetEvent, RightStatement } from '@ledger/domain/asset/asset.events.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { ImportEvent } from '@ledger/domain/import/import.events.js';
import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import type { PolicyEvent } from '@ledger/domain/policy/policy.events.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { ValuationEvent } from '@ledger/domain/valuation/valuation.events.js';
import type { WebhookEvent } from '@ledger/domain/webhook/webhook.events.js';
import { concerns, type Effect, ends, type Ground, inner, letsIn } from './ground.js';

/** What each type of event changes; a type that is not named here changes nobody's sight. */
export type EffectsOf<E extends { readonly type: string; readonly data: unknown }> = {
  readonly [Type in E['type']]?: (
    data: Extract<E, { readonly type: Type }>['data'],
  ) => readonly Effect[];
};

const holdersOf = (rights: readonly RightStatement[]): readonly Ground[] => {
  const partyIds = rights.flatMap(({ holders }) => holders.map(({ partyId }) => partyId));
  return [...new Set(partyIds)].map((partyId) => ({ kind: 'holder', partyId }));
};

export const assetEffects: EffectsOf<AssetEvent> = {
  ApplicationDrafted: ({ applicantPartyId }) =>
    letsIn('application', { kind: 'holder', partyId: applicantPartyId }),
  ApplicationSubmitted: ({ registrarPartyId, applicantPartyId, rights }) =>
    letsIn(
      'application',
      { kind: 'registrar', partyId: registrarPartyId },
      { kind: 'holder', partyId: applicantPartyId },
      ...holdersOf(rights),
    ),
  ObjectionRaised: ({ objectionNo, objectorPartyId }) =>
    letsIn(`objection/${objectionNo}`, { kind: 'addressee', partyId: objectorPartyId }),
  ObjectionUpheld: ({ objectionNo }) => concerns(`objection/${objectionNo}`),
  ObjectionDismissed: ({ objectionNo }) => concerns(`objection/${objectionNo}`),
};

/** A register of its own is the holder's matter; every other is open to lenders. */
const register = (inHouse: boolean, registrarPartyId: string): readonly Effect[] =>
  letsIn(
    'register',
    { kind: 'registrar', partyId: registrarPartyId },
    inHouse ? { kind: 'holder', partyId: registrarPartyId } : { kind: 'anyLender' },
  );

const bounded = (kind: Ground['kind'], partyId: string, until?: string): Ground => ({
  kind,
  partyId,
  ...(until === undefined ? {} : { until }),
});

export const titleEffects: EffectsOf<TitleEvent> = {
  TitleOpened: ({ inHouse, registrarPartyId, entries }) => [
    ...register(inHouse, registrarPartyId),
    ...entries.flatMap((entry) => letsIn(`holding/${entry.holdingId}`, ...holdersOf([entry]))),
  ],
  HoldingRecorded: ({ entry }) => letsIn(`holding/${entry.holdingId}`, ...holdersOf([entry])),
  RightTransferred: (moved) => [
    ...ends(`holding/${moved.fromHoldingId}`),
    ...(moved.reservationId === undefined ? [] : ends(`grant/${moved.reservationId}`)),
    ...[moved.to, ...(moved.remaining === undefined ? [] : [moved.remaining])].flatMap((entry) =>
      letsIn(`holding/${entry.holdingId}`, ...holdersOf([entry])),
    ),
    ...moved.dischargedPledgeIds.flatMap((pledgeId) => ends(`pledge/${pledgeId}`)),
    ...moved.endedAuthorisationIds.flatMap((id) => ends(`lender/${id}`)),
  ],
  DisposalConsented: ({ pledgeId }) =>
    pledgeId === undefined ? [] : concerns(`pledge/${pledgeId}`),
  RegistrationReserved: ({ registrationReservationId, lenderPartyId, until }) =>
    letsIn(
      `registration/${registrationReservationId}`,
      bounded('lender', lenderPartyId, shanghaiDate(until)),
    ),
  RegistrationReservationEnded: ({ registrationReservationId }) =>
    ends(`registration/${registrationReservationId}`),
  HoldingEnded: ({ holdingId }) => ends(`holding/${holdingId}`),
  RightGranted: ({ grantId, granteePartyId, terms }) =>
    letsIn(`grant/${grantId}`, bounded('grantee', granteePartyId, terms.until)),
  GrantEnded: ({ grantId }) => ends(`grant/${grantId}`),
  LicenceReserved: ({ reservationId, licenseePartyId }) =>
    letsIn(`grant/${reservationId}`, { kind: 'grantee', partyId: licenseePartyId }),
  ReservationHeld: ({ reservationId }) => concerns(`grant/${reservationId}`),
  ReservationReleased: ({ reservationId }) => ends(`grant/${reservationId}`),
  LenderAuthorised: ({ authorisationId, lenderPartyId, until }) =>
    letsIn(`lender/${authorisationId}`, bounded('lender', lenderPartyId, until)),
  LenderAuthorisationWithdrawn: ({ authorisationId }) => ends(`lender/${authorisationId}`),
  PledgeRegistered: ({ pledgeId, pledgeePartyId }) =>
    letsIn(`pledge/${pledgeId}`, { kind: 'lender', partyId: pledgeePartyId }),
  PledgeClaimed: ({ pledgeId, pledgeePartyId, lapsesAfter }) =>
    letsIn(`pledge/${pledgeId}`, bounded('claimant', pledgeePartyId, lapsesAfter)),
  PledgeConfirmed: ({ pledgeId }) => [{ is: 'confirms', reason: `pledge/${pledgeId}` }],
  PledgeDeclined: ({ pledgeId }) => ends(`pledge/${pledgeId}`),
  PledgeClaimLapsed: ({ pledgeId }) => ends(`pledge/${pledgeId}`),
  PledgeReleased: ({ pledgeId, amount }) =>
    amount === undefined ? ends(`pledge/${pledgeId}`) : concerns(`pledge/${pledgeId}`),
};

export const valuationEffects: EffectsOf<ValuationEvent> = {
  AppraiserNamed: ({ firmPartyId, until }) =>
    letsIn(`appraiser/${firmPartyId}`, bounded('appraiser', firmPartyId, until)),
  ValuationRecorded: ({ valuationId, firmPartyId }) =>
    letsIn(`valuation/${valuationId}`, { kind: 'appraiser', partyId: firmPartyId }),
  // On what one lender's figures rest is no other lender's matter, nor an appraiser's.
  AppraisalChosen: ({ lenderPartyId }) => inner(`choice/${lenderPartyId}`, lenderPartyId),
};

/** An alert is its addressee's; a watch may hold those of several. */
export const watchEffects: EffectsOf<WatchEvent> = {
  AlertRaised: ({ alertId, partyId }) => letsIn(`alert/${alertId}`, { kind: 'addressee', partyId }),
  AlertCured: ({ alertId }) => concerns(`alert/${alertId}`),
  AlertAcknowledged: ({ alertId }) => concerns(`alert/${alertId}`),
  AssetWatched: ({ partyId }) => letsIn('list', { kind: 'addressee', partyId }),
  AssetUnwatched: () => concerns('list'),
};

/** A party's own policy is its matter; the others hold for everyone. */
export const policyEffects: EffectsOf<PolicyEvent> = {
  PolicyAdopted: ({ partyId }) =>
    letsIn('policy', partyId === undefined ? { kind: 'everyone' } : { kind: 'side', partyId }),
};

/** A subscription is its organisation's. */
export const webhookEffects: EffectsOf<WebhookEvent> = {
  WebhookSubscribed: ({ ownerPartyId }) => letsIn('owner', { kind: 'side', partyId: ownerPartyId }),
};

export const partyEffects: EffectsOf<PartyEvent> = {
  PartyRegistered: ({ partyId }) => letsIn('self', { kind: 'side', partyId }),
};

export const importEffects: EffectsOf<ImportEvent> = {
  ImportStarted: ({ applicantPartyId }) =>
    letsIn('applicant', { kind: 'manager', partyId: applicantPartyId }),
};
