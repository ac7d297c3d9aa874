import type { GrantTerms } from '../title.events.js';
import { endOf } from './title-samples.js';
import { entryStands, grantStands } from '../title.standing.js';
import type { Entry, Grant, Title } from '../title.state.js';

/**
 * What a right reaches, told in a way of its own: every dimension as the set of what it holds of a
 * few things that there are, so that inside is a subset and nothing else.
 */
export const purposesThere = ['信贷', '风控', '营销'] as const;
export const fieldsThere = ['户号', '用电量', '电费'] as const;
/** Counties, and a place that is no division. */
const placesThere = ['110101', '110105', '330102', '330106', '330201', '510104', '510105', '境外'];
export const territories = [
  'CN',
  '11',
  '33',
  '330000',
  '3301',
  '330102',
  '510104',
  '境外',
] as const;
export const daysThere = ['2026-11-23', '2026-12-01', '2026-12-15', '2026-12-31', '2027-01-01'];

export interface Reach {
  readonly purposes: ReadonlySet<string>;
  readonly fields: ReadonlySet<string>;
  readonly places: ReadonlySet<string>;
}

type Limits = Pick<GrantTerms, 'purposes' | 'fields' | 'territory'>;
const everything: Reach = {
  purposes: new Set(purposesThere),
  fields: new Set(fieldsThere),
  places: new Set(placesThere),
};

const placesIn = (territory: string): ReadonlySet<string> => {
  const isDivision = /^\d+$/.test(territory);
  const begins = territory.replace(/0000$/, '');
  return new Set(
    placesThere.filter((place) =>
      territory === 'CN'
        ? place !== '境外'
        : isDivision
          ? place.startsWith(begins)
          : place === territory,
    ),
  );
};

/** What limits leave of what they are limits to; unsaid, all of it. */
export const reachOf = (limits: Limits, above: Reach = everything): Reach => ({
  purposes: limits.purposes ? new Set(limits.purposes) : above.purposes,
  fields: limits.fields ? new Set(limits.fields) : above.fields,
  places: limits.territory === undefined ? above.places : placesIn(limits.territory),
});

const dimensions = ['purposes', 'fields', 'places'] as const;

/** In which dimension the one reaches further than the other, if any. */
export const beyond = (one: Reach, other: Reach): string | undefined =>
  dimensions.find((dimension) => [...one[dimension]].some((each) => !other[dimension].has(each)));

/** What a grant reaches: what it leaves unsaid is as above it, in the end as its entry said. */
export const grantReach = (title: Title, { terms, ...grant }: Grant): Reach => {
  const parent = title.grants.get(grant.parentGrantId ?? '');
  if (parent !== undefined) return reachOf(terms, grantReach(title, parent));
  return reachOf(terms, reachOf(title.entries.get(grant.holdingId)!));
};

/** The entries that an entry has become, itself where it has not moved. */
const heirsOf = (title: Title, entry: Entry): readonly Entry[] =>
  entry.movedTo?.flatMap((id) => heirsOf(title, title.entries.get(id)!)) ?? [entry];

/** What all that an entry has become reaches together. */
export const entryReach = (title: Title, entry: Entry): Reach => {
  const reaches = heirsOf(title, entry).map((heir) => reachOf(heir));
  const all = (dimension: (typeof dimensions)[number]) =>
    new Set(reaches.flatMap((reach) => [...reach[dimension]]));
  return { purposes: all('purposes'), fields: all('fields'), places: all('places') };
};

export const grantDays = (title: Title, grant: Grant): readonly string[] =>
  daysThere.filter((day) => grantStands(title, grant, endOf(day)));

/** Days on which an entry, or something that it has become, stands. */
export const entryDays = (title: Title, entry: Entry): readonly string[] =>
  daysThere.filter((day) =>
    [entry, ...heirsOf(title, entry)].some((one) => entryStands(one, endOf(day))),
  );
