import type { RightKind } from '../asset/asset.events.js';
import { shanghaiDate } from '../calendar.js';
import type { JsonObject } from '../json.js';
import type { Money } from '../money.js';
import { barStanding, barUntil } from '../title/bars.standing.js';
import { placedPledges } from '../title/encumbrances.js';
import { standsAs } from '../title/entry-line.js';
import { agreementsOf } from '../title/pledge-order.js';
import type { BarGround } from '../title/title.events.js';
import { overlap } from '../title/span.js';
import {
  consentStands,
  entryStands,
  grantSpan,
  pledgeStanding,
  registrationReservationPending,
  reservationPending,
} from '../title/title.standing.js';
import type { Grant, Pledge, RankKey, Title } from '../title/title.js';
import type { Speaking } from './opened-events.js';
import type { SearchFinding } from './pledge-search.events.js';

/**
 * What a search found on one title, in the words of the certificate. It lists what there ever was,
 * so that whoever opens the events can see that nothing was left out; `stands` says what counts now.
 */
export interface FoundTitle extends JsonObject {
  readonly assetId: string;
  /** Version of the title up to which it was read. */
  readonly titleVersion: number;
  readonly closed: boolean;
  readonly finding: SearchFinding;
  readonly entries: readonly FoundEntry[];
  readonly items: readonly FoundItem[];
  /** Agreements by which one pledgee lets another go before it, oldest first; absent: none. */
  readonly subordinations?: readonly FoundSubordination[];
  /** Mergers and divisions of parties named, as their own streams told them; absent: none. */
  readonly successions?: readonly FoundSuccession[];
}

/** Between these two alone: `pledgeId` lets `toPledgeId` go before it; the others' places stay. */
export interface FoundSubordination extends JsonObject {
  readonly id: string;
  readonly pledgeId: string;
  readonly toPledgeId: string;
  readonly on: string;
  /** Version of the title that recorded it. */
  readonly event: number;
}

/** Who stands in the place of a party under whose name something was recorded. */
export interface FoundSuccession extends JsonObject {
  readonly partyId: string;
  readonly on: string;
  readonly successorPartyIds: readonly string[];
}

export interface FoundEntry extends JsonObject {
  readonly holdingId: string;
  readonly right: string;
  readonly holderPartyIds: readonly string[];
  readonly stands: boolean;
}

interface Found extends JsonObject {
  readonly id: string;
  /** Versions of the title whose events speak of it. */
  readonly events: readonly number[];
  readonly stands: boolean;
}

export type FoundItem =
  | (Found & {
      readonly kind: 'pledge';
      readonly holdingId: string;
      readonly state: string;
      readonly pledgeKind: string;
      readonly pledgeePartyId: string;
      readonly pledgorPartyIds: readonly string[];
      readonly secured: Money;
      readonly remaining: Money;
      readonly until: string;
      /** Last day of a claim that nobody has confirmed; empty where it never was one. */
      readonly lapsesAfter: string;
      readonly rankKey: RankKey;
      /** Place among the standing ones of its entry by order of registration; 0: none. */
      readonly ordinal: number;
    })
  | (Found & {
      readonly kind: 'bar';
      readonly ground: BarGround;
      readonly authority: string;
      readonly state: string;
      readonly from: string;
      /** Empty: no last day is fixed. */
      readonly until: string;
    })
  | (Found & {
      readonly kind: 'licenceReservation' | 'registrationReservation';
      readonly holdingId: string;
      /** Instant at which it is over by itself. */
      readonly until: string;
    })
  | (Found & { readonly kind: 'consent'; readonly holdingId: string; readonly until: string })
  | (Found & {
      /** A licence given out of an entry, now or for later; its terms as they were recorded. */
      readonly kind: 'grant';
      readonly holdingId: string;
      /** The grant that it descends from; empty: straight from the entry. */
      readonly parentGrantId: string;
      readonly granterPartyId: string;
      readonly granteePartyId: string;
      readonly right: RightKind;
      /** An exclusive one weighs on the entry; any other does not. */
      readonly exclusive: boolean;
      readonly from: string;
      /** Inclusive last day; empty: as long as the giver's own right. */
      readonly until: string;
    });

/** Whether a thing that stands makes the entry encumbered. */
const weighs = (item: FoundItem): boolean =>
  item.kind === 'grant' ? item.exclusive : item.kind !== 'consent';

