import { isDate, shanghaiDate } from '../calendar.js';
import type { Meta } from '../decider.js';
import { minorUnits, type Money } from '../money.js';
import { refuse } from '../refusal.js';
import { areKin } from './entry-line.js';
import { entryAsGiver, grantAsGiver, type Giver } from './giver.js';
import { holdsOn, overlap, shared, type Span } from './span.js';
import { titleOpeningsMax } from './title.policy.js';
import { sightOf } from './title.sight.js';
import {
  grantsDuring,
  licensingStands,
  lineageOf,
  pendingRegistrations,
  pendingReservations,
  shutsOut,
  standingBars,
} from './title.standing.js';
import type { Entry, Grant, Title } from './title.state.js';

/** Conditions that several rules set. Each refuses, or answers what it looked for. */

/** For whoever may not see a title, it is not there. */
export const checkSight = (title: Title, { actor, now }: Meta): void => {
  const reader = { partyId: actor.partyId, roles: [actor.role] };
  if (sightOf(title, reader, now) === 'none') refuse('title_not_found');
};

/** A closed title opens nothing more, and an open one stops short of its length. */
export const checkRoom = ({ version, closed }: Title): void => {
  if (closed !== undefined) refuse('title_closed', { on: closed.on });
  if (version >= titleOpeningsMax) refuse('title_full', { eventsMax: titleOpeningsMax });
};

/** Our own processes act for the registrar: a suspension or a suspicion becomes a bar. */
export const checkRegistrar = (title: Title, { actor }: Meta): void => {
  if (actor.role === 'system') return;
  if (actor.role !== 'registrar' || actor.partyId !== title.registrarPartyId) {
    refuse('not_the_registrar', { registrarPartyId: title.registrarPartyId });
  }
};

/** A registrar keeps what others hold; in a ledger of its own the holder is its own (guide art. 10). */
export const checkNotOfRegistrar = (
  { inHouse, registrarPartyId }: Title,
  partyIds: readonly string[],
  field: string,
): void => {
  if (!inHouse && partyIds.includes(registrarPartyId)) {
    refuse('registrar_own_data', { field, articles: ['10'] });
  }
};

/** The registrar bars, and so do processes of our own: what limits disposal is here first. */
export const checkBarring = (title: Title, meta: Meta): void => {
  if (meta.actor.role !== 'system') checkRegistrar(title, meta);
};

/** The dates exist, and the last is neither over nor before the first. */
export const checkTerm = ({ from, until }: Span, now: string): void => {
  if (!isDate(from)) refuse('term_invalid', { field: 'from' });
  if (until === undefined) return;
  if (!isDate(until)) refuse('term_invalid', { field: 'until' });
  if (until < shanghaiDate(now)) refuse('term_over', { until });
  if (until < from) refuse('term_invalid', { field: 'until' });
};

export const checkPositive = (amount: Money): void => {
  if (minorUnits(amount) <= 0n) refuse('amount_not_positive');
};

export const entryOf = (title: Title, holdingId: string): Entry =>
  title.entries.get(holdingId) ?? refuse('holding_not_found', { holdingId });

/** The entry, or the grant out of it, as that which something is given out of. */
export const giverOf = (title: Title, holdingId: string, parentGrantId?: string): Giver => {
  const entry = entryOf(title, holdingId);
  if (parentGrantId === undefined) return entryAsGiver(entry);
  const grant = title.grants.get(parentGrantId);
  if (grant?.holdingId !== holdingId) return refuse('grant_not_found', { grantId: parentGrantId });
  return grantAsGiver(title, grant, entry);
};

/** The acting organisation is one of those who hold the right; others may have to agree. */
export const checkHolder = (partyIds: readonly string[], { actor }: Meta): void => {
  if (!partyIds.includes(actor.partyId)) refuse('not_the_holder');
};

/** The right stands today and is one that can be licensed, sold or pledged. */
export const checkDisposable = ({ right, span }: Giver, now: string): void => {
  if (right !== 'operation') refuse('right_not_disposable', { right });
  checkStands(span, now);
};

export const checkStands = (span: Span, now: string): void => {
  if (!holdsOn(span, shanghaiDate(now))) {
    refuse('right_over', { from: span.from, ...(span.until && { until: span.until }) });
  }
};

/** A bar blocks disposal and new pledges. */
export const checkUnbarred = (title: Title, holdingId: string, now: string): void => {
  const bars = standingBars(title, holdingId, now);
  if (bars.length > 0) refuse('entry_barred', { barIds: bars.map(({ barId }) => barId) });
};

/** A lender keeps the entry free for his registration: nobody else disposes of it or pledges it. */
export const checkUnreserved = (
  title: Title,
  holdingId: string,
  now: string,
  lenderPartyId?: string,
): void => {
  const pending = pendingRegistrations(title, holdingId, now).find(
    (reserved) => reserved.lenderPartyId !== lenderPartyId,
  );
  if (pending !== undefined) {
    const { registrationReservationId, until } = pending;
    refuse('registration_reserved', { registrationReservationId, until });
  }
};

interface Deal {
  readonly holdingId: string;
  readonly span: Span;
  readonly exclusive: boolean;
  /** The grant it comes out of: those above it are not in its way. */
  readonly parentGrantId?: string | undefined;
  /** The reservation that is being confirmed, which is not in its own way. */
  readonly reservationId?: string;
}

/**
 * An exclusive right shuts out every other on its entry that shares a date with it, today or later,
 * except those it descends from, and is shut out by them. What has ended is in nobody's way, even
 * where the new terms reach back to its time. A pending reservation counts at once.
 */
export const checkExclusivity = (title: Title, deal: Deal, now: string): void => {
  const { holdingId } = deal;
  const span = shared(deal.span, { from: shanghaiDate(now) });
  const above = aboveOf(title, deal.parentGrantId);
  const others = grantsDuring(title, holdingId, span).filter((grant) => !above.includes(grant));
  const exclusive = others.find(({ terms }) => terms.exclusive);
  if (exclusive !== undefined) {
    refuse('entry_exclusively_granted', { grantId: exclusive.grantId });
  }
  const pending = pendingReservations(title, holdingId, now).filter(
    ({ reservationId }) => reservationId !== deal.reservationId,
  );
  const rival = pending.find(shutsOut);
  if (rival !== undefined) {
    const { reservationId, expiresAt } = rival;
    refuse('entry_exclusively_reserved', { reservationId, expiresAt });
  }
  if (!deal.exclusive) return;
  const underWay = pending.map(({ offerId }) => offerId);
  const offerIds = [...new Set([...ordinaryOffers(title, holdingId, span, now), ...underWay])];
  if (others.length > 0 || offerIds.length > 0) {
    refuse('entry_licensed', { grantIds: others.map(({ grantId }) => grantId), offerIds });
  }
};

const aboveOf = (title: Title, parentGrantId: string | undefined): readonly Grant[] => {
  const parent = parentGrantId === undefined ? undefined : title.grants.get(parentGrantId);
  return parent === undefined ? [] : lineageOf(title, parent);
};

/**
 * Offers under which licences that exclude nobody may be sold in that time. Offers of exclusive
 * deals and of the right itself are in nobody's way: each has to reserve first.
 */
const ordinaryOffers = (
  title: Title,
  holdingId: string,
  span: Span,
  now: string,
): readonly string[] =>
  [...title.licensing.values()]
    .filter(({ holdingId: on }) => areKin(title, on, holdingId))
    .filter(({ terms, transfer }) => !terms.exclusive && transfer === undefined)
    .filter((licensing) => licensingStands(licensing, now) && overlap(licensing.terms, span))
    .map(({ offerId }) => offerId);
