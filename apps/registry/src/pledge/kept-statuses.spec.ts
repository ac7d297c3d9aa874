import type { AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { steadyUntil } from '@ledger/domain/title/steady.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { histories, played } from '@ledger/domain/title/testing/title-histories.js';
import {
  assetId,
  bank,
  buyer,
  cny,
  fact,
  lender,
  now,
  operation,
  opened,
  otherLender,
  reservation,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import {
  evolveTitle,
  initialTitle,
  titleStream,
  type Title,
} from '@ledger/domain/title/title.state.js';
import { noValuations, type ValuationState } from '@ledger/domain/valuation/valuation.state.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import fc from 'fast-check';
import { KeptStatuses } from './kept-statuses.js';
import { pledgeStatus } from './pledge-status.answer.js';

const runs = 200;
const dayMs = 24 * 3_600_000;
const after = (ms: number, from = now): string => new Date(Date.parse(from) + ms).toISOString();

/** Close together, so that much turns in the day that is looked at. */
const moments = fc.integer({ min: 0, max: 2 * dayMs });

const few = fc.integer({ min: 1, max: 3 });

/** What of a title stands from an instant to an instant, and not from day to day. */
const kept: fc.Arbitrary<TitleEvent> = fc.oneof(
  fc.record({ n: few, from: moments, length: moments }).map(({ n, from, length }) =>
    fact('LicenceReserved', {
      ...reservation(`reservation-${n}`),
      reservedAt: after(from),
      expiresAt: after(from + length),
      policyVersion: 1,
    }),
  ),
  fc.record({ n: few, at: moments }).map(({ n, at }) =>
    fact('ReservationReleased', {
      reservationId: `reservation-${n}`,
      orderId: `order-of-reservation-${n}`,
      reason: 'cancelled',
      releasedAt: after(at),
    }),
  ),
  fc.record({ n: few, from: moments, length: moments }).map((some) =>
    fact('RegistrationReserved', {
      registrationReservationId: `kept-${some.n}`,
      holdingId: operation,
      lenderPartyId: lender,
      authorisationId: 'authorisation-1',
      reservedAt: after(some.from),
      until: after(some.from + some.length),
      renewal: 0,
      policyVersion: 1,
    }),
  ),
  fc.record({ n: few, at: moments }).map(({ n, at }) =>
    fact('RegistrationReservationEnded', {
      registrationReservationId: `kept-${n}`,
      endedAt: after(at),
    }),
  ),
);

const valuation = fc
  .record({ n: fc.integer({ min: 1, max: 9 }), ended: fc.option(moments), days: fc.nat(3) })
  .map(({ n, ended, days }): ValuationState['valuations'][number] => ({
    ...{ valuationId: `v-${n}`, reportNumber: '一', firmPartyId: 'firm', purpose: 'pledge' },
    ...{ valueType: 'market', rightsValued: ['operation'], value: cny(`${n}000000.00`) },
    ...{ baseDate: '2026-11-01', issuedOn: shanghaiDate(now) },
    validUntil: shanghaiDate(after(days * dayMs)),
    ...(ended !== null && { ended: { how: 'withdrawn', at: after(ended) } }),
  }));

interface Ids {
  readonly reservationId: string;
  readonly registrationReservationId?: string;
}

/** A title with its asset and appraisals at some point of a random life. */
interface Story {
  readonly title: Title;
  readonly asset: AssetState;
  readonly valuations: ValuationState;
}

const stories: fc.Arbitrary<Story> = fc
  .record({
    commands: histories,
    facts: fc.array(kept, { maxLength: 6 }),
    valuations: fc.array(valuation, { maxLength: 3 }),
    days: fc.nat(3),
  })
  .map(({ commands, facts, valuations, days }) => {
    const before = played(commands);
    const open = new Set(before.titles.at(-1)?.registrationReservations.keys());
    const sound = facts.filter(({ data }) => {
      const { reservationId, registrationReservationId = reservationId } = data as Ids;
      return 'reservedAt' in data
        ? open.add(registrationReservationId)
        : open.has(registrationReservationId);
    });
    const events = [...before.events, ...sound];
    const asset = { status: 'registered', validUntil: shanghaiDate(after(days * dayMs)) };
    return {
      title: events.reduce<Title>(evolveTitle, initialTitle()),
      asset: asset as AssetState,
      valuations: { ...noValuations, valuations },
    };
  });

const sheetAt = ({ title, asset, valuations }: Story, at: string) => ({
  asOf: 9,
  at,
  title: resolved(title, shanghaiDate(at)),
  version: title.version,
  instant: () => now,
  asset: { state: asset, version: 3, position: 3 },
  valuations,
  classOf: () => undefined,
});

const readers = [
  { partyId: bank, roles: ['manager'] },
  { partyId: buyer, roles: ['manager'] },
  { partyId: lender, roles: ['lender'] },
  { partyId: otherLender, roles: ['lender', 'manager'] },
] as const;

/** All that these readers are told at an instant, but the instant itself. */
const told = (story: Story, at: string): unknown =>
  readers.map((reader) => {
    const sheet = sheetAt(story, at);
    const sight = sightOf(sheet.title, reader, at);
    const roles: readonly string[] = reader.roles;
    const lends = roles.includes('lender');
    const asking = { at, partyId: reader.partyId, seesContracts: sight === 'full', lends };
    return { sight, answer: { ...pledgeStatus(assetId, sheet, asking), at: '' } };
  });

describe('until when the clock leaves an answer as it is', () => {
  it('is never too late, whatever the title has been through and whoever asks', () =>
    fc.assert(
      fc.property(
        stories,
        moments,
        fc.double({ min: 0, max: 1, noNaN: true }),
        (story, ms, part) => {
          const at = after(ms);
          const from = Date.parse(at);
          const until = steadyUntil(story.title, story.valuations, at);
          expect(until).toBeGreaterThan(from);
          expect(until).toBeLessThanOrEqual(from + dayMs);
          const then = told(story, at);
          const between = Math.floor(from + (until - 1 - from) * part);
          for (const moment of [between, until - 1]) {
            expect(told(story, new Date(moment).toISOString())).toEqual(then);
          }
        },
      ),
      { numRuns: runs },
    ));

  it('is the instant at which something is no longer kept for somebody, or midnight', () => {
    const reserved = fact('LicenceReserved', {
      ...reservation(),
      ...{ reservedAt: now, expiresAt: after(1_000), policyVersion: 1 },
    });
    const title = [opened(), reserved].reduce<Title>(evolveTitle, initialTitle());
    const midnight = Date.parse('2026-11-23T16:00:00.000Z');
    expect(steadyUntil(title, noValuations, now)).toBe(Date.parse(now) + 1_000);
    expect(steadyUntil(title, noValuations, after(999))).toBe(Date.parse(now) + 1_000);
    expect(steadyUntil(title, noValuations, after(1_000))).toBe(midnight);
    const next = new Date(midnight).toISOString();
    expect(steadyUntil(title, noValuations, next)).toBe(midnight + dayMs);
  });

  it('knows the instant at which what is kept for a lender was given up', () => {
    const given = fact('RegistrationReserved', {
      ...{ registrationReservationId: 'kept-1', holdingId: operation, lenderPartyId: lender },
      ...{ authorisationId: 'authorisation-1', renewal: 0, policyVersion: 1 },
      ...{ reservedAt: now, until: after(9_000) },
    });
    const over = fact('RegistrationReservationEnded', {
      ...{ registrationReservationId: 'kept-1', endedAt: after(2_000) },
    });
    const title = [opened(), given, over].reduce<Title>(evolveTitle, initialTitle());
    expect(steadyUntil(title, noValuations, now)).toBe(Date.parse(now) + 2_000);
    expect(steadyUntil(title, noValuations, after(2_000))).toBe(Date.parse(now) + 9_000);
  });
});

describe('an answer that was kept', () => {
  const caller = (partyId: string, ...roles: Caller['roles']): Caller => ({
    ...{ person: 'token-1', org: '91440300MADX00019R', register: 'uscc', partyId, roles },
  });
  const holder = caller(bank, 'manager');
  const title = [opened()].reduce<Title>(evolveTitle, initialTitle());
  const story = { title, asset: { status: 'registered' } as AssetState, valuations: noValuations };

  const keeping = () => {
    const world = { head: 9, now, versions: new Map([[titleStream(assetId), 1]]) };
    const loop = { versions: () => Promise.resolve(world) } as unknown as CommandLoop;
    const statuses = new KeptStatuses(loop, { now: () => world.now });
    const sheet = { ...sheetAt(story, now), sight: 'full' as const };
    const asking = { at: now, partyId: bank, seesContracts: true, lends: false };
    const answer = pledgeStatus(assetId, sheet, asking);
    const versions = new Map(world.versions);
    const json = statuses.keep(answer, { ...sheet, versions } as never, holder);
    const find = async (id = assetId, who = holder) => {
      const kept = statuses.of(id, who);
      return kept && statuses.now(kept);
    };
    return { world, statuses, find, answer, json };
  };
  const read = (json: Buffer | undefined): unknown => JSON.parse(String(json));

  it('is told with the position and the instant of the question, word for word else', async () => {
    const { world, find, answer, json } = keeping();
    expect(read(json)).toEqual(JSON.parse(JSON.stringify(answer)));
    world.head = 12;
    world.now = after(5_000);
    const found = await find();
    expect(found).toMatchObject({ titleVersion: 1, asOf: 12 });
    const again = { ...answer, asOf: 12, at: after(5_000) };
    expect(read(found?.json)).toEqual(JSON.parse(JSON.stringify(again)));
  });

  it('is not told when a stream that it rests on has moved on', async () => {
    const { world, find } = keeping();
    world.versions.set(titleStream(assetId), 2);
    expect(await find()).toBeUndefined();
  });

  it('is not told from the instant on at which the clock may change it, nor of before', async () => {
    const { world, find } = keeping();
    world.now = '2026-11-23T15:59:59.999Z';
    expect(await find()).toBeDefined();
    world.now = '2026-11-23T16:00:00.000Z';
    expect(await find()).toBeUndefined();
    world.now = after(-1);
    expect(await find()).toBeUndefined();
  });

  it('is not told to another organisation, in other roles, or of another asset', () => {
    const { statuses } = keeping();
    expect(statuses.of(assetId, holder)).toMatchObject({ sight: 'full' });
    const asked = [
      statuses.of(assetId, caller(lender, 'manager')),
      statuses.of(assetId, caller(bank, 'manager', 'auditor')),
      statuses.of('another', holder),
    ];
    expect(asked).toEqual([undefined, undefined, undefined]);
  });
});
