import { shanghaiDate } from '../calendar.js';
import { barUntilOn } from './bars.standing.js';
import { areKin, standsAs } from './entry-line.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import {
  barStanding,
  byPlace,
  consentStands,
  entrySpan,
  entryStands,
  licensingStands,
  openGrants,
  pendingRegistrations,
  pendingReservations,
  pledgeStanding,
  rankingPledges,
  standingBars,
  standingPledges,
  type PledgeStanding,
} from './title.standing.js';
import type {
  Bar,
  Consent,
  Entry,
  Grant,
  Licensing,
  Pledge,
  RegistrationReservation,
  Reservation,
  Title,
} from './title.js';

/** One pledge as it stands among the others of its entry. */
export interface PlacedPledge {
  readonly pledge: Pledge;
  readonly standing: PledgeStanding;
  /** Place among the standing ones of the entry, from 1, in the order of rank keys; else absent. */
  readonly ordinal?: number;
  readonly secured: Money;
  readonly released: Money;
  readonly remaining: Money;
}

/** Whether licences may be sold under an offer now. */
export interface OpenLicensing {
  readonly licensing: Licensing;
  readonly open: boolean;
  /** Where open: the title's version by which it opened, be it by the end of what suspended it. */
  readonly sinceVersion?: number;
  /** Where open and what suspended it last ran out by itself: that inclusive last day. */
  readonly sinceAfter?: string;
  readonly suspendedBy: {
    readonly pledgeIds: readonly string[];
    readonly barIds: readonly string[];
  };
}

/** What a lender should look at twice; codes with the ids that they are about. */
export interface Warning {
  readonly code:
    | 'entry_not_standing'
    | 'entry_ends_before_pledge'
    | 'joint_entry'
    | 'independent_holders'
    | 'claims_unconfirmed'
    | 'not_externally_registered'
    | 'barred'
    | 'possible_duplicate'
    | 'licence_reserved'
    | 'exclusively_licensed'
    | 'freezes_waiting'
    | 'registration_reserved'
    | 'object_gone'
    | 'transferred';
  readonly ids: readonly string[];
}

/** All that weighs on one entry. */
export interface EntryEncumbrances {
  readonly entry: Entry;
  readonly standing: boolean;
  /** Every pledge there ever was, in the order of rank keys. */
  readonly pledges: readonly PlacedPledge[];
  readonly bars: readonly Bar[];
  readonly reservations: readonly Reservation[];
  /** What keeps it free for a lender's registration now. */
  readonly registrationReservations: readonly RegistrationReservation[];
  /** Consents of pledgees and co-owners that a disposal may rely on. */
  readonly consents: readonly Consent[];
  readonly licensing: readonly OpenLicensing[];
  readonly exclusiveGrants: readonly Grant[];
  readonly warnings: readonly Warning[];
}

/**
 * What weighs on the entries of a title at an instant (RFC 3339 UTC). Pure: the same title and the
 * same instant give the same answer, whoever computes it.
 */
export const encumbrancesOf = (title: Title, at: string): readonly EntryEncumbrances[] =>
  [...title.entries.values()].map((entry) => {
    const { holdingId } = entry;
    const found = {
      entry,
      standing: entryStands(entry, at),
      pledges: placedPledges(title, holdingId, at),
      bars: standingBars(title, holdingId, at),
      reservations: pendingReservations(title, holdingId, at),
      registrationReservations: pendingRegistrations(title, holdingId, at),
      consents: consentsOn(title, holdingId, at),
      licensing: licensingOf(title, holdingId, at),
      exclusiveGrants: openGrants(title, holdingId, at).filter(({ terms }) => terms.exclusive),
    };
    return Object.assign(found, { warnings: warningsOf(title, found, at) });
  });

const consentsOn = (title: Title, holdingId: string, at: string): readonly Consent[] =>
  [...title.consents.values()].filter(
    (consent) => areKin(title, consent.holdingId, holdingId) && consentStands(consent, at),
  );

/** The pledges of an entry in the order of their rank keys, each with its place. */
export const placedPledges = (
  title: Title,
  holdingId: string,
  at: string,
): readonly PlacedPledge[] => {
  const standing = standingPledges(title, holdingId, at);
  return [...title.pledges.values()]
    .filter((pledge) => isPlacedOn(title, pledge, holdingId, at))
    .sort(byPlace)
    .map((pledge) => {
      const secured = pledge.terms.amount;
      const { remaining } = pledge;
      const released = fromMinorUnits(minorUnits(secured) - minorUnits(remaining));
      const ordinal = standing.indexOf(pledge) + 1;
      const placed = { pledge, standing: pledgeStanding(pledge, at), secured, released, remaining };
      return ordinal === 0 ? placed : { ...placed, ordinal };
    });
};

/** A pledge is listed under the entries in which the one that was pledged goes on. */
const isPlacedOn = (title: Title, pledge: Pledge, holdingId: string, at: string): boolean =>
  pledgeStanding(pledge, at) !== 'none' &&
  standsAs(title, pledge.holdingId, shanghaiDate(at)).includes(holdingId);

