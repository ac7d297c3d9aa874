import { addDays, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { standsAs } from './entry-line.js';
import type { FixingGround } from './pledge-life.events.js';
import { checkSight } from './title.conditions.js';
import { authorisationStands, pledgeStanding } from './title.standing.js';
import type { LenderAuthorisation, Pledge, Title } from './title.js';

/** Conditions that several rules of pledges set. Each refuses, or answers what it looked for. */

/** A pledge of a title that the actor may see. Its pledgee sees it also when it is over. */
export const pledgeFor = (title: Title, pledgeId: string, meta: Meta): Pledge => {
  const pledge = title.pledges.get(pledgeId);
  if (pledge?.pledgeePartyId !== meta.actor.partyId) checkSight(title, meta);
  return pledge ?? refuse('pledge_not_found', { pledgeId });
};

export const checkPledgee = ({ pledgeId, pledgeePartyId }: Pledge, { actor }: Meta): void => {
  if (pledgeePartyId !== actor.partyId) refuse('not_the_pledgee', { pledgeId });
};

/** It stands today: registered, or where that is enough, claimed. */
export const standingFor = (pledge: Pledge, now: string, also?: 'orClaimed'): void => {
  const { pledgeId } = pledge;
  const standing = pledgeStanding(pledge, now);
  if (standing === 'registered') return;
  if (standing !== 'claimed') refuse('pledge_over', { pledgeId, standing });
  if (also === undefined) refuse('pledge_only_claimed', { pledgeId });
};

/**
 * From when on a maximum-amount pledge secures nothing new: as recorded, or because the period that
 * was agreed for its claims is over, be that written down or not.
 */
export const claimsFixedAt = (
  { fixed, terms }: Pledge,
  at: string,
): { readonly on: string; readonly ground: FixingGround; readonly claims?: Money } | undefined => {
  const date = shanghaiDate(at);
  const { claimsUntil } = terms;
  const ran = claimsUntil === undefined ? undefined : addDays(claimsUntil, 1);
  const isOver = ran !== undefined && ran <= date;
  if (fixed !== undefined && fixed.on <= date) {
    const { on, ground, claims } = fixed;
    return isOver && ran < on ? { on: ran, ground: 'periodEnded', claims } : { on, ground, claims };
  }
  return isOver ? { on: ran, ground: 'periodEnded' } : undefined;
};

/** The pledgor's authorisation for more security on the entry in which the pledged one goes on. */
export const coveringAuthorisation = (
  title: Title,
  { holdingId: pledged, pledgeePartyId }: Pledge,
  amount: Money,
  now: string,
): LenderAuthorisation => {
  for (const holdingId of standsAs(title, pledged, shanghaiDate(now))) {
    const found = authorisationFor(title, { holdingId, pledgeePartyId, amount }, now);
    if (found !== undefined) return found;
  }
  return refuse('lender_authorisation_missing', { holdingId: pledged });
};

/**
 * The authorisation that covers lender, entry, date and amount together with what it covers now. One
 * under which a reservation was made covers it while that lives, also when it was withdrawn since.
 */
export const authorisationFor = (
  title: Title,
  wanted: {
    readonly holdingId: string;
    readonly pledgeePartyId: string;
    readonly amount: Money;
    readonly reservedUnder?: string | undefined;
  },
  now: string,
): LenderAuthorisation | undefined =>
  [...title.authorisations.values()].find(
    (given) =>
      given.purpose === 'pledge' &&
      given.lenderPartyId === wanted.pledgeePartyId &&
      given.holdingId === wanted.holdingId &&
      (authorisationStands(given, now) || given.authorisationId === wanted.reservedUnder) &&
      (given.cap === undefined ||
        minorUnits(wanted.amount) + usedUnder(title, given, now) <= minorUnits(given.cap)),
  );

const usedUnder = (title: Title, { authorisationId }: LenderAuthorisation, now: string): bigint =>
  [...title.pledges.values()]
    .filter((pledge) => pledgeStanding(pledge, now) === 'registered')
    .flatMap(({ tranches }) => tranches)
    .filter((tranche) => tranche.authorisationId === authorisationId)
    .reduce((sum, { remaining }) => sum + minorUnits(remaining), 0n);
