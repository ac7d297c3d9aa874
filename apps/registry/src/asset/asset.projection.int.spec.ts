import { described, partner } from '@ledger/domain/asset/testing/application.js';
import fc from 'fast-check';
import { AssetStory } from '../../../../test/support/asset-story.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetFold } from './asset.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(assetFold);
});
afterAll(() => check.close());
beforeEach(() => check.empty());

const steps = ['accept', 'reject', 'register', 'certify'] as const;
const lives = fc.array(fc.array(fc.constantFrom(...steps), { maxLength: 5 }), { maxLength: 5 });

describe('the table of assets', () => {
  it('is the fold of the log, whatever happened and wherever it is cut', () =>
    fc.assert(
      fc.asyncProperty(lives, fc.array(fc.integer({ min: 1, max: 4 })), async (played, runs) => {
        await check.empty();
        const story = new AssetStory();
        for (const life of played) {
          const assetId = await story.submit();
          for (const step of life) await story[step](assetId).catch(() => undefined);
        }
        const events = await story.events();
        await check.apply(events, ...runs);
        await check.apply(events);
        expect(await check.rows()).toEqual(foldedRows(assetFold, events));
      }),
      { numRuns: 25 },
    ));

  it('shows how far an asset has come', async () => {
    const story = new AssetStory();
    const assetId = await story.submit({
      description: { ...described({}).description, industry: 'J66' },
    });
    await story.accept(assetId);
    story.now = '2026-11-21T16:00:00.000Z';
    await story.register(assetId);
    await story.certify(assetId);
    await check.apply(await story.events());
    expect((await check.rows()).get(assetId)).toMatchObject({
      state: 'registered',
      industry: 'J66',
      registeredAt: '2026-11-21T16:00:00.000000Z',
      registeredOn: '2026-11-22',
      certificateNo: 'N3f2a1b0c202611000001',
      appliedPosition: 1,
      version: 4,
      lastPosition: 4,
    });
  });

  it('keeps the place in lists of an application that was corrected', async () => {
    const story = new AssetStory();
    const assetId = await story.submit();
    await story.submit({ applicantPartyId: partner, registrarPartyId: partner, ...ownedByPartner });
    await story.reject(assetId);
    await story.submit(described({ name: '更正后的名称' }, { assetId }));
    await check.apply(await story.events());
    expect((await check.rows()).get(assetId)).toMatchObject({
      state: 'submitted',
      rejectionGround: null,
      appliedPosition: 1,
      description: { name: '更正后的名称' },
    });
  });
});

const ownedByPartner = {
  rights: [
    {
      holdingId: 'holding-9',
      right: 'holding',
      holders: [{ partyId: partner }],
      basis: '自行采集',
      from: '2026-01-01',
    },
  ],
  parties: [{ partyId: partner, version: 1 }],
} as const;
