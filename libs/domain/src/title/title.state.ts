import type { Kept, Title } from './title.js';
import type { TitleEvent } from './title.events.js';
import { disposalAfter, isDisposal, used } from './disposal.state.js';
import { change, end, put } from './maps.js';
import { isPledgeLife } from './pledge-life.events.js';
import { pledgesAfter } from './pledges.state.js';

export type {
  Bar,
  Consent,
  Ending,
  Entry,
  Grant,
  LenderAuthorisation,
  Licensing,
  Pledge,
  PledgeObjection,
  PledgeProposal,
  ProposedCorrection,
  RankKey,
  RegistrationReservation,
  Reservation,
  Subordination,
  Title,
  Tranche,
  Transfer,
  TransferApplication,
} from './title.js';

/** The fact itself, without its place and its ending: to compare with what is asked for again. */
export const factOf = <K extends Kept & { readonly consentIds?: readonly string[] }>({
  version: _version,
  ended: _ended,
  consentIds: _consentIds,
  ...fact
}: K) => fact;

/** The stream of an asset's title. */
export const titleStream = (assetId: string): string => `title-${assetId}`;

export const initialTitle = (): Title => ({
  version: 0,
  assetId: '',
  registrarPartyId: '',
  inHouse: true,
  entries: new Map(),
  transfers: new Map(),
  transferApplications: new Map(),
  grants: new Map(),
  licensing: new Map(),
  reservations: new Map(),
  registrationReservations: new Map(),
  authorisations: new Map(),
  consents: new Map(),
  pledges: new Map(),
  subordinations: new Map(),
  pledgeProposals: new Map(),
  enforcements: new Map(),
  bars: new Map(),
  corrections: new Map(),
  successions: new Map(),
});

export const evolveTitle = (title: Title, event: TitleEvent): Title => {
  const version = title.version + 1;
  const next = { ...title, version, ...changes(title, event, version) };
  const consentIds = 'consentIds' in event.data ? event.data.consentIds : undefined;
  return consentIds === undefined || consentIds.length === 0
    ? next
    : { ...next, consents: used(next.consents, consentIds, version) };
};

const changes = (title: Title, event: TitleEvent, version: number): Partial<Title> => {
  if (isDisposal(event)) return disposalAfter(title, event, version);
  if (isPledgeLife(event)) return pledgesAfter(title, event, version);
  switch (event.type) {
    case 'TitleOpened': {
      const { assetId, registrarPartyId, inHouse } = event.data;
      const entries = new Map(
        event.data.entries.map((entry) => [entry.holdingId, { ...entry, version }]),
      );
      return { assetId, registrarPartyId, inHouse, entries };
    }
    case 'HoldingRecorded':
      return {
        entries: put(title.entries, event.data.entry.holdingId, { ...event.data.entry, version }),
      };
    case 'HoldingEnded':
      return { entries: end(title.entries, event.data.holdingId, { ...event.data, version }) };
    case 'RightGranted':
      return {
        grants: put(title.grants, event.data.grantId, { ...event.data, version }),
        ...(title.reservations.has(event.data.grantId) && {
          reservations: change(title.reservations, event.data.grantId, { grantedVersion: version }),
        }),
      };
    case 'GrantEnded':
      return { grants: end(title.grants, event.data.grantId, { ...event.data, version }) };
    case 'LicensingAuthorised':
      return { licensing: put(title.licensing, event.data.offerId, { ...event.data, version }) };
    case 'LicensingCapLowered': {
      const { offerId, cap } = event.data;
      return { licensing: change(title.licensing, offerId, { cap }) };
    }
    case 'LicensingWithdrawn':
      return { licensing: end(title.licensing, event.data.offerId, { ...event.data, version }) };
    case 'LicenceReserved':
      return {
        reservations: put(title.reservations, event.data.reservationId, { ...event.data, version }),
      };
    case 'ReservationHeld': {
      const { reservationId, expiresAt, consentIds } = event.data;
      const held = { expiresAt, ...(consentIds && { consentIds }) };
      return { reservations: change(title.reservations, reservationId, held) };
    }
    case 'ReservationReleased': {
      const released = { at: event.data.releasedAt, version };
      return { reservations: change(title.reservations, event.data.reservationId, { released }) };
    }
    case 'LenderAuthorised':
      return {
        authorisations: put(title.authorisations, event.data.authorisationId, {
          ...event.data,
          version,
        }),
      };
    case 'LenderAuthorisationWithdrawn': {
      const ending = { on: event.data.on, reason: 'withdrawn', version };
      return { authorisations: end(title.authorisations, event.data.authorisationId, ending) };
    }
    case 'PledgeRegistered':
    case 'PledgeClaimed':
    case 'PledgeConfirmed':
    case 'PledgeDeclined':
    case 'PledgeClaimLapsed':
    case 'PledgeReleased':
      return pledgesAfter(title, event, version);
  }
};