/** The authorisations of an entry that stand, open or suspended. */
const licensingOf = (title: Title, holdingId: string, at: string): readonly OpenLicensing[] =>
  [...title.licensing.values()]
    .filter((licensing) => licensing.holdingId === holdingId && licensingStands(licensing, at))
    .map((licensing) => {
      const pledges = rankingPledges(title, holdingId, at).filter(
        (pledge) =>
          (isDisposal(licensing) || !pledge.terms.licensingStaysOpen) &&
          !hasConsented(title, pledge, licensing),
      );
      const bars = standingBars(title, holdingId, at);
      const suspendedBy = {
        pledgeIds: pledges.map(({ pledgeId }) => pledgeId),
        barIds: bars.map(({ barId }) => barId),
      };
      const open = pledges.length + bars.length === 0;
      return { licensing, open, suspendedBy, ...(open && openSince(title, licensing, at)) };
    });

/** A pledge that leaves licensing open leaves neither exclusivity nor the right itself open. */
const isDisposal = ({ terms, transfer }: Licensing): boolean =>
  terms.exclusive || transfer !== undefined;

/** An offer that a pledgee agreed to before it was authorised is not suspended by his pledge. */
const hasConsented = (title: Title, { pledgeId }: Pledge, { consentIds = [] }: Licensing) =>
  consentIds.some((id) => title.consents.get(id)?.pledgeId === pledgeId);

/** Opened by its authorisation, or by the last end of a pledge or bar that had suspended it. */
const openSince = (title: Title, licensing: Licensing, at: string) => {
  const { holdingId, version } = licensing;
  const isHere = (on: string | undefined): boolean =>
    on === undefined || areKin(title, on, holdingId);
  const pledges = [...title.pledges.values()].filter(
    (pledge) =>
      pledge.registered !== undefined &&
      isHere(pledge.holdingId) &&
      (isDisposal(licensing) || !pledge.terms.licensingStaysOpen) &&
      !hasConsented(title, pledge, licensing),
  );
  const bars = [...title.bars.values()].filter((bar) => isHere(bar.holdingId));
  const over = [
    ...pledges.map(({ terms, ended }) => ({ until: terms.until, ended })),
    ...bars.map((bar) => ({ until: barUntilOn(title, bar, holdingId), ended: bar.ended })),
  ];
  const ranOut = over
    .flatMap(({ ended, until }) => (ended === undefined && until !== undefined ? [until] : []))
    .filter((until) => until < shanghaiDate(at) && until >= licensing.on)
    .sort()
    .at(-1);
  const sinceVersion = Math.max(version, ...over.map(({ ended }) => ended?.version ?? 0));
  return { sinceVersion, ...(ranOut !== undefined && { sinceAfter: ranOut }) };
};

const warningsOf = (
  title: Title,
  found: Omit<EntryEncumbrances, 'warnings'>,
  at: string,
): readonly Warning[] => {
  const { entry, pledges, bars, reservations, registrationReservations, exclusiveGrants } = found;
  const waiting = bars.filter((bar) => barStanding(title, bar, at) === 'waiting');
  const lastDay = entrySpan(entry).until;
  const live = pledges.filter(({ ordinal }) => ordinal !== undefined);
  const ids = (some: readonly PlacedPledge[]) => some.map(({ pledge }) => pledge.pledgeId);
  const others = [...title.entries.values()].filter(
    (other) => other.right === entry.right && other !== entry && entryStands(other, at),
  );
  const warnings: Warning[] = [];
  const warn = (code: Warning['code'], about: readonly string[]): void => {
    if (about.length > 0) warnings.push({ code, ids: about });
  };
  const { holders, holdingId } = entry;
  warn('entry_not_standing', found.standing ? [] : [holdingId]);
  warn('joint_entry', holders.length > 1 ? holders.map(({ partyId }) => partyId) : []);
  warn(
    'entry_ends_before_pledge',
    ids(live.filter(({ pledge }) => lastDay !== undefined && lastDay < pledge.terms.until)),
  );
  warn(
    'independent_holders',
    others.map((other) => other.holdingId),
  );
  warn('claims_unconfirmed', ids(live.filter(({ standing }) => standing === 'claimed')));
  warn(
    'not_externally_registered',
    ids(live.filter(({ pledge }) => !pledge.terms.externalRegistration.registered)),
  );
  const idsOf = (some: readonly Bar[]) => some.map(({ barId }) => barId);
  warn('barred', idsOf(bars));
  warn('possible_duplicate', idsOf(bars.filter(({ ground }) => ground === 'possibleDuplicate')));
  warn(
    'licence_reserved',
    reservations.map(({ reservationId }) => reservationId),
  );
  warn(
    'exclusively_licensed',
    exclusiveGrants.map(({ grantId }) => grantId),
  );
  warn('freezes_waiting', idsOf(waiting));
  warn(
    'registration_reserved',
    registrationReservations.map((reserved) => reserved.registrationReservationId),
  );
  warn('object_gone', title.closed === undefined ? [] : ids(live));
  warn('transferred', entry.movedTo ?? []);
  return warnings;
};
