import fc from 'fast-check';
import { standingOf, standInFor, standInsFor, type Succeeded } from './standing-in.js';

const known = (...all: readonly (readonly [string, Succeeded])[]) => ({
  successions: new Map(all),
});
const into = (on: string, ...heirs: readonly string[]): Succeeded => ({
  on,
  successors: heirs.map((partyId) => ({ partyId })),
});

describe('in whose place an organisation stands', () => {
  it('its own, where it succeeded nobody', () =>
    expect(standingOf(known(), 'a', '2026-01-01')).toEqual({
      partyId: 'a',
      joint: ['a'],
      sole: ['a'],
    }));

  it('that of a merged one from the day on, which then stands in nobody’s', () => {
    const merger = known(['a', into('2026-06-01', 'b')]);
    expect(standingOf(merger, 'b', '2026-05-31').joint).toEqual(['b']);
    expect(standingOf(merger, 'a', '2026-05-31').joint).toEqual(['a']);
    expect(standingOf(merger, 'b', '2026-06-01')).toMatchObject({
      joint: ['b', 'a'],
      sole: ['b', 'a'],
    });
    expect(standingOf(merger, 'a', '2026-06-01')).toMatchObject({ joint: [], sole: [] });
  });

  it('jointly that of a divided one, alone only the first named', () => {
    const division = known(['a', into('2026-06-01', 'b', 'c')]);
    expect(standingOf(division, 'b', '2026-06-01')).toMatchObject({
      joint: ['b', 'a'],
      sole: ['b', 'a'],
    });
    expect(standingOf(division, 'c', '2026-06-01')).toMatchObject({
      joint: ['c', 'a'],
      sole: ['c'],
    });
  });

  it('down a line of two, each from its own day', () => {
    const line = known(['a', into('2026-06-01', 'b')], ['b', into('2026-07-01', 'c')]);
    expect(standingOf(line, 'c', '2026-06-30').joint).toEqual(['c']);
    expect(standingOf(line, 'c', '2026-07-01').joint).toEqual(['c', 'a', 'b']);
    expect(standInFor(line, 'a', '2026-06-30')).toBe('b');
    expect(standInFor(line, 'a', '2026-07-01')).toBe('c');
    expect(standingOf(line, 'stranger', '2026-07-01').joint).toEqual(['stranger']);
  });

  it('is the inverse of who stands in a party’s place, whatever succeeded whom', () => {
    const party = fc.constantFrom('a', 'b', 'c', 'd', 'e');
    const day = fc.constantFrom('2026-01-01', '2026-02-01', '2026-03-01');
    const succession = fc.record({
      from: party,
      on: day,
      heirs: fc.uniqueArray(party, { minLength: 1, maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(succession, { maxLength: 6 }), day, (all, date) => {
        const graph = known(
          ...all.map(({ from, on, heirs }) => [from, into(on, ...heirs)] as const),
        );
        for (const heir of ['a', 'b', 'c', 'd', 'e']) {
          const { joint, sole } = standingOf(graph, heir, date);
          for (const one of ['a', 'b', 'c', 'd', 'e']) {
            const heirs = standInsFor(graph, one, date).map(({ partyId }) => partyId);
            expect(joint.includes(one)).toBe(heirs.includes(heir));
            expect(sole.includes(one)).toBe(heirs[0] === heir);
          }
        }
      }),
    );
  });
});
