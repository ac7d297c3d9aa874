import type { Title } from './title.js';

/**
 * Where rights moved, one entry ended and others took its place. What rested on the old one rests
 * on these: an act on an entry looks at everything on its line, up to where it came from and down
 * to where it went. Entries of independent holders are on no common line.
 */

/** The entry and those that it came from, itself first. */
export const lineOf = (title: Title, holdingId: string): readonly string[] => {
  const line: string[] = [];
  for (let id: string | undefined = holdingId; id !== undefined;) {
    line.push(id);
    id = title.entries.get(id)?.cameFrom;
  }
  return line;
};

/** Whether what is recorded on one entry concerns the other. */
export const areKin = (title: Title, one: string, other: string): boolean =>
  one === other || lineOf(title, one).includes(other) || lineOf(title, other).includes(one);

/** The entries in which an entry goes on as of a date: itself, until its rights moved. */
export const standsAs = (title: Title, holdingId: string, date: string): readonly string[] => {
  const entry = title.entries.get(holdingId);
  const { movedTo, ended } = entry ?? {};
  if (movedTo === undefined || ended === undefined || date < ended.on) return [holdingId];
  return movedTo.flatMap((next) => standsAs(title, next, date));
};

/** Party ids of those who hold what an entry has become by a date. */
export const holdersOf = (title: Title, holdingId: string, date: string): readonly string[] => [
  ...new Set(
    standsAs(title, holdingId, date).flatMap((id) =>
      (title.entries.get(id)?.holders ?? []).map(({ partyId }) => partyId),
    ),
  ),
];
