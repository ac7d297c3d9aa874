import type { RightKind } from '../asset/asset.events.js';
import { refuse } from '../refusal.js';
import { holdsOn, overlap, shared, type Span } from './span.js';
import type { GrantTerms } from './title.events.js';
import { entrySpan, grantSpan, lineageOf } from './title.standing.js';
import type { Entry, Grant, Title } from './title.state.js';

/** The right out of which something is given: an entry, or a grant that may be given on. */
export interface Giver {
  readonly partyIds: readonly string[];
  readonly right: RightKind;
  readonly span: Span;
  /** Absent: any. */
  readonly purposes?: readonly string[] | undefined;
  readonly fields?: readonly string[] | undefined;
  readonly territory?: string | undefined;
  readonly exclusive: boolean;
  /** Further levels that may be given; absent: any number. */
  readonly depth?: number;
}

export const entryAsGiver = (entry: Entry): Giver => ({
  partyIds: entry.holders.map(({ partyId }) => partyId),
  right: entry.right,
  span: entrySpan(entry),
  purposes: entry.purposes,
  fields: entry.fields,
  territory: entry.territory,
  exclusive: true,
});

/** What a grant leaves unsaid is as in the grant above it, in the end as in the entry. */
export const grantAsGiver = (title: Title, grant: Grant, entry: Entry): Giver => {
  const lineage = lineageOf(title, grant).map(({ terms }) => terms);
  return {
    partyIds: [grant.granteePartyId],
    right: grant.right,
    span: grantSpan(title, grant),
    purposes: lineage.find(({ purposes }) => purposes)?.purposes ?? entry.purposes,
    fields: lineage.find(({ fields }) => fields)?.fields ?? entry.fields,
    territory: lineage.find(({ territory }) => territory)?.territory ?? entry.territory,
    exclusive: grant.terms.exclusive,
    depth: grant.terms.sublicenceDepth,
  };
};

/** What terms come to that an entry is offered under: what they leave unsaid is as in the entry. */
export const offeredAsGiver = (terms: GrantTerms, entry: Entry): Giver => ({
  ...entryAsGiver(entry),
  span: shared(entrySpan(entry), terms),
  purposes: terms.purposes ?? entry.purposes,
  fields: terms.fields ?? entry.fields,
  territory: terms.territory ?? entry.territory,
});

/** Nobody gives what he does not hold. Names the first field that lies outside the giver's right. */
export const checkInside = (terms: GrantTerms, giver: Giver): void => {
  const { from, until } = terms;
  const outside = (field: string, held?: string | number | readonly string[]) =>
    refuse('terms_exceed_right', { field, ...(held !== undefined && { held }) });
  if (giver.depth !== undefined && terms.sublicenceDepth >= giver.depth) {
    outside('sublicenceDepth', giver.depth);
  }
  if (terms.exclusive && !giver.exclusive) outside('exclusive');
  if (!holdsOn(giver.span, from)) outside('from', giver.span.from);
  if (until !== undefined && !holdsOn(giver.span, until)) outside('until', giver.span.until);
  if (!within(terms.purposes, giver.purposes)) outside('purposes', giver.purposes);
  if (!within(terms.fields, giver.fields)) outside('fields', giver.fields);
  if (!liesWithin(terms.territory, giver.territory)) outside('territory', giver.territory);
};

/**
 * A source that is corrected still has all that was given out of it: also where a grant left its own
 * scope unsaid and had it from the source. Where a right was transferred or divided, an older grant
 * has of the entry what both reach: the rest it has of another, or had it before.
 */
export const checkKept = (terms: GrantTerms, had: Giver, before: Giver, source: Giver): void => {
  const part = commonOf(terms, had, before);
  if (part === undefined) return;
  for (const [field, held] of Object.entries(scopeOf(source))) {
    if (!(field in scopeOf(part))) refuse('terms_exceed_right', { field, held });
  }
  checkInside({ ...terms, ...scopeOf(part), from: part.span.from }, source);
};

/** What a grant and an entry on its line have in common; undefined: nothing. */
const commonOf = ({ from }: GrantTerms, had: Giver, before: Giver): Giver | undefined => {
  const span = shared({ from, until: had.span.until }, before.span);
  const [purposes, fields] = [
    bothOf(had.purposes, before.purposes),
    bothOf(had.fields, before.fields),
  ];
  const isEmpty = purposes?.length === 0 || fields?.length === 0 || !overlap(span, span);
  return isEmpty ? undefined : { ...had, span, purposes, fields };
};

const bothOf = (
  some: readonly string[] | undefined,
  others: readonly string[] | undefined,
): readonly string[] | undefined =>
  some === undefined || others === undefined
    ? (some ?? others)
    : some.filter((each) => others.includes(each));

/** What a right is limited to; what is missing is unlimited. */
const scopeOf = ({ span: { until }, purposes, fields, territory }: Giver) => ({
  ...(until !== undefined && { until }),
  ...(purposes !== undefined && { purposes }),
  ...(fields !== undefined && { fields }),
  ...(territory !== undefined && { territory }),
});

const within = (
  given: readonly string[] | undefined,
  held: readonly string[] | undefined,
): boolean => held === undefined || (given ?? []).every((purpose) => held.includes(purpose));

/**
 * A territory is an administrative division of GB/T 2260 (`33`, `3301`, `330102`) or the country
 * (`CN`): it lies within those whose code its own begins with. Any other text lies in itself only.
 */
const liesWithin = (given: string | undefined, held: string | undefined): boolean => {
  if (given === undefined || held === undefined || given === held) return true;
  if (!division.test(given)) return false;
  return held === 'CN' || (division.test(held) && short(given).startsWith(short(held)));
};

const division = /^[1-9]\d(\d{2}){0,2}$/;

/** `330000` and `33` are the same province. */
const short = (code: string): string => code.replace(/(00)+$/, '');
