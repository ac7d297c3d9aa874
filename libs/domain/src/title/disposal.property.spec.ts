import fc from 'fast-check';
import { addDays, shanghaiDate } from '../calendar.js';
import { sumToOne } from '../fraction.js';
import { queueOf } from './bars.standing.js';
import { areKin, standsAs } from './entry-line.js';
import { checkInside, entryAsGiver, grantAsGiver } from './giver.js';
import { holdsOn } from './span.js';
import { histories, played } from './testing/title-histories.js';
import type { TitleEvent } from './title.events.js';
import {
  entryStands,
  grantStands,
  instantOf,
  pledgeStanding,
  rankingPledges,
  registrationReservationPending,
} from './title.standing.js';
import type { Title } from './title.state.js';
import { yetToJoin } from './transfer-application.state.js';

const runs = 200;

const always = (look: Parameters<typeof played>[1]) =>
  fc.assert(
    fc.property(histories, (commands) => void played(commands, look)),
    { numRuns: runs },
  );

describe('whatever moves in a title', () => {
  it('leaves the shares of a joint entry at exactly 1', () =>
    always((_before, _event, after) => {
      for (const { holders } of after.entries.values()) {
        const shares = holders.flatMap(({ share }) => (share === undefined ? [] : [share]));
        if (shares.length > 0) {
          expect(shares).toHaveLength(holders.length);
          expect(sumToOne(shares)).toBe(true);
        }
      }
    }));

  it('moves what is reviewed once both sides have applied, and never what is decided', () =>
    always((before, event, after) => {
      for (const [id, asked] of before.transferApplications) {
        const later = after.transferApplications.get(id);
        expect(later).toMatchObject({ version: asked.version, transferees: asked.transferees });
        if (asked.decided) expect(later).toEqual(asked);
        const moves = event.type === 'RightTransferred' && event.data.transferId === id;
        expect(later?.decided?.as === 'registered' && !asked.decided).toBe(moves);
        if (moves) expect(yetToJoin(asked)).toEqual([]);
        expect(later?.reviewBy !== undefined).toBe(later && yetToJoin(later).length === 0);
      }
    }));

  it('moves all of an entry and nothing else: purposes, term and right', () =>
    always((before, event) => {
      if (event.type !== 'RightTransferred') return;
      const { fromHoldingId, to, remaining } = event.data;
      const from = before.entries.get(fromHoldingId);
      const parts = remaining === undefined ? [to] : [to, remaining];
      expect(new Set(parts.flatMap(({ purposes = [] }) => purposes))).toEqual(
        new Set(from?.purposes ?? []),
      );
      for (const part of parts)
        expect([part.right, part.until]).toEqual([from?.right, from?.until]);
    }));

  it('never moves a pledged entry without the consent of every ranking pledgee, used up by it', () =>
    always((before, event, after, at) => {
      if (event.type !== 'RightTransferred') return;
      const { fromHoldingId, consentIds } = event.data;
      const consents = consentIds.map((id) => before.consents.get(id));
      for (const { pledgeId } of rankingPledges(before, fromHoldingId, at)) {
        expect(consents.some((one) => one?.pledgeId === pledgeId)).toBe(true);
      }
      for (const one of consents) expect(one?.usedBy).toBeUndefined();
      for (const id of consentIds) expect(after.consents.get(id)?.usedBy).toBe(after.version);
    }));

  it('never loses a pledge: it ends by release, consent or time, and keeps its rank key', () =>
    always((before, event, after, at) => {
      for (const pledge of before.pledges.values()) {
        const later = after.pledges.get(pledge.pledgeId);
        expect(later?.rankKey).toEqual(pledge.rankKey);
        const isLive = pledgeStanding(pledge, at) === 'registered';
        const mayEnd = event.type === 'PledgeReleased' || event.type === 'RightTransferred';
        if (isLive && later && !mayEnd) expect(pledgeStanding(later, at)).toBe('registered');
        const [one] = standsAs(after, pledge.holdingId, shanghaiDate(at));
        if (isLive && later && pledgeStanding(later, at) === 'registered') {
          expect(rankingPledges(after, one ?? '', at)).toContain(later);
        }
      }
    }));

  it('never grants more than the source holds, at whatever depth', () =>
    always((before, event) => {
      if (event.type !== 'RightGranted') return;
      const { holdingId, parentGrantId, terms } = event.data;
      const source = before.entries.get(holdingId);
      if (source === undefined) throw new Error('A grant came from no entry.');
      const parent = before.grants.get(parentGrantId ?? '');
      checkInside(
        terms,
        parent === undefined ? entryAsGiver(source) : grantAsGiver(before, parent, source),
      );
    }));

  it('has one freeze in effect on an entry on any day, the first of the queue', () =>
    always((_before, _event, after, at) => {
      for (const holdingId of after.entries.keys()) {
        const queue = queueOf(after, holdingId);
        for (let day = shanghaiDate(at), n = 0; n < 150; n += 30, day = addDays(day, 30)) {
          const inEffect = queue.filter(({ effect }) => effect && holdsOn(effect, day));
          expect(inEffect.length).toBeLessThanOrEqual(1);
        }
      }
    }));

  it('keeps an entry free for one lender at a time', () =>
    always((_before, _event, after, at) => {
      const kept = [...after.registrationReservations.values()].filter((one) =>
        registrationReservationPending(one, at),
      );
      for (const one of kept) {
        const rivals = kept.filter((two) => areKin(after, one.holdingId, two.holdingId));
        expect(rivals).toEqual([one]);
      }
    }));

  it('opens nothing in a closed title', () =>
    always((before, event) => {
      const opens: readonly TitleEvent['type'][] = [
        'RightTransferred',
        'RightGranted',
        'LenderAuthorised',
        'PledgeRegistered',
        'PledgeClaimed',
        'DisposalConsented',
        'RegistrationReserved',
      ];
      if (before.closed !== undefined) expect(opens).not.toContain(event.type);
    }));

  it('reaches transfers of each kind, consents that are used, and queues', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(histories, (commands) => {
        played(commands, (before, event) => {
          reached.add(event.type);
          if (event.type === 'RightTransferred') reached.add(event.data.part);
          if (event.type === 'RightTransferred' && event.data.consentIds.length > 0) {
            reached.add('consented');
          }
          if (event.type === 'BarRaised' && before.bars.size > 0) reached.add('queue');
        });
      }),
      // One fixed run of many: whether something is reached is not a matter of luck.
      { numRuns: 300, seed: 20261123 },
    );
    expect([...reached]).toEqual(
      expect.arrayContaining(['whole', 'share', 'scope', 'consented', 'queue', 'TitleClosed']),
    );
  });
});

