import { canonical } from './canonical.js';

/** An item of the result: something that weighs, or weighed, on an entry. */
export interface Item {
  readonly kind: string;
  readonly id: string;
  readonly stands: boolean;
  readonly events: readonly number[];
  readonly from?: string;
  readonly until?: string;
  readonly lapsesAfter?: string;
  readonly pledgeePartyId?: string;
  readonly secured?: unknown;
  readonly holdingId?: string;
  readonly parentGrantId?: string;
  readonly exclusive?: boolean;
}

/** An entry of the title: out of one that is over, nothing is licensed. */
export interface Entry {
  readonly holdingId?: string;
  readonly stands: boolean;
}

/** Everything that stands makes a title encumbered but a consent and a licence for anybody. */
export const weighs = ({ kind, exclusive }: Item): boolean =>
  kind === 'grant' ? exclusive !== false : kind !== 'consent';

/** The content of one event. */
export interface Opened {
  readonly version: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: unknown;
  readonly salt: string;
}

/** The part of a proof that says what events were. */
export interface Opening {
  readonly headers: readonly { readonly type: string }[];
  readonly opened: readonly Opened[];
}

/** Part of the format: members of an event's data that name an item. */
const speakingMembers = [
  'pledgeId',
  'toPledgeId',
  'barId',
  'reservationId',
  'registrationReservationId',
  'grantId',
  'consentId',
  'dischargedPledgeIds',
  'pledgeIds',
  'clearedPledgeIds',
  'consentIds',
];

/** However deep in its data an event names it. */
const spokenOf = (data: object): readonly string[] =>
  Object.entries(data).flatMap(([name, value]: readonly [string, unknown]) =>
    [value].flat().flatMap((one) => {
      if (typeof one === 'string') return speakingMembers.includes(name) ? [one] : [];
      return typeof one === 'object' && one !== null ? spokenOf(one) : [];
    }),
  );

/** Every thing that the events speak of is an item with just those events, and the reverse. */
export const isListed = (items: readonly Item[], opened: readonly Opened[]): boolean => {
  const spoken = new Map<unknown, number[]>();
  for (const { version, data } of opened) {
    for (const id of new Set(spokenOf(data))) spoken.set(id, [...(spoken.get(id) ?? []), version]);
  }
  const ids = new Set(items.map(({ id }) => id));
  return (
    ids.size === items.length &&
    ids.size === spoken.size &&
    items.every(({ id, events }) => canonical(events) === canonical(spoken.get(id) ?? null))
  );
};

const shanghaiOffsetMs = 8 * 3_600_000;

/** An item says what its events do, and none ended without a reason. */
export const isSaidRight = (
  item: Item,
  title: { readonly entries?: readonly Entry[]; readonly items: readonly Item[] },
  searchedAt: string,
  proof: Opening,
): boolean => {
  const spoken = item.events.map((version) => ({
    type: proof.headers[version - 1]?.type ?? '',
    data: proof.opened.find((one) => one.version === version)?.data ?? {},
  }));
  // A consent is spoken of by what it was given for.
  const granted = spoken.find(
    ({ type, data }) => type === 'RightGranted' && data['grantId'] === item.id,
  );
  const [first] = spoken;
  // A reserved licence goes on, under its id, as the one that it became.
  const kind = granted === undefined ? kindOf(first?.type ?? '') : 'grant';
  if (first === undefined || kind !== item.kind) return false;
  if (granted !== undefined && !isAsGranted(item, granted.data)) return false;
  if (item.kind === 'pledge' && item.events.length === 1) {
    const { pledgeePartyId, terms } = first.data as Partial<PledgeData>;
    const said = { pledgeePartyId: item.pledgeePartyId, secured: item.secured, until: item.until };
    const meant = { pledgeePartyId, secured: terms?.amount, until: terms?.until };
    if (canonical(present(said)) !== canonical(present(meant))) return false;
  }
  if (item.kind === 'grant' && item.stands && spoken.some(ends)) return false;
  // A consent weighs on nothing.
  if (item.stands || item.kind === 'consent') return true;
  const isOver = isPast(item, searchedAt);
  if (isOver || spoken.some(ends)) return true;
  return item.kind === 'grant'
    ? hasNoSource(item, title)
    : item.kind === 'pledge' && isReleased(spoken);
};

