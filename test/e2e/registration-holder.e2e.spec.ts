import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { storyDay } from '../support/clock.js';
import { idOf, type StoryAsset, TitleStory } from '../support/title-story.js';

const { bank, buyer, secondLender } = organisations;
const theBank = by('manager', bank);
const theBuyer = by('manager', buyer);
const stranger = by('manager', secondLender);
const registrar = by('registrar', bank);

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1);
});
afterAll(() => story.close());

const sell = async (asset: StoryAsset, ...rights: readonly string[]) => {
  const { entries } = (await story.get(registrar, `${asset.path}/title`)).body as {
    entries: readonly { right: string; holdingId: string }[];
  };
  for (const { right, holdingId } of entries.filter((entry) => rights.includes(entry.right))) {
    const moved = await story.post(theBank, `${asset.path}/transfers`, {
      holdingId,
      transferees: [{ partyId: idOf(buyer) }],
      contractDigest: '12'.repeat(32),
    });
    expect([right, moved.status]).toEqual([right, 201]);
  }
};

const grade = {
  label: { grade: 'general', category: 'business', origin: 'enterprise' },
  reason: '年度复评',
};
const quality = {
  ...{ assessedOn: storyDay, method: '抽样核对' },
  scores: {
    ...{ standardisation: '90', completeness: '90', accuracy: '90' },
    ...{ consistency: '90', timeliness: '90', accessibility: '90' },
  },
};
const ending = { ground: 'requested', reason: '数据已停止更新' };

/** What the holder of a registration does, each as [route, body]. */
const acts = [
  ['classification', grade],
  ['quality', quality],
  ['sources', { sources: [], reason: '没有来源' }],
] as const;

const answers = async (who: Who, { path }: StoryAsset) => {
  const codes: unknown[] = [];
  for (const [route, body] of acts) {
    const { status, body: answer } = await story.post(who, `${path}/${route}`, body);
    codes.push(status < 300 ? 'done' : (answer as { code: string }).code);
  }
  return codes;
};

describe('a registration of which everything was sold', () => {
  it('is kept by whoever bought it, and no longer by its applicant', async () => {
    const asset = await story.asset();
    expect(await answers(theBuyer, asset)).toEqual(acts.map(() => 'asset_not_found'));
    await sell(asset, 'operation', 'holding', 'processing');
    expect(await answers(theBank, asset)).toEqual(acts.map(() => 'not_the_holder'));
    expect(await answers(theBuyer, asset)).toEqual(acts.map(() => 'done'));
    expect(await answers(stranger, asset)).toEqual(acts.map(() => 'asset_not_found'));
  });

  it('is cancelled when its buyer asks, not when its seller does', async () => {
    const asset = await story.asset();
    await sell(asset, 'operation', 'holding', 'processing');
    const refused = await story.post(theBank, `${asset.path}/cancellation`, ending);
    expect([refused.status, refused.body.code]).toEqual([403, 'not_the_holder']);
    expect((await story.post(theBuyer, `${asset.path}/cancellation`, ending)).status).toBe(200);
    await story.cluster.settled();
    expect((await story.get(theBuyer, asset.path)).body).toMatchObject({ state: 'cancelled' });
  });
});

describe('a registration of which one right was sold', () => {
  it('is kept by both, and given up by neither alone', async () => {
    const asset = await story.asset();
    await sell(asset, 'operation');
    for (const who of [theBank, theBuyer]) {
      expect(await answers(who, asset)).toEqual(acts.map(() => 'done'));
      expect((await story.post(who, `${asset.path}/cancellation`, ending)).status).toBe(200);
      await story.cluster.settled();
      expect((await story.get(who, asset.path)).body).toMatchObject({ state: 'registered' });
    }
  });
});
