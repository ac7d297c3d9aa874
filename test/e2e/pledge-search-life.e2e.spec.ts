import { keysOf, verifyCertificate, type Trust } from '@ledger/tools/verify/certificate.js';
import { organisations } from '../support/apps.js';
import { by, type Who } from '../support/asset-api.js';
import { cny, lenderOf, TitleStory, type StoryAsset } from '../support/title-story.js';

const { lender, secondLender } = organisations;
const theLender = lenderOf(lender);
const theSecond = lenderOf(secondLender);
const digest = 'cd'.repeat(32);

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1);
});
afterAll(() => story.close());

interface Found {
  readonly subordinations?: readonly object[];
  readonly items: readonly {
    readonly id: string;
    readonly state: string;
    readonly stands: boolean;
    readonly ordinal: number;
    readonly remaining: object;
    readonly events: readonly number[];
  }[];
}

/** Another person of the organisation: people are told apart by their tokens. */
const another: Who = [lender, 'lender', 'auditor'];

const act = (who: Who, id: string, step: string, body: object = {}) =>
  story.post(who, `/v1/pledges/${id}/${step}`, body);

const get = (path: string) => story.app().http.get(path);

const trust = async (): Promise<Trust> => {
  const { text } = await get('/.well-known/jwks.json');
  const { body } = await get('/v1/log/keys');
  const { keys } = body as { keys: { verifier: string }[] };
  return { keys: keysOf(text), logKeys: keys.map(({ verifier }) => verifier) };
};

/** What a certificate about an asset says now; it verifies offline, and its print is there. */
const searched = async ({ assetId }: StoryAsset) => {
  const asked = { assetId, purpose: '贷前调查' };
  const answer = await story.post(theLender, '/v1/pledge-searches', asked);
  expect(answer.status).toBe(201);
  const { no } = answer.body as { no: string };
  const bytes = Buffer.from((await get(`/v1/pledge-searches/${no}`)).text);
  expect(verifyCertificate(bytes, await trust())).toMatchObject({ faults: [], no });
  expect((await get(`/v1/pledge-searches/${no}.pdf`).buffer(true)).status).toBe(200);
  const { statement } = JSON.parse(bytes.toString()) as {
    statement: { result: { titles: Found[] } };
  };
  return { no, bytes, title: statement.result.titles[0]! };
};

const twoPledges = async () => {
  const asset = await story.asset();
  await story.letIn(asset);
  await story.letIn(asset, secondLender);
  const first = (await story.pledge(asset, theLender)).body.id as string;
  const second = (await story.pledge(asset, theSecond)).body.id as string;
  return { asset, first, second };
};

describe('a search after a subordination', () => {
  it('tells the agreement beside the order of registration, which stays', async () => {
    const { asset, first, second } = await twoPledges();
    const before = await searched(asset);
    expect(before.title).not.toHaveProperty('subordinations');
    const agreed = { toPledgeId: second, contractDigest: digest };
    const done = await act(theLender, first, 'subordination', agreed);
    const { subordinationId } = done.body as { subordinationId: string };
    const { title } = await searched(asset);
    expect(title.items.map(({ id, ordinal }) => [id, ordinal])).toEqual([
      [first, 1],
      [second, 2],
    ]);
    expect(title.subordinations).toMatchObject([
      { id: subordinationId, pledgeId: first, toPledgeId: second },
    ]);
    const { event } = title.subordinations?.[0] as { event: number };
    expect(title.items[0]?.events).toContain(event);
    const since = await get(`/v1/pledge-searches/${before.no}/verification?changedSince=true`);
    expect(since.body).toMatchObject({ genuine: true, since: { changed: true } });
    expect(verifyCertificate(before.bytes, await trust()).faults).toEqual([]);
  });
});

describe('a search after an enforcement', () => {
  it('tells who has been paid out and who still stands', async () => {
    const { asset, first, second } = await twoPledges();
    const claims = [
      { pledgeId: first, costs: cny('0.00'), interest: cny('0.00'), principal: cny('600000.00') },
    ];
    const sold = { ground: '到期未还', method: 'auction', documentDigest: digest };
    const proposed = await act(theLender, first, 'enforcement', {
      ...sold,
      proceeds: cny('600000.00'),
      claims,
    });
    const { proposalId } = proposed.body as { proposalId: string };
    expect((await searched(asset)).title.items[0]).toMatchObject({ state: 'registered' });
    const approved = await act(another, first, `proposals/${proposalId}/approval`);
    expect(approved.body).toMatchObject({ state: 'enforced' });
    const { title } = await searched(asset);
    expect(
      title.items.map(({ id, state, stands, ordinal }) => [id, state, stands, ordinal]),
    ).toEqual([
      [first, 'enforced', false, 0],
      [second, 'registered', true, 1],
    ]);
    const order = { authority: '某市中级人民法院', documentDigest: digest, reason: '生效判决' };
    await act(by('registrar'), second, 'cancellation-by-order', order);
    const later = await searched(asset);
    expect(later.title.items.map(({ stands }) => stands)).toEqual([false, false]);
  });
});