/** A licence never changes: what is said of it is what its event says. */
const isAsGranted = (item: Item, granted: Readonly<Record<string, unknown>>): boolean => {
  const { terms, parentGrantId = '', granterPartyId, granteePartyId, right, holdingId } = granted;
  const { exclusive, from, until = '' } = terms as Readonly<Record<string, unknown>>;
  const meant = { parentGrantId, granterPartyId, granteePartyId, right, holdingId };
  const told = Object.entries({ ...meant, exclusive, from, until });
  const said = item as unknown as Readonly<Record<string, unknown>>;
  return told.every(([name, value]) => said[name] === value);
};

/** What it came out of is over: the entry, or the licence that it descends from. */
const hasNoSource = (
  { holdingId, parentGrantId }: Item,
  { entries = [], items }: { readonly entries?: readonly Entry[]; readonly items: readonly Item[] },
): boolean =>
  entries.some((entry) => entry.holdingId === holdingId && !entry.stands) ||
  items.some(({ id, kind, stands }) => kind === 'grant' && id === parentGrantId && !stands);

interface PledgeData {
  readonly pledgeePartyId: string;
  readonly terms: { readonly amount?: unknown; readonly until?: unknown };
}

interface Spoken {
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const present = (members: Readonly<Record<string, unknown>>): object =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

/** Which kind of item an event begins. */
const kindOf = (type: string): string | undefined =>
  ({
    PledgeRegistered: 'pledge',
    PledgeClaimed: 'pledge',
    BarRaised: 'bar',
    LicenceReserved: 'licenceReservation',
    RegistrationReserved: 'registrationReservation',
    DisposalConsented: 'consent',
  })[type];

const endings: ReadonlySet<string> = new Set([
  'PledgeDeclined',
  'PledgeClaimLapsed',
  'PledgeLapsed',
  'PledgeCancelledByOrder',
  'PledgeEnforced',
  'PledgeEnforcementCompleted',
  'RegistrationReservationEnded',
  'ReservationReleased',
  'GrantEnded',
  'PledgeRegistered',
  'BarLifted',
  'RightTransferred',
]);

/** What begins an item ends none but the reservation that it was made under. */
const ends = ({ type, data }: Spoken): boolean =>
  endings.has(type) &&
  (type !== 'PledgeRegistered' || data['registrationReservationId'] !== undefined);

const fen = (money: unknown): bigint => {
  const { amount = '' } = (money ?? {}) as { readonly amount?: string };
  return BigInt(amount.replace('.', ''));
};

/** All of it was released at once, or part by part. */
const isReleased = (spoken: readonly Spoken[]): boolean => {
  const releases = spoken.filter(({ type }) => type === 'PledgeReleased');
  if (releases.some(({ data }) => data['amount'] === undefined)) return true;
  const sum = (some: readonly unknown[]) => some.reduce<bigint>((all, one) => all + fen(one), 0n);
  const { terms } = (spoken[0]?.data ?? {}) as Partial<PledgeData>;
  return (
    releases.length > 0 && sum(releases.map(({ data }) => data['amount'])) >= fen(terms?.amount)
  );
};

/** Its last day or instant is over, or its first has not come. */
const isPast = ({ from = '', until = '', lapsesAfter = '' }: Item, now: string): boolean => {
  const today = new Date(Date.parse(now) + shanghaiOffsetMs).toISOString().slice(0, 10);
  const isOver = [until, lapsesAfter].some(
    (last) =>
      last !== '' && (last.length === 10 ? last < today : Date.parse(last) <= Date.parse(now)),
  );
  return isOver || from > today;
};
