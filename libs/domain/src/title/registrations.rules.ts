import { addMilliseconds } from '../calendar.js';
import { refuse } from '../refusal.js';
import { areKin } from './entry-line.js';
import { checkObject } from './pledged-object.js';
import { checkPledgeable, reliedOn } from './security.rules.js';
import type { CommandOf } from './title.commands.js';
import { checkRoom, checkSight, checkUnreserved } from './title.conditions.js';
import type { TitleEvent } from './title.events.js';
import { hourMilliseconds, shippedTitleClocks, type TitleClocks } from './title.policy.js';
import {
  authorisationStands,
  before,
  pendingRegistrations,
  registrationReservationPending,
} from './title.standing.js';
import type { RegistrationReservation, Title } from './title.js';

/**
 * A lender whom the pledgor let in keeps the entry free for his registration, at most a day. It is
 * no registration: the rank is the registration's own, and outside this ledger it means nothing.
 */
export const reserveRegistration = (
  { data, meta }: CommandOf<'ReserveRegistration'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, registrationReservationId, holdingId, evidence } = data;
  const { timing = shippedTitleClocks() } = data;
  const { content: clocks, version: policyVersion } = timing.clocks;
  const { now } = meta;
  const lenderPartyId = meta.actor.partyId;
  const known = title.registrationReservations.get(registrationReservationId);
  if (known !== undefined) {
    const isSame = known.lenderPartyId === lenderPartyId && known.holdingId === holdingId;
    return isSame ? [] : refuse('title_id_taken', { id: registrationReservationId });
  }
  checkRoom(title);
  const authorisationId = authorisationOf(title, holdingId, lenderPartyId, now);
  // Nothing is kept free for a registration that would be refused.
  checkPledgeable(title, holdingId, evidence.pledgorEvidence, now);
  checkObject(evidence.objectEvidence, now);
  checkUnreserved(title, holdingId, now);
  const renewal = renewalOf(title, { holdingId, lenderPartyId, clocks }, now);
  const latest = addMilliseconds(now, clocks.registrationReservationHours * hourMilliseconds);
  const until = data.until ?? latest;
  if (!before(now, until) || before(latest, until)) {
    return refuse('reservation_time_invalid', { field: 'until', latest });
  }
  const reserved = { assetId, registrationReservationId, holdingId, lenderPartyId };
  const terms = { authorisationId, reservedAt: now, until, renewal, policyVersion };
  return [{ type: 'RegistrationReserved', data: { ...reserved, ...terms, ...reliedOn(evidence) } }];
};

const authorisationOf = (
  title: Title,
  holdingId: string,
  lenderPartyId: string,
  now: string,
): string => {
  const given = [...title.authorisations.values()].find(
    (one) =>
      one.purpose === 'pledge' &&
      one.lenderPartyId === lenderPartyId &&
      one.holdingId === holdingId &&
      authorisationStands(one, now),
  );
  return given?.authorisationId ?? refuse('lender_authorisation_missing', { holdingId });
};

/**
 * One that begins soon after the lender's last one on the entry renews it, or gaps of a minute would
 * keep an entry closed for ever. His own living one stands in his way as anybody's does.
 */
const renewalOf = (
  title: Title,
  {
    holdingId,
    lenderPartyId,
    clocks,
  }: {
    readonly holdingId: string;
    readonly lenderPartyId: string;
    readonly clocks: TitleClocks;
  },
  now: string,
): number => {
  const [own] = pendingRegistrations(title, holdingId, now);
  if (own !== undefined) {
    const { registrationReservationId, until } = own;
    return refuse('registration_reserved', { registrationReservationId, until });
  }
  const last = [...title.registrationReservations.values()]
    .filter((one) => one.lenderPartyId === lenderPartyId && areKin(title, one.holdingId, holdingId))
    .at(-1);
  if (last === undefined) return 0;
  const rested = addMilliseconds(endOf(last), clocks.registrationRestHours * hourMilliseconds);
  if (!before(now, rested)) return 0;
  const { registrationRenewalsMax: renewalsMax } = clocks;
  return last.renewal < renewalsMax
    ? last.renewal + 1
    : refuse('reservation_renewals_exhausted', { renewalsMax, from: rested });
};

const endOf = ({ until, over }: RegistrationReservation): string =>
  over !== undefined && before(over.at, until) ? over.at : until;

/** The lender no longer needs it. */
export const endRegistrationReservation = (
  { data, meta }: CommandOf<'EndRegistrationReservation'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, registrationReservationId } = data;
  const reserved =
    title.registrationReservations.get(registrationReservationId) ??
    refuse('registration_reservation_not_found', { registrationReservationId });
  if (reserved.lenderPartyId !== meta.actor.partyId) {
    return refuse('reservation_of_another', { registrationReservationId });
  }
  if (!registrationReservationPending(reserved, meta.now)) return [];
  const ended = { assetId, registrationReservationId, endedAt: meta.now };
  return [{ type: 'RegistrationReservationEnded', data: ended }];
};
