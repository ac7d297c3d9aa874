import type { RightStatement } from '../asset/asset.events.js';
import { fromMinorUnits, minorUnits, type Money } from '../money.js';
import type { DataOf } from './title.commands.js';
import type { PledgeTerms, TitleEvent } from './title.events.js';

/** From when on something no longer stands, and which event said so. */
export interface Ending {
  readonly on: string;
  readonly version: number;
  readonly reason: string;
}

/** Where in the title something was recorded, and how it ended. */
interface Kept {
  readonly version: number;
  readonly ended?: Ending;
}

export type Entry = RightStatement & Kept;
export type Grant = DataOf<'RightGranted'> & Kept;
export type Licensing = DataOf<'LicensingAuthorised'> & Kept;
export type LenderAuthorisation = DataOf<'LenderAuthorised'> & Kept;
export type Bar = DataOf<'BarRaised'> & Kept;

export type Reservation = DataOf<'LicenceReserved'> & {
  readonly version: number;
  readonly released?: { readonly at: string; readonly version: number };
  /** Version at which it became a grant of the same id. */
  readonly grantedVersion?: number;
};

/** Place of a tranche in the title. Lower comes first; it never changes. */
export type RankKey = { readonly titleVersion: number; readonly tranche: number };

export interface Pledge {
  readonly pledgeId: string;
  readonly holdingId: string;
  readonly pledgeePartyId: string;
  readonly pledgorPartyIds: readonly string[];
  readonly terms: PledgeTerms;
  readonly rankKey: RankKey;
  /** Date from which it has its place. */
  readonly from: string;
  /** Set where it began as a claim: its last day without a confirmation. */
  readonly claim?: { readonly lapsesAfter: string };
  /** Date and version from which it is registered; absent while it is only claimed. */
  readonly registered?: { readonly on: string; readonly version: number };
  readonly authorisationId?: string;
  readonly remaining: Money;
  readonly ended?: Ending & { readonly as: 'released' | 'declined' | 'lapsed' };
}

/** Who may do what with one asset, as far as the rules and the register's answers need it. */
export interface Title {
  /** Events so far; 0: not open yet. */
  readonly version: number;
  readonly assetId: string;
  readonly registrarPartyId: string;
  readonly inHouse: boolean;
  readonly entries: ReadonlyMap<string, Entry>;
  readonly grants: ReadonlyMap<string, Grant>;
  /** By offer: an offer is authorised once. */
  readonly licensing: ReadonlyMap<string, Licensing>;
  readonly reservations: ReadonlyMap<string, Reservation>;
  readonly authorisations: ReadonlyMap<string, LenderAuthorisation>;
  /** In the order of their ranks. */
  readonly pledges: ReadonlyMap<string, Pledge>;
  readonly bars: ReadonlyMap<string, Bar>;
}

/** The fact itself, without its place and its ending: to compare with what is asked for again. */
export const factOf = <K extends Kept>({ version: _version, ended: _ended, ...fact }: K) => fact;

/** The stream of an asset's title. */
export const titleStream = (assetId: string): string => `title-${assetId}`;

export const initialTitle = (): Title => ({
  version: 0,
  assetId: '',
  registrarPartyId: '',
  inHouse: true,
  entries: new Map(),
  grants: new Map(),
  licensing: new Map(),
  reservations: new Map(),
  authorisations: new Map(),
  pledges: new Map(),
  bars: new Map(),
});

export const evolveTitle = (title: Title, event: TitleEvent): Title => {
  const version = title.version + 1;
  return { ...title, version, ...changes(title, event, version) };
};

const changes = (title: Title, event: TitleEvent, version: number): Partial<Title> => {
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
    case 'LicensingWithdrawn':
      return { licensing: end(title.licensing, event.data.offerId, { ...event.data, version }) };
    case 'LicenceReserved':
      return {
        reservations: put(title.reservations, event.data.reservationId, { ...event.data, version }),
      };
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
      return { pledges: pledgesAfter(title.pledges, event, version) };
    case 'BarRaised':
      return { bars: put(title.bars, event.data.barId, { ...event.data, version }) };
    case 'BarLifted':
      return { bars: end(title.bars, event.data.barId, { ...event.data, version }) };
  }
};

type PledgeEvent = Extract<TitleEvent, { type: `Pledge${string}` }>;

const pledgesAfter = (
  pledges: Title['pledges'],
  { type, data }: PledgeEvent,
  version: number,
): Title['pledges'] => {
  switch (type) {
    case 'PledgeRegistered': {
      const { authorisationId, on } = data;
      const pledge = { ...placed(data, version), authorisationId, registered: { on, version } };
      return put(pledges, data.pledgeId, pledge);
    }
    case 'PledgeClaimed': {
      const claim = { lapsesAfter: data.lapsesAfter };
      return put(pledges, data.pledgeId, { ...placed(data, version), claim });
    }
    case 'PledgeConfirmed':
      return change(pledges, data.pledgeId, { registered: { on: data.on, version } });
    case 'PledgeDeclined': {
      const { on, reason } = data;
      return change(pledges, data.pledgeId, { ended: { as: 'declined', on, version, reason } });
    }
    case 'PledgeClaimLapsed': {
      const ended = { as: 'lapsed', on: data.on, version, reason: 'notConfirmed' } as const;
      return change(pledges, data.pledgeId, { ended });
    }
    case 'PledgeReleased': {
      const { amount, on, reason } = data;
      const remaining = less(known(pledges, data.pledgeId).remaining, amount);
      return minorUnits(remaining) > 0n
        ? change(pledges, data.pledgeId, { remaining })
        : change(pledges, data.pledgeId, {
            remaining,
            ended: { as: 'released', on, version, reason },
          });
    }
  }
};

const placed = (
  {
    pledgeId,
    holdingId,
    pledgeePartyId,
    pledgorPartyIds,
    terms,
    on,
  }: DataOf<'PledgeRegistered' | 'PledgeClaimed'>,
  version: number,
): Pledge => ({
  pledgeId,
  holdingId,
  pledgeePartyId,
  pledgorPartyIds,
  terms,
  rankKey: { titleVersion: version, tranche: 1 },
  from: on,
  remaining: terms.amount,
});

const less = (amount: Money, released: Money | undefined): Money =>
  fromMinorUnits(released === undefined ? 0n : minorUnits(amount) - minorUnits(released));

const put = <V>(map: ReadonlyMap<string, V>, id: string, value: V): ReadonlyMap<string, V> =>
  new Map(map).set(id, value);

const change = <V extends object>(
  map: ReadonlyMap<string, V>,
  id: string,
  changed: Partial<V>,
): ReadonlyMap<string, V> => put(map, id, { ...known(map, id), ...changed });

const end = <V extends Kept>(
  map: ReadonlyMap<string, V>,
  id: string,
  { on, version, reason }: Ending,
): ReadonlyMap<string, V> => put(map, id, { ...known(map, id), ended: { on, version, reason } });

const known = <V>(map: ReadonlyMap<string, V>, id: string): V => {
  const value = map.get(id);
  if (value === undefined) throw new Error(`The title speaks of ${id} before it was recorded.`);
  return value;
};
