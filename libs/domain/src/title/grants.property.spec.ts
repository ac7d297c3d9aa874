import fc from 'fast-check';
import { Refused } from '../refusal.js';
import { checkInside, type Giver } from './giver.js';
import {
  beyond,
  entryDays,
  entryReach,
  fieldsThere,
  grantDays,
  grantReach,
  purposesThere,
  reachOf,
  territories,
} from './testing/grant-scopes.js';
import {
  act,
  as,
  bank,
  entry,
  grant,
  opened,
  operation,
  theRegistrar,
} from './testing/title-samples.js';
import type { TitleCommand } from './title.commands.js';
import { titleDecider } from './title.decider.js';
import type { GrantTerms, TitleEvent } from './title.events.js';
import type { Grant, Title } from './title.state.js';

const some = <T>(all: readonly T[]) => fc.subarray([...all], { minLength: 1 });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const given = <T extends object>(record: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)) as never;

const limits = {
  purposes: maybe(some(purposesThere)),
  fields: maybe(some(fieldsThere)),
  territory: maybe(fc.constantFrom(...territories)),
  until: maybe(fc.constantFrom('2026-12-15', '2026-12-31', '2027-01-01')),
};
const someTerms: fc.Arbitrary<GrantTerms> = fc
  .record({
    ...limits,
    exclusive: fc.boolean(),
    from: fc.constantFrom('2026-11-23', '2026-12-01'),
    sublicenceDepth: fc.nat(4),
  })
  .map((terms) => given(terms) as GrantTerms);

describe('what may be given out of a right', () => {
  const givers: fc.Arbitrary<Giver> = fc
    .record({
      ...limits,
      exclusive: fc.boolean(),
      from: fc.constantFrom('2026-11-01', '2026-12-01', '2026-12-02'),
      depth: maybe(fc.nat(3)),
    })
    .map(({ from, until, depth, ...more }) => ({
      ...{ partyIds: [bank], right: 'operation', span: { from, until }, ...more },
      ...(depth !== undefined && { depth }),
    }));
  const isTaken = (terms: GrantTerms, giver: Giver): boolean => {
    try {
      checkInside(terms, giver);
      return true;
    } catch (error) {
      if (error instanceof Refused) return false;
      throw error;
    }
  };

  it('is exactly what lies inside it in every dimension', () =>
    fc.assert(
      fc.property(someTerms, givers, (terms, giver) => {
        const { purposes, fields, territory, span } = giver;
        const held = reachOf(given({ purposes, fields, territory }));
        const { from, until = from } = terms;
        const isInside =
          beyond(reachOf(terms, held), held) === undefined &&
          from >= span.from &&
          (span.until === undefined || (from <= span.until && until <= span.until)) &&
          (giver.exclusive || !terms.exclusive) &&
          (giver.depth === undefined || terms.sublicenceDepth < giver.depth);
        expect(isTaken(terms, giver)).toBe(isInside);
      }),
      { numRuns: 2_000 },
    ));
});

const n = fc.integer({ min: 1, max: 6 });
const partyOf = (grantNo: number): string => `party-${grantNo}`;
const entries = fc.constantFrom(...operation, operation, operation, 'to-1', 'rest-1', 'to-2');
const second = { ...theRegistrar, person: 'person-2' };

/** Mostly as wide as what it comes out of: trees grow deep. */
const wideTerms = fc
  .record({
    limit: fc.constantFrom('purposes', 'fields', 'territory', 'until', 'none'),
    of: someTerms,
  })
  .map(({ limit, of: { exclusive, from: _from, sublicenceDepth, ...limited } }): GrantTerms => {
    const one = Object.entries(limited).filter(([name]) => name === limit);
    const rest = { exclusive: exclusive && limit === 'none', sublicenceDepth };
    return { ...rest, from: '2026-11-23', ...Object.fromEntries(one) };
  });

interface Given {
  readonly no: number;
  /** Number of the grant that is given on. */
  readonly from?: number | undefined;
  readonly holdingId: string;
  readonly terms: GrantTerms;
  /** Number of the party that holds what was transferred. */
  readonly holder?: number;
}

/** A grant by whoever could give it, were he to have it. */
const grantOf = ({ no, from, holdingId, terms, holder = no }: Given): TitleCommand => {
  const own = holdingId === operation ? bank : partyOf(holder);
  const by = from === undefined ? own : partyOf(from);
  const parent = from === undefined ? {} : { parentGrantId: `grant-${from}` };
  const to = { granteePartyId: partyOf(no), right: 'operation' as const };
  const wanted = { ...grant(`grant-${no}`, { holdingId, ...to, ...parent }), terms };
  return act('GrantRight', wanted, as('manager', by));
};
const granting = fc
  .record({
    ...{ no: n, from: maybe(n), holdingId: entries, holder: n },
    terms: fc.oneof(wideTerms, someTerms),
  })
  .map((one) => [grantOf(one)]);
