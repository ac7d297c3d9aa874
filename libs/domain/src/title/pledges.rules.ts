import { addDays, addWorkingDays, isDate, shanghaiDate } from '../calendar.js';
import { minorUnits, normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { checkCoOwners, relying, type Deal } from './agreement.js';
import { holdersOf, standsAs } from './entry-line.js';
import { pledgeIdOf } from './pledge-id.js';
import type { CommandOf } from './title.commands.js';
import {
  checkDisposable,
  checkHolder,
  checkPositive,
  checkRoom,
  checkSight,
  checkTerm,
  checkUnbarred,
  checkUnreserved,
  giverOf,
} from './title.conditions.js';
import type { PledgeTerms, PledgorEvidence, TitleEvent } from './title.events.js';
import { titlePolicy } from './title.policy.js';
import { authorisationStands, pendingRegistrations, pledgeStanding } from './title.standing.js';
import type { LenderAuthorisation, Pledge, Title } from './title.state.js';

/**
 * A pledge takes its place in the title at once, with the pledgor's authorisation as registered,
 * without it as a claim that blocks nothing. Other pledges and licences are not in its way.
 * Two pledges with the same content are two: a repeated request is told by its idempotency key.
 */
export const registerPledge = (
  { data, meta }: CommandOf<'RegisterPledge'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  checkRoom(title);
  const { assetId, holdingId, pledgorEvidence } = data;
  const terms = { ...data.terms, amount: normalMoney(data.terms.amount) };
  const pledgeePartyId = meta.actor.partyId;
  const on = shanghaiDate(meta.now);
  const giver = giverOf(title, holdingId);
  if (giver.partyIds.includes(pledgeePartyId)) return refuse('counterparty_is_the_holder');
  checkPositive(terms.amount);
  checkTerm({ from: on, until: terms.until }, meta.now);
  checkExternal(terms);
  checkPledgeable(title, holdingId, pledgorEvidence, meta.now);
  checkUnreserved(title, holdingId, meta.now, pledgeePartyId);
  const pledgorPartyIds = giver.partyIds;
  const pledgeId = pledgeIdOf(assetId, title.pledges.size + 1);
  const fact = { assetId, pledgeId, holdingId, pledgeePartyId, pledgorPartyIds, terms };
  const [reserved] = pendingRegistrations(title, holdingId, meta.now);
  const wanted = { holdingId, pledgeePartyId, terms };
  const covering = authorisationFor(title, wanted, reserved?.authorisationId, meta.now);
  if (covering !== undefined) {
    const { authorisationId } = covering;
    const id = reserved?.registrationReservationId;
    const kept = id === undefined ? {} : { registrationReservationId: id };
    const registered = { ...fact, authorisationId, ...kept, pledgorEvidence, on };
    return [{ type: 'PledgeRegistered', data: registered }];
  }
  const lapsesAfter = addWorkingDays(on, titlePolicy.claimWorkingDays);
  const { version: policyVersion } = titlePolicy;
  const claimed = { ...fact, pledgorEvidence, on, lapsesAfter, policyVersion };
  return [{ type: 'PledgeClaimed', data: claimed }];
};

/** The pledgor takes a claim upon himself. It keeps its place, and is judged by the title of now. */
export const confirmPledge = (
  { data, meta }: CommandOf<'ConfirmPledge'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const pledge = pledgeOf(title, data.pledgeId);
  const on = shanghaiDate(meta.now);
  const { holdingId, pledgeePartyId } = pledge;
  const holders = holdersOf(title, holdingId, on);
  checkHolder(holders, meta);
  const standing = pledgeStanding(pledge, meta.now);
  if (standing === 'registered') return [];
  const { partyId: byPartyId } = meta.actor;
  const deal: Deal = {
    holdingId,
    kind: 'pledge',
    byPartyId,
    counterpartyPartyIds: [pledgeePartyId],
    contractDigest: pledge.terms.contractDigest,
  };
  const agreed = relying(...checkCoOwners(title, holders, deal, meta.now));
  if (standing !== 'claimed') return refuse('pledge_over', { pledgeId: pledge.pledgeId, standing });
  const { assetId, pledgeId, pledgorEvidence } = data;
  for (const id of standsAs(title, holdingId, on)) {
    checkPledgeable(title, id, pledgorEvidence, meta.now);
  }
  checkUnreserved(title, holdingId, meta.now, pledgeePartyId);
  return [{ type: 'PledgeConfirmed', data: { assetId, pledgeId, pledgorEvidence, ...agreed, on } }];
};

/** Any holder may decline: what he does not want blocks nobody, and a co-owner cannot be bound. */
export const declinePledge = (
  { data, meta }: CommandOf<'DeclinePledge'>,
  title: Title,
): TitleEvent[] => {
  checkSight(title, meta);
  const { assetId, pledgeId, reason } = data;
  const pledge = pledgeOf(title, pledgeId);
  const on = shanghaiDate(meta.now);
  checkHolder(holdersOf(title, pledge.holdingId, on), meta);
  const standing = pledgeStanding(pledge, meta.now);
  if (standing === 'declined') return [];
  if (standing === 'registered') return refuse('pledge_already_registered', { pledgeId });
  if (standing !== 'claimed') return refuse('pledge_over', { pledgeId, standing });
  return [{ type: 'PledgeDeclined', data: { assetId, pledgeId, reason, on } }];
};

/** Writes down that the time for a confirmation is over; the claim stopped standing by itself. */
export const lapseClaim = ({ data, meta }: CommandOf<'LapseClaim'>, title: Title): TitleEvent[] => {
  const { assetId, pledgeId } = data;
  const { claim, registered, ended } = pledgeOf(title, pledgeId);
  if (claim === undefined || registered !== undefined || ended !== undefined) return [];
  if (shanghaiDate(meta.now) <= claim.lapsesAfter) {
    return refuse('not_due', { dueAt: addDays(claim.lapsesAfter, 1) });
  }
  const on = addDays(claim.lapsesAfter, 1);
  return [{ type: 'PledgeClaimLapsed', data: { assetId, pledgeId, on } }];
};

/** The pledgee gives up a part or all. No bar is in the way, and the rest keeps its place. */
export const releasePledge = (
  { data, meta }: CommandOf<'ReleasePledge'>,
  title: Title,
): TitleEvent[] => {
  const { assetId, pledgeId, amount, reason } = data;
  const pledge = title.pledges.get(pledgeId);
  if (pledge?.pledgeePartyId !== meta.actor.partyId) {
    checkSight(title, meta);
    return refuse(pledge === undefined ? 'pledge_not_found' : 'not_the_pledgee', { pledgeId });
  }
  const standing = pledgeStanding(pledge, meta.now);
  if (standing === 'released' && amount === undefined) return [];
  if (!['registered', 'claimed'].includes(standing)) {
    return refuse('pledge_over', { pledgeId, standing });
  }
  const on = shanghaiDate(meta.now);
  const whole = { assetId, pledgeId, reason, on };
  if (amount === undefined) return [{ type: 'PledgeReleased', data: whole }];
  checkPositive(amount);
  const left = minorUnits(pledge.remaining) - minorUnits(amount);
  if (left < 0n) return refuse('release_exceeds_pledge', { remaining: pledge.remaining });
  const part = left === 0n ? whole : { ...whole, amount: normalMoney(amount) };
  return [{ type: 'PledgeReleased', data: part }];
};

/** What must be so both when a pledge is registered and when a claim is confirmed. */
const checkPledgeable = (
  title: Title,
  holdingId: string,
  evidence: readonly PledgorEvidence[],
  now: string,
): void => {
  const giver = giverOf(title, holdingId);
  checkDisposable(giver, now);
  const seen = new Map(evidence.map((pledgor) => [pledgor.partyId, pledgor.partyClass]));
  const unknown = giver.partyIds.filter((partyId) => !seen.has(partyId));
  if (unknown.length > 0) refuse('pledgor_not_registered', { partyIds: unknown });
  const state = giver.partyIds.filter((partyId) => isStateBody(seen.get(partyId)));
  if (state.length > 0) refuse('pledgor_not_pledgeable', { partyIds: state });
  checkUnbarred(title, holdingId, now);
};

const isStateBody = (partyClass: PledgorEvidence['partyClass'] | undefined): boolean =>
  partyClass === 'governmentOrgan' || partyClass === 'publicInstitution';

const checkExternal = ({ externalRegistration }: PledgeTerms): void => {
  const { registered } = externalRegistration;
  if (registered && !isDate(externalRegistration.registeredAt.slice(0, 10))) {
    refuse('term_invalid', { field: 'externalRegistration.registeredAt' });
  }
};

/**
 * The authorisation that covers lender, entry, date and amount together with what it covers now. One
 * under which a reservation was made covers it while that lives, also when it was withdrawn since.
 */
const authorisationFor = (
  title: Title,
  wanted: Pick<Pledge, 'holdingId' | 'pledgeePartyId' | 'terms'>,
  reservedUnder: string | undefined,
  now: string,
): LenderAuthorisation | undefined =>
  [...title.authorisations.values()].find(
    (given) =>
      given.purpose === 'pledge' &&
      given.lenderPartyId === wanted.pledgeePartyId &&
      given.holdingId === wanted.holdingId &&
      (authorisationStands(given, now) || given.authorisationId === reservedUnder) &&
      (given.cap === undefined ||
        minorUnits(wanted.terms.amount) + usedUnder(title, given, now) <= minorUnits(given.cap)),
  );

const usedUnder = (title: Title, { authorisationId }: LenderAuthorisation, now: string): bigint =>
  [...title.pledges.values()]
    .filter((pledge) => pledge.authorisationId === authorisationId)
    .filter((pledge) => pledgeStanding(pledge, now) === 'registered')
    .reduce((sum, { remaining }) => sum + minorUnits(remaining), 0n);

const pledgeOf = (title: Title, pledgeId: string): Pledge =>
  title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