/** Pure: the same title, instant and events give the same result, byte for byte. */
export const foundOn = (title: Title, at: string, speaking: Speaking): FoundTitle => {
  const items: readonly FoundItem[] = [
    ...[...title.pledges.values()].map((pledge) => foundPledge(title, pledge, at, speaking)),
    ...foundBars(title, at, speaking),
    ...foundReservations(title, at, speaking),
    ...[...title.grants.values()].map((grant) => foundGrant(title, grant, at, speaking)),
  ];
  const isEncumbered = items.some((item) => item.stands && weighs(item));
  return {
    assetId: title.assetId,
    titleVersion: title.version,
    closed: title.closed !== undefined,
    finding: isEncumbered ? 'encumbered' : 'none',
    entries: [...title.entries.values()].map((entry) => ({
      holdingId: entry.holdingId,
      right: entry.right,
      holderPartyIds: entry.holders.map(({ partyId }) => partyId),
      stands: entryStands(entry, at),
    })),
    items: items.toSorted((a, b) => (a.events[0] ?? 0) - (b.events[0] ?? 0)),
    ...foundSubordinations(title),
    ...foundSuccessions(title),
  };
};

const foundSubordinations = (title: Title): Pick<FoundTitle, 'subordinations'> => {
  const found = agreementsOf(title).map((agreed) => ({
    id: agreed.subordinationId,
    pledgeId: agreed.pledgeId,
    toPledgeId: agreed.toPledgeId,
    on: agreed.on,
    event: agreed.version,
  }));
  return found.length === 0 ? {} : { subordinations: found };
};

/** Names stay as they were recorded; who stands in their places now is told beside them. */
const foundSuccessions = ({ successions }: Title): Pick<FoundTitle, 'successions'> => {
  if (successions.size === 0) return {};
  const told = [...successions.values()].map(({ partyId, on, successors }) => ({
    partyId,
    on,
    successorPartyIds: successors.map((successor) => successor.partyId),
  }));
  return { successions: told.toSorted((a, b) => (a.partyId < b.partyId ? -1 : 1)) };
};

const foundPledge = (title: Title, pledge: Pledge, at: string, speaking: Speaking): FoundItem => {
  const [on = pledge.holdingId] = standsAs(title, pledge.holdingId, shanghaiDate(at));
  const placed = placedPledges(title, on, at).find(
    (one) => one.pledge.pledgeId === pledge.pledgeId,
  );
  const state = pledgeStanding(pledge, at);
  return {
    kind: 'pledge',
    id: pledge.pledgeId,
    events: speaking(pledge.pledgeId),
    stands: state === 'registered' || state === 'claimed',
    holdingId: pledge.holdingId,
    state,
    pledgeKind: pledge.terms.kind,
    pledgeePartyId: pledge.pledgeePartyId,
    pledgorPartyIds: pledge.pledgorPartyIds,
    secured: pledge.terms.amount,
    remaining: pledge.remaining,
    until: pledge.terms.until,
    lapsesAfter: pledge.claim?.lapsesAfter ?? '',
    rankKey: pledge.rankKey,
    ordinal: placed?.ordinal ?? 0,
  };
};

const foundBars = (title: Title, at: string, speaking: Speaking): readonly FoundItem[] =>
  [...title.bars.values()].map((bar) => {
    const state = barStanding(title, bar, at);
    return {
      kind: 'bar',
      id: bar.barId,
      events: speaking(bar.barId),
      stands: state !== 'none',
      ground: bar.ground,
      authority: bar.authority,
      state,
      from: bar.from,
      until: barUntil(title, bar, at) ?? '',
    };
  });

const foundReservations = (title: Title, at: string, speaking: Speaking): readonly FoundItem[] => [
  ...[...title.reservations.values()]
    // What became a licence goes on under the same id as that.
    .filter(({ reservationId }) => !title.grants.has(reservationId))
    .map((reservation): FoundItem => ({
      kind: 'licenceReservation',
      id: reservation.reservationId,
      events: speaking(reservation.reservationId),
      stands: reservationPending(reservation, at),
      holdingId: reservation.holdingId,
      until: reservation.expiresAt,
    })),
  ...[...title.registrationReservations.values()].map((reserved): FoundItem => ({
    kind: 'registrationReservation',
    id: reserved.registrationReservationId,
    events: speaking(reserved.registrationReservationId),
    stands: registrationReservationPending(reserved, at),
    holdingId: reserved.holdingId,
    until: reserved.until,
  })),
  ...[...title.consents.values()].map((consent): FoundItem => ({
    kind: 'consent',
    id: consent.consentId,
    events: speaking(consent.consentId),
    stands: consentStands(consent, at),
    holdingId: consent.holdingId,
    until: consent.until,
  })),
];

const foundGrant = (title: Title, grant: Grant, at: string, speaking: Speaking): FoundItem => ({
  kind: 'grant',
  id: grant.grantId,
  events: speaking(grant.grantId),
  stands: overlap(grantSpan(title, grant), { from: shanghaiDate(at) }),
  holdingId: grant.holdingId,
  parentGrantId: grant.parentGrantId ?? '',
  granterPartyId: grant.granterPartyId,
  granteePartyId: grant.granteePartyId,
  right: grant.right,
  exclusive: grant.terms.exclusive,
  from: grant.terms.from,
  until: grant.terms.until ?? '',
});
