import { isOpened, speakingIn } from '@ledger/domain/pledge-search/opened-events.js';
import { foundOn } from '@ledger/domain/pledge-search/search-result.js';
import { histories, played } from '@ledger/domain/title/testing/title-histories.js';
import fc from 'fast-check';
import { isListed, isSaidRight, type Item, weighs } from './certificate-items.js';

/** Days after the last command at which a title is searched: things end by the clock, too. */
const later = fc.constantFrom(0, 1, 40, 400);
const dayMs = 86_400_000;

describe('whatever happened to a title', () => {
  it('its certificate is accepted, and no other finding, nor one item less, is', () => {
    const seen = { licences: 0, over: 0 };
    fc.assert(
      fc.property(histories, later, (commands, days) => {
        const { events, titles } = played(commands);
        const title = titles.at(-1)!;
        const last = commands.at(-1)!.meta.now;
        const at = new Date(Date.parse(last) + days * dayMs).toISOString();
        const told = events.map(({ type, data }, n) => ({ type, data, version: n + 1 }));
        const found = foundOn(title, at, speakingIn(told as never));
        const items = found.items as unknown as readonly Item[];
        const opened = told
          .filter(({ type }) => isOpened(type))
          .map(({ version, data }) => ({ version, data, metadata: {}, salt: '' }));
        const proof = { headers: told, opened };
        const said = { entries: found.entries, items };
        const wrong = items.filter((item) => !isSaidRight(item, said, at, proof));
        expect([isListed(items, opened), wrong]).toEqual([true, []]);
        const isEncumbered = items.some((item) => item.stands && weighs(item));
        expect(found.finding).toBe(isEncumbered ? 'encumbered' : 'none');
        for (const left of items) {
          expect(
            isListed(
              items.filter((item) => item !== left),
              opened,
            ),
          ).toBe(false);
        }
        const licences = items.filter(({ kind }) => kind === 'grant');
        seen.licences += licences.length;
        seen.over += licences.filter(({ stands }) => !stands).length;
      }),
      { numRuns: 200, seed: 20261123 },
    );
    expect(Math.min(seen.licences, seen.over)).toBeGreaterThan(0);
  });
});