/** One out of the other, each of one level less. */
const chain = fc.array(wideTerms, { maxLength: 5 }).map((all) =>
  all.map((terms, index) =>
    grantOf({
      ...{ no: index + 1, from: index === 0 ? undefined : index, holdingId: operation },
      terms: { ...terms, sublicenceDepth: 4 - index },
    }),
  ),
);
const ending = n.map((no) => [
  act('EndGrant', { grantId: `grant-${no}`, reason: '终止' }, theRegistrar),
]);
const correcting = fc
  .record({ no: n, holdingId: entries, change: fc.record(limits), of: fc.nat(9) })
  .map(({ no, holdingId, change, of }) => {
    const correctionId = `correction-${no}-${of}`;
    const correction = { of: 'entry', id: holdingId, change: given(change) } as const;
    const said = { correctionId, correction, reason: '录入错误' };
    // Of what stands in the title: which event that was is looked up when it is tried.
    return [
      act('ProposeCorrection', { ...said, correctedEvent: 0 }, theRegistrar),
      act('ApproveCorrection', { correctionId } as never, second),
    ];
  });
const moving = fc
  .record({ no: n, holdingId: entries, by: n, part: maybe(some(purposesThere.slice(0, 2))) })
  .map(({ no, holdingId, by, part }) => {
    const to = `party-${no}`;
    const data = {
      ...{ transferId: `transfer-${no}`, holdingId, toHoldingId: `to-${no}` },
      ...{ remainingHoldingId: `rest-${no}`, transferees: [{ partyId: to }] },
      ...(part && { part: { purposes: part } }),
      ...{ contractDigest: 'ab'.repeat(32), transfereeEvidence: [{ partyId: to, version: 1 }] },
    };
    return [
      act('TransferRight', data, as('manager', holdingId === operation ? bank : partyOf(by))),
    ];
  });

const history = fc
  .tuple(
    fc.record(limits),
    chain,
    fc.array(
      fc.oneof(
        { arbitrary: granting, weight: 8 },
        { arbitrary: ending, weight: 1 },
        { arbitrary: correcting, weight: 3 },
        { arbitrary: moving, weight: 1 },
      ),
      { minLength: 10, maxLength: 40 },
    ),
  )
  .map(([scope, first, steps]) => ({
    opening: opened(entry(given(scope))),
    commands: [...first, ...steps.flat()],
  }));

const ofItsEvent = (command: TitleCommand, title: Title): TitleCommand =>
  command.type !== 'ProposeCorrection'
    ? command
    : {
        ...command,
        data: {
          ...command.data,
          correctedEvent: title.entries.get(command.data.correction.id)?.version ?? 0,
        },
      };

const played = (
  {
    opening,
    commands,
  }: { readonly opening: TitleEvent; readonly commands: readonly TitleCommand[] },
  look: (title: Title, event: TitleEvent) => void,
): void => {
  const { decide, evolve, initialState } = titleDecider;
  let title = evolve(initialState(), opening);
  for (const command of commands) {
    let decided: readonly TitleEvent[] = [];
    try {
      decided = decide(ofItsEvent(command, title), title);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
    for (const event of decided) {
      title = evolve(title, event);
      look(title, event);
    }
  }
};

describe('a tree of grants', () => {
  /** Grants that hold on a day yet to come, with what they were given out of. */
  const open = (title: Title) =>
    [...title.grants.values()]
      .filter((one) => grantDays(title, one).length > 0)
      .map((one) => ({ one, parent: title.grants.get(one.parentGrantId ?? '') }));
  const excess = (title: Title, one: Grant, parent: Grant | undefined) => {
    const source = title.entries.get(one.holdingId)!;
    const held = parent === undefined ? entryReach(title, source) : grantReach(title, parent);
    const days = parent === undefined ? entryDays(title, source) : grantDays(title, parent);
    const late = grantDays(title, one).find((day) => !days.includes(day));
    return beyond(grantReach(title, one), held) ?? late;
  };

  it('never reaches further than what it was given out of, whatever comes after', () =>
    fc.assert(
      fc.property(history, (life) =>
        played(life, (title) => {
          for (const { one, parent } of open(title)) {
            expect(excess(title, one, parent)).toBeUndefined();
            if (parent === undefined) continue;
            expect(one.terms.sublicenceDepth).toBeLessThan(parent.terms.sublicenceDepth);
            expect(one.terms.exclusive && !parent.terms.exclusive).toBe(false);
          }
        }),
      ),
      { numRuns: 400 },
    ));

  it('is as deep as was agreed, and is tried under corrections and transfers', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(history, (life) =>
        played(life, (title, event) => {
          const grants = [...title.grants.values()];
          if (event.type === 'TitleCorrected' && open(title).length > 0) reached.add('corrected');
          if (event.type === 'RightTransferred' && open(title).length > 0)
            reached.add(event.data.part);
          if (event.type !== 'RightGranted') return;
          let level = 0;
          for (let id = event.data.parentGrantId; id !== undefined; level += 1) {
            id = grants.find(({ grantId }) => grantId === id)?.parentGrantId;
          }
          reached.add(`level ${level}`);
          expect(level).toBeLessThanOrEqual(4);
        }),
      ),
      // One fixed run of many: whether something is reached is not a matter of luck.
      { numRuns: 600, seed: 20261124 },
    );
    const wanted = [
      'level 0',
      'level 1',
      'level 2',
      'level 3',
      'level 4',
      'corrected',
      'whole',
      'scope',
    ];
    expect([...reached]).toEqual(expect.arrayContaining(wanted));
  });
});
