import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { idOf, lenderOf, licence, TitleStory, type StoryAsset } from '../support/title-story.js';

const { buyer, lender } = organisations;
const manager = by('manager');
const theLender = lenderOf(lender);
const many = 200;

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(2);
});
afterAll(() => story.close());

const exclusiveGrant = ({ path, operation }: StoryAsset, n: number) =>
  story.post(
    manager,
    `${path}/grants`,
    {
      holdingId: operation,
      granteePartyId: idOf(buyer),
      terms: { ...licence, exclusive: true },
    },
    {},
    n,
  );

const times = <T>(n: number, make: (n: number) => Promise<T>): Promise<T[]> =>
  Promise.all(Array.from({ length: n }, (_, index) => make(index)));

interface StatusPledge {
  readonly id: string;
  readonly ordinal?: number;
}

const pledgesOf = async (asset: StoryAsset, n: number): Promise<readonly StatusPledge[]> => {
  const { status, body } = await story.status(asset, theLender, n);
  expect(status).toBe(200);
  const { entries } = body as { entries: { holdingId: string; pledges: StatusPledge[] }[] };
  return entries.find(({ holdingId }) => holdingId === asset.operation)?.pledges ?? [];
};

describe('two registries on one log', () => {
  it(`let one of ${many} simultaneous exclusive grants win, and name it to the others`, async () => {
    const asset = await story.asset();
    const answers = await times(many, (n) => exclusiveGrant(asset, n));
    const won = answers.filter(({ status }) => status === 201);
    expect(won).toHaveLength(1);
    const lost = answers.filter(({ status }) => status === 409);
    expect(lost).toHaveLength(many - 1);
    const grantId = won[0]?.body.id as string;
    for (const { body } of lost) {
      expect(body).toMatchObject({ code: 'entry_exclusively_granted', obstacles: { grantId } });
    }
  });

  it('never go on refusing what the other has set free', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    for (let round = 0; round < 10; round++) {
      const [here, there] = [round, round + 1];
      const pledge = await story.pledge(asset, theLender, {}, {}, here);
      const { id } = pledge.body as { id: string };
      const refused = await exclusiveGrant(asset, there);
      expect(refused.body).toMatchObject({ code: 'entry_pledged', obstacles: { pledgeIds: [id] } });
      const release = `/v1/pledges/${id}/release`;
      expect((await story.post(theLender, release, { reason: '清偿' }, {}, here)).status).toBe(200);
      const free = await exclusiveGrant(asset, there);
      expect(free.body).toMatchObject({ version: expect.any(Number) as number });
      const end = `${asset.path}/grants/${free.body.id}/end`;
      expect((await story.post(manager, end, { reason: '终止' }, {}, here)).status).toBe(200);
    }
  });

  it('never miss in a pledge-status what was acknowledged before the question', async () => {
    const asset = await story.asset();
    await story.letIn(asset);
    // The model: what has been acknowledged so far, in the order in which acknowledgements came.
    const standing = new Set<string>();
    const over = new Set<string>();
    const leaving = new Set<string>();
    let writing = true;
    let asked = 0;
    let told = (): void => undefined;

    /** So that questions and writes go side by side, on whatever machine. */
    const askedSoOften = async (times: number): Promise<void> => {
      while (asked < times) {
        await new Promise<void>((resolve) => {
          const before = told;
          told = () => (before(), resolve());
        });
      }
    };
    const write = async (n: number): Promise<void> => {
      for (let round = 0; round < 15; round++) {
        await askedSoOften(2 * round);
        const { body } = await story.pledge(asset, theLender, {}, {}, n + round);
        const { id } = body as { id: string };
        standing.add(id);
        if (round % 3 === 0) continue;
        leaving.add(id);
        const release = `/v1/pledges/${id}/release`;
        await story.post(theLender, release, { reason: '清偿' }, {}, n + round + 1);
        standing.delete(id);
        over.add(id);
      }
    };
    const ask = async (n: number): Promise<void> => {
      for (let round = 0; writing; round++) {
        const mustStand = [...standing].filter((id) => !leaving.has(id));
        const mustBeOver = [...over];
        const seen = await pledgesOf(asset, n + round);
        const live = seen.flatMap(({ id, ordinal }) => (ordinal === undefined ? [] : [id]));
        expect(live).toEqual(expect.arrayContaining(mustStand));
        expect(live.filter((id) => mustBeOver.includes(id))).toEqual([]);
        asked += 1;
        told();
        told = () => undefined;
      }
    };
    const asking = times(6, ask);
    await times(8, write).finally(() => {
      writing = false;
    });
    await asking;
    expect(asked).toBeGreaterThan(20);
    expect((await pledgesOf(asset, 0)).length).toBe(8 * 15);
  });
});
