import type { DateText } from '../calendar.js';
import type { Bar, Pledge, Title } from '../title/title.js';
import type { Restriction } from './disclosure-facts.js';
import type { Difference } from './tie-out.js';

/** What is disclosed of one asset. */
export interface DisclosedPledges {
  readonly assetId: string;
  readonly pledgeIds: readonly string[];
}

/** Whether a pledge of the entity stood registered at the end of a day. */
const stoodOn = (
  { registered, ended, terms, pledgorPartyIds }: Pledge,
  entityPartyId: string,
  day: DateText,
): boolean =>
  pledgorPartyIds.includes(entityPartyId) &&
  registered !== undefined &&
  registered.on <= day &&
  (ended === undefined || ended.on > day) &&
  terms.until >= day;

/** Whether a bar stood at the end of a day, one that waits for its turn included. */
const barredOn = ({ from, until, ended }: Bar, day: DateText): boolean =>
  from <= day && (until === undefined || until >= day) && (ended === undefined || ended.on > day);

/** What of a title restricted the entity's asset at the end of a day. */
export const restrictionsOn = (
  { pledges, bars }: Pick<Title, 'pledges' | 'bars'>,
  entityPartyId: string,
  day: DateText,
): readonly Restriction[] => [
  ...[...pledges.values()]
    .filter((pledge) => stoodOn(pledge, entityPartyId, day))
    .map(({ pledgeId: id }) => ({ is: 'pledge' as const, id, ground: 'pledge' })),
  ...[...bars.values()]
    .filter((bar) => barredOn(bar, day))
    .map(({ barId: id, ground }) => ({ is: 'bar' as const, id, ground })),
];

/**
 * Disclosed as security against the titles themselves: each asset of which one names a pledge that
 * the other does not. Numbers of pledges stand in place of amounts.
 */
export const registerDifferences = (
  disclosed: readonly DisclosedPledges[],
  titles: ReadonlyMap<string, Pick<Title, 'pledges'>>,
  entityPartyId: string,
  day: DateText,
): readonly Difference[] =>
  disclosed.flatMap(({ assetId, pledgeIds }) => {
    const pledges = [...(titles.get(assetId)?.pledges.values() ?? [])];
    const standing = pledges
      .filter((pledge) => stoodOn(pledge, entityPartyId, day))
      .map(({ pledgeId }) => pledgeId);
    const isSame =
      standing.length === pledgeIds.length && standing.every((id) => pledgeIds.includes(id));
    if (isSame) return [];
    const place = { table: 'restricted', row: assetId, column: 'pledges' };
    const [expected, found] = [standing, pledgeIds].map(({ length }) => String(length));
    return [{ check: 'restricted', ...place, expected: expected!, found: found! }];
  });
