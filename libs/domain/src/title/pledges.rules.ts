import { addDays, addWorkingDays, isDate, shanghaiDate } from '../calendar.js';
import { normalMoney } from '../money.js';
import { refuse } from '../refusal.js';
import { checkCoOwners, relying, type Deal } from './agreement.js';
import { holdersOf } from './entry-line.js';
import { pledgeIdOf } from './pledge-id.js';
import { checkObject } from './pledged-object.js';
import { checkMoreSecurity, checkPledgeable, reliedOn } from './security.rules.js';
import { checkExternal } from './pledge-life.rules.js';
import { authorisationFor } from './pledge.conditions.js';
import type { CommandOf } from './title.commands.js';
import {
  checkHolder,
  checkPositive,
  checkRoom,
  checkSight,
  checkTerm,
  checkUnreserved,
  giverOf,
} from './title.conditions.js';
import type { PledgeTerms, TitleEvent } from './title.events.js';
import { shippedTitleClocks } from './title.policy.js';
import { pendingRegistrations, pledgeStanding } from './title.standing.js';
import type { Pledge, Title } from './title.state.js';

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
  if (data.withoutPledge === true) return refuse('credit_enhancement_is_no_pledge');
  checkRoom(title);
  const { assetId, holdingId, pledgorEvidence, objectEvidence } = data;
  const terms = { ...data.terms, amount: normalMoney(data.terms.amount) };
  const pledgeePartyId = meta.actor.partyId;
  const on = shanghaiDate(meta.now);
  const giver = giverOf(title, holdingId);
  if (giver.partyIds.includes(pledgeePartyId)) return refuse('counterparty_is_the_holder');
  checkPositive(terms.amount);
  checkTerm({ from: on, until: terms.until }, meta.now);
  checkExternal(terms.object, terms.externalRegistration);
  checkClaimsUntil(terms);
  checkPledgeable(title, holdingId, pledgorEvidence, meta.now);
  checkObject(objectEvidence, meta.now);
  checkUnreserved(title, holdingId, meta.now, pledgeePartyId);
  const pledgorPartyIds = giver.partyIds;
  const pledgeId = pledgeIdOf(assetId, title.pledges.size + 1);
  const evidence = reliedOn(data);
  const fact = { assetId, pledgeId, holdingId, pledgeePartyId, pledgorPartyIds, terms };
  const [reserved] = pendingRegistrations(title, holdingId, meta.now);
  const reservedUnder = reserved?.authorisationId;
  const wanted = { holdingId, pledgeePartyId, amount: terms.amount, reservedUnder };
  const covering = authorisationFor(title, wanted, meta.now);
  if (covering !== undefined) {
    const { authorisationId } = covering;
    const id = reserved?.registrationReservationId;
    const kept = id === undefined ? {} : { registrationReservationId: id };
    const registered = { ...fact, authorisationId, ...kept, ...evidence, on };
    return [{ type: 'PledgeRegistered', data: registered }];
  }
  const { clocks, calendar } = data.timing ?? shippedTitleClocks();
  const lapsesAfter = addWorkingDays(on, clocks.content.claimWorkingDays, calendar.content);
  const versions = { policyVersion: clocks.version, calendarVersion: calendar.version };
  const claimed = { ...fact, ...evidence, on, lapsesAfter, ...versions };
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
  const { assetId, pledgeId } = data;
  checkMoreSecurity(title, pledge, data, meta.now);
  const evidence = reliedOn(data);
  return [{ type: 'PledgeConfirmed', data: { assetId, pledgeId, ...evidence, ...agreed, on } }];
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

/** A period for claims is part of a maximum-amount pledge only (art. 439). */
const checkClaimsUntil = ({ kind, claimsUntil }: PledgeTerms): void => {
  if (claimsUntil === undefined) return;
  if (kind !== 'maximumAmount' || !isDate(claimsUntil)) {
    refuse('term_invalid', { field: 'claimsUntil' });
  }
};

const pledgeOf = (title: Title, pledgeId: string): Pledge =>
  title.pledges.get(pledgeId) ?? refuse('pledge_not_found', { pledgeId });
