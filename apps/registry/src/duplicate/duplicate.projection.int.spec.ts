import type { ClaimedAsset } from '@ledger/domain/fingerprint/claimed-asset.js';
import { noStream } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { newEvent } from '@ledger/event-store/testing/new-event.js';
import fc from 'fast-check';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetSketchFold } from './asset-sketch.projection.js';
import { duplicateIdOf } from './duplicate-id.js';
import { duplicateFold } from './duplicate.projection.js';

const at = '2026-11-22T02:00:00.000Z';
const claimed = (n: number): ClaimedAsset => ({
  assetId: `00000000-0000-4000-8000-0000000000a${n}`,
  applicantPartyId: `00000000-0000-5000-8000-0000000000b${n}`,
  registrarPartyId: `00000000-0000-5000-8000-0000000000c${n}`,
  registeredPosition: 10 * n,
});
/** Pairs of an earlier and a later asset. */
const pairs = [
  [claimed(1), claimed(2)],
  [claimed(1), claimed(3)],
  [claimed(2), claimed(3)],
] as const;
type Pair = (typeof pairs)[number];

interface Said {
  readonly pair: Pair;
  readonly type: string;
  readonly permille: number;
}

const lives: fc.Arbitrary<readonly Said[]> = fc.array(
  fc.record({
    pair: fc.constantFrom(...pairs),
    type: fc.constantFrom(
      'ContentClaimed',
      'ContentClaimedAgain',
      'SimilarPairNoticed',
      'DuplicateNoticed',
      'DuplicateResolved',
      'AssetRegistered',
    ),
    permille: fc.integer({ min: 700, max: 1_000 }),
  }),
  { minLength: 1, maxLength: 25 },
);

const eventOf = ({ pair: [earlier, later], type, permille }: Said) => {
  const { assetId, registrarPartyId } = later;
  const duplicateId = duplicateIdOf(later, earlier);
  const onAsset = { assetId, registrarPartyId, duplicateId, duplicateNo: 1 };
  switch (type) {
    case 'ContentClaimed':
      return { stream: 'claim-content-ab', data: { contentDigest: 'ab', claimant: earlier } };
    case 'ContentClaimedAgain': {
      const sides = { claimant: later, earlier, later };
      return { stream: 'claim-content-ab', data: { contentDigest: 'ab', ...sides } };
    }
    case 'SimilarPairNoticed': {
      const similar = { similarityPermille: permille, sketchVersion: 1, policyVersion: 1 };
      return { stream: `claim-similar-${duplicateId}`, data: { earlier, later, ...similar } };
    }
    case 'DuplicateNoticed': {
      const basis = { basis: 'similarity', similarityPermille: permille };
      return { stream: `asset-${assetId}`, data: { ...onAsset, ...basis } };
    }
    case 'DuplicateResolved': {
      const decision = permille > 850 ? 'upheld' : 'unfounded';
      return { stream: `asset-${assetId}`, data: { ...onAsset, decision, reason: '核查' } };
    }
    default:
      return { stream: `asset-${assetId}`, data: { assetId, rights: [] } };
  }
};

const recorded = async (
  all: readonly { readonly type: string; readonly stream: string; readonly data: object }[],
): Promise<readonly RecordedEvent[]> => {
  const log = new InMemoryEventLog({ now: () => at });
  const heads = new Map<string, Parameters<typeof log.append>[1]>();
  for (const { type, stream, data } of all) {
    const event = newEvent({ type, data: data as never });
    heads.set(stream, (await log.append(stream, heads.get(stream) ?? noStream, [event])).head);
  }
  const { events } = await log.readAll(0, 1_000);
  await log.close();
  return events;
};

describe('the table of duplicates', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(duplicateFold);
  });
  afterAll(() => check.close());

  it('is the fold of the log and what a rebuild makes, however it is cut and applied again', () =>
    fc.assert(
      fc.asyncProperty(
        lives,
        fc.array(fc.nat({ max: 8 }), { maxLength: 4 }),
        async (life, runs) => {
          await check.empty();
          const events = await recorded(
            life.map((said) => ({ type: said.type, ...eventOf(said) })),
          );
          await check.apply(events, ...runs);
          const rows = await check.rows();
          expect(rows).toEqual(foldedRows(duplicateFold, events));
          expect(await check.rebuilt(events)).toEqual(rows);
          await check.apply(events);
          expect(await check.rows()).toEqual(rows);
          // A pair is there once it was noticed, from the first notice on, by whatever it was.
          const noticed = life.filter(
            ({ type }) => type === 'ContentClaimedAgain' || type === 'SimilarPairNoticed',
          );
          const ids = noticed.map(({ pair: [earlier, later] }) => duplicateIdOf(later, earlier));
          expect(new Set(rows.keys())).toEqual(new Set(ids));
        },
      ),
      { numRuns: 30 },
    ));

  it('tells what was noticed, barred and decided', async () => {
    await check.empty();
    const [earlier, later] = pairs[0];
    const life = ['ContentClaimedAgain', 'DuplicateNoticed', 'DuplicateResolved'];
    const said = life.map((type) => ({ pair: pairs[0], type, permille: 900 }));
    await check.apply(await recorded(said.map((one) => ({ type: one.type, ...eventOf(one) }))));
    const [row] = (await check.rows()).values();
    expect(row).toMatchObject({
      laterAssetId: later.assetId,
      earlierAssetId: earlier.assetId,
      basis: 'content',
      similarityPermille: 1_000,
      duplicateNo: 1,
      decision: 'upheld',
      noticedPosition: 1,
      lastPosition: 3,
    });
  });
});

describe('the table of sketches', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(assetSketchFold);
  });
  afterAll(() => check.close());

  const stated = fc.record(
    { contentDigest: fc.constantFrom('aa', 'bb'), fields: fc.constant(['编号', '名称']) },
    { requiredKeys: ['contentDigest'] },
  );
  const facts = fc.array(
    fc.record({
      n: fc.constantFrom(1, 2),
      type: fc.constantFrom(
        'ApplicationSubmitted',
        'ApplicationSupplemented',
        'AssetRegistered',
        'RegistrationChanged',
        'ApplicationAccepted',
      ),
      fingerprint: fc.option(stated, { nil: undefined }),
      name: fc.constantFrom('用电信息', '物流轨迹'),
    }),
    { minLength: 1, maxLength: 20 },
  );

  it('is the fold of the log and what a rebuild makes, however it is cut and applied again', () =>
    fc.assert(
      fc.asyncProperty(
        facts,
        fc.array(fc.nat({ max: 8 }), { maxLength: 3 }),
        async (life, runs) => {
          await check.empty();
          const events = await recorded(
            life.map(({ n, type, fingerprint, name }) => {
              const { assetId, applicantPartyId, registrarPartyId } = claimed(n);
              const description = { name, summary: '说明', ...(fingerprint && { fingerprint }) };
              const sides = { assetId, applicantPartyId, registrarPartyId };
              const data = { ...sides, scheme: { name: 'shenzhen', version: 1 }, description };
              return { type, stream: `asset-${assetId}`, data };
            }),
          );
          await check.apply(events, ...runs);
          const rows = await check.rows();
          expect(rows).toEqual(foldedRows(assetSketchFold, events));
          expect(await check.rebuilt(events)).toEqual(rows);
          await check.apply(events);
          expect(await check.rows()).toEqual(rows);
        },
      ),
      { numRuns: 20 },
    ));
});