/**
 * What held on a day as far as was known, told from the events alone: each thing's first and last
 * day by its own events, with no fold in between.
 */
const heldOn = (events: readonly TitleEvent[], day: string) => {
  const over = new Map<string, string>();
  const note = (id: string, on: string) =>
    over.set(id, [over.get(id) ?? '9999-12-31', on].sort()[0] ?? on);
  for (const { type, data } of events) {
    if (type === 'HoldingEnded') note(data.holdingId, data.on);
    if (type === 'RightTransferred') note(data.fromHoldingId, data.on);
    if (type === 'TitleClosed') note('*', data.on);
  }
  const closedOn = over.get('*') ?? '9999-12-31';
  const entries = events.flatMap((event) => {
    if (event.type === 'TitleOpened') return event.data.entries;
    if (event.type !== 'RightTransferred') return [];
    const { to, remaining } = event.data;
    return remaining === undefined ? [to] : [to, remaining];
  });
  const stands = entries.filter(
    ({ holdingId, from, until = '9999-12-31' }) =>
      from <= day && day <= until && day < (over.get(holdingId) ?? '9999-12-31') && day < closedOn,
  );
  const pledges = events.flatMap((event) => {
    if (event.type !== 'PledgeRegistered') return [];
    const { pledgeId, terms, on } = event.data;
    const ends = events.flatMap((later) => {
      if (later.type === 'PledgeReleased' && later.data.pledgeId === pledgeId) return later.data.on;
      const isIn = later.type === 'RightTransferred';
      return isIn && later.data.dischargedPledgeIds.includes(pledgeId) ? later.data.on : [];
    });
    const isLive = on <= day && day <= terms.until && !ends.some((end) => end <= day);
    return isLive ? [pledgeId] : [];
  });
  return {
    entries: stands.map(({ holdingId }) => holdingId).sort(),
    pledges: pledges.sort(),
    grants: grantsHeldOn(events, day, new Set(stands.map(({ holdingId }) => holdingId))),
  };
};

/** A grant holds where it, every grant above it, and something of its entry do. */
const grantsHeldOn = (
  events: readonly TitleEvent[],
  day: string,
  standing: ReadonlySet<string>,
): readonly string[] => {
  const grants = events.flatMap(({ type, data }) => (type === 'RightGranted' ? [data] : []));
  const hasEnded = (grantId: string): boolean =>
    events.some(
      ({ type, data }) => type === 'GrantEnded' && data.grantId === grantId && data.on <= day,
    );
  const goesOn = (holdingId: string): boolean =>
    standing.has(holdingId) ||
    events.some(({ type, data }) => {
      if (type !== 'RightTransferred' || data.fromHoldingId !== holdingId) return false;
      const next = data.remaining === undefined ? [data.to] : [data.to, data.remaining];
      return data.on <= day && next.some((entry) => goesOn(entry.holdingId));
    });
  const holds = (grantId: string): boolean => {
    const grant = grants.find((one) => one.grantId === grantId);
    if (grant === undefined || hasEnded(grantId)) return false;
    const { terms, parentGrantId, holdingId } = grant;
    const inTime = terms.from <= day && day <= (terms.until ?? '9999-12-31');
    const above = parentGrantId === undefined ? goesOn(holdingId) : holds(parentGrantId);
    return inTime && above;
  };
  return grants
    .map(({ grantId }) => grantId)
    .filter(holds)
    .sort();
};

const answered = (title: Title, day: string) => {
  const at = instantOf(day);
  return {
    entries: [...title.entries.values()]
      .filter((entry) => entryStands(entry, at))
      .map(({ holdingId }) => holdingId)
      .sort(),
    pledges: [...title.pledges.values()]
      .filter((pledge) => pledgeStanding(pledge, at) === 'registered')
      .map(({ pledgeId }) => pledgeId)
      .sort(),
    grants: [...title.grants.values()]
      .filter((grant) => grantStands(title, grant, at))
      .map(({ grantId }) => grantId)
      .sort(),
  };
};

describe('the two clocks', () => {
  it('answer for every day and every point of the log what the events say', () =>
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.integer({ min: -30, max: 90 }), { minLength: 1, maxLength: 5 }),
        (commands, offsets) => {
          const { events, titles } = played(commands);
          titles.forEach((title, known) => {
            for (const offset of offsets) {
              const day = addDays('2026-11-23', offset);
              expect(answered(title, day)).toEqual(heldOn(events.slice(0, known + 1), day));
            }
          });
        },
      ),
      { numRuns: runs },
    ));
});
