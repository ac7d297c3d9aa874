import type { Entry, Title } from './title.js';

/** The version of a title that entered what the registration states: the one that opened it. */
const openingVersion = 1;

/**
 * Who holds what the registration entered, wherever transfers have brought it: those who may ask for
 * its change, renewal or cancellation (guide art. 35–37) and keep its label and quality, each of
 * several for himself (Civil Code art. 300). Names are those recorded: whoever succeeded them stands
 * in their places. Who was entered later has no part in it. Where nothing of it stands, those who
 * held it last. Empty: there is no title.
 */
export const registrationHolders = (title: Title): readonly string[] => {
  const entered = [...title.entries.values()].filter(({ version }) => version === openingVersion);
  const last = entered.flatMap((entry) => whereItIs(title, entry));
  const standing = last.filter(({ ended }) => ended === undefined);
  const held = standing.length > 0 ? standing : last;
  return [...new Set(held.flatMap(({ holders }) => holders.map(({ partyId }) => partyId)))];
};

/** The entries that an entry has become. */
const whereItIs = (title: Title, entry: Entry): readonly Entry[] =>
  entry.movedTo === undefined
    ? [entry]
    : entry.movedTo.flatMap((id) => {
        const next = title.entries.get(id);
        return next === undefined ? [] : whereItIs(title, next);
      });
