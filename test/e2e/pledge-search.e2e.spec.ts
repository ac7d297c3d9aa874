import { keysOf, verifyCertificate, type Trust } from '@ledger/tools/verify/certificate.js';
import { createHash } from 'node:crypto';
import { organisations } from '../support/apps.js';
import { by } from '../support/asset-api.js';
import { storyDay } from '../support/clock.js';
import { idOf, lenderOf, licence, TitleStory, type StoryAsset } from '../support/title-story.js';

const { bank, buyer, lender, secondLender } = organisations;
const theLender = lenderOf(lender);
const purpose = '贷前调查';

let story: TitleStory;
beforeAll(async () => {
  story = await TitleStory.start(1);
});
afterAll(() => story.close());

const search = (body: object, who = theLender, headers: object = {}) =>
  story.post(who, '/v1/pledge-searches', { purpose, ...body }, headers);

const get = (path: string) => story.app().http.get(path);

/** The bytes of a certificate, by anybody. */
const bytesOf = async (no: string): Promise<Buffer> => {
  const answer = await get(`/v1/pledge-searches/${no}`);
  expect(answer.status).toBe(200);
  return Buffer.from(answer.text);
};

interface Stated {
  readonly query: object;
  readonly result: {
    readonly titles: readonly {
      readonly assetId: string;
      readonly items: readonly {
        readonly id: string;
        readonly exclusive?: boolean;
        readonly stands: boolean;
      }[];
    }[];
  };
}

const statementIn = (bytes: Buffer): Stated =>
  (JSON.parse(bytes.toString()) as { statement: Stated }).statement;

const trust = async (): Promise<Trust> => {
  const { text } = await get('/.well-known/jwks.json');
  const { body } = await get('/v1/log/keys');
  const keys = (body as { keys: { verifier: string }[] }).keys;
  return { keys: keysOf(text), logKeys: keys.map(({ verifier }) => verifier) };
};

const letIn = (asset: StoryAsset) => story.letIn(asset);

describe('a search by asset', () => {
  it('that finds nothing is a certificate of "none" which verifies offline', async () => {
    const asset = await story.asset();
    await letIn(asset);
    const answer = await search({ assetId: asset.assetId });
    expect(answer).toMatchObject({ status: 201, body: { finding: 'none', state: 'issued' } });
    const { no, certificateDigest } = answer.body as { no: string; certificateDigest: string };
    expect(answer.headers['location']).toBe(`/v1/pledge-searches/${no}`);
    const bytes = await bytesOf(no);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(certificateDigest);
    const verdict = verifyCertificate(bytes, await trust());
    expect(verdict).toMatchObject({ faults: [], no, finding: 'none' });
    expect(bytes.toString()).not.toContain(purpose);
    const printed = await get(`/v1/pledge-searches/${no}.pdf`).buffer(true);
    expect(printed).toMatchObject({ status: 200, type: 'application/pdf' });
    expect((await get('/v1/pledge-searches/nothing.pdf')).status).toBe(404);
  });

  it('proves every encumbrance, and stays the same when they end', async () => {
    const asset = await story.asset();
    await letIn(asset);
    const pledged = await story.pledge(asset, theLender);
    const { pledgeId } = pledged.body as { pledgeId: string };
    const bar = { ground: 'dispute', authority: '登记机构' };
    expect((await story.post(by('registrar'), `${asset.path}/bars`, bar)).status).toBe(201);
    const { body } = await search({ assetId: asset.assetId });
    const { no } = body as { no: string };
    expect(body).toMatchObject({ finding: 'encumbered' });
    const before = await bytesOf(no);
    const verified = await get(`/v1/pledge-searches/${no}/verification?changedSince=true`);
    expect(verified.body).toMatchObject({ genuine: true, faults: [], since: { changed: false } });
    const release = await story.post(theLender, `/v1/pledges/${pledgeId}/release`, {
      reason: '主债权已清偿',
    });
    expect(release.status).toBeLessThan(300);
    const since = await get(`/v1/pledge-searches/${no}/verification?changedSince=true`);
    expect(since.body).toMatchObject({ genuine: true, since: { changed: true } });
    const page = await get(`/v1/pledge-searches/${no}/verification.html`);
    expect([page.status, page.headers['content-language']]).toEqual([200, 'zh-CN']);
    expect(page.headers['content-security-policy']).toMatch(
      /^default-src 'none'; style-src 'sha256-/,
    );
    for (const words of [no, '>真实<', '有存续的负担', '已有新的记载']) {
      expect(page.text).toContain(words);
    }
    expect(page.text).not.toContain(pledgeId);
    const unknown = '/v1/pledge-searches/PS202611000001-0000000000000000/verification.html';
    const forged = await get(`${unknown}?language=en`);
    expect([forged.status, forged.type]).toEqual([404, 'text/html']);
    expect(forged.text).toContain('the certificate was not issued by this register');
    expect(JSON.stringify(since.body)).not.toContain(pledgeId);
    expect((await bytesOf(no)).equals(before)).toBe(true);
    const later = await search({ assetId: asset.assetId });
    const after = await bytesOf(later.body.no as string);
    expect(verifyCertificate(after, await trust()).faults).toEqual([]);
    expect(after.toString()).toContain('"state":"released"');
    const { statement } = JSON.parse(before.toString()) as {
      statement: { result: { titles: { items: { kind: string; stands: boolean }[] }[] } };
    };
    const items = statement.result.titles[0]?.items ?? [];
    expect(items.map(({ kind, stands }) => [kind, stands])).toEqual([
      ['pledge', true],
      ['bar', true],
    ]);
    expect(verifyCertificate(before, await trust()).faults).toEqual([]);
    const other = await get(`/v1/pledge-searches/${no}/verification?digest=${'0'.repeat(64)}`);
    expect(other.body).toMatchObject({ genuine: false, faults: ['another_file'] });
  });

  it('is made while others write to the title, and says exactly what stood at its position', async () => {
    const asset = await story.asset();
    await letIn(asset);
    const bar = { ground: 'dispute', authority: '登记机构' };
    const [found] = await Promise.all([
      search({ assetId: asset.assetId }),
      ...Array.from({ length: 8 }, () => story.post(by('registrar'), `${asset.path}/bars`, bar)),
    ]);
    expect(found.status).toBe(201);
    const verdict = verifyCertificate(await bytesOf(found.body.no as string), await trust());
    expect(verdict.faults).toEqual([]);
  });

  it('is not for those who may not see the asset', async () => {
    const asset = await story.asset();
    const answer = await search({ assetId: asset.assetId }, lenderOf(secondLender));
    expect(answer).toMatchObject({ status: 404, body: { code: 'title_not_found' } });
  });

  it('lists licences: an exclusive one encumbers until it is ended, any other does not', async () => {
    const asset = await story.asset();
    await letIn(asset);
    const given = async (exclusive: boolean, from: string, until: string) => {
      const terms = { ...licence, exclusive, from, until };
      const body = { holdingId: asset.operation, granteePartyId: idOf(buyer), terms };
      const answer = await story.post(by('manager'), `${asset.path}/grants`, body);
      expect(answer.status).toBe(201);
      return answer.body.id as string;
    };
    const found = async () => {
      const { body } = await search({ assetId: asset.assetId });
      const bytes = await bytesOf(body.no as string);
      expect(verifyCertificate(bytes, await trust()).faults).toEqual([]);
      expect((await get(`/v1/pledge-searches/${body.no}.pdf`).buffer(true)).status).toBe(200);
      const [title] = statementIn(bytes).result.titles;
      return [
        body.finding,
        title?.items.map(({ id, exclusive, stands }) => [id, exclusive, stands]),
      ];
    };
    const ordinary = await given(false, '2026-01-01', '2098-12-31');
    expect(await found()).toEqual(['none', [[ordinary, false, true]]]);
    const sole = await given(true, '2099-01-01', '2099-12-31');
    const both = [
      [ordinary, false, true],
      [sole, true, true],
    ];
    expect(await found()).toEqual(['encumbered', both]);
    const end = `${asset.path}/grants/${sole}/end`;
    expect((await story.post(by('manager'), end, { reason: '提前终止' })).status).toBe(200);
    both[1] = [sole, true, false];
    expect(await found()).toEqual(['none', both]);
  });

  it('asks for something', async () => {
    const { status, body } = await search({});
    const pointers = ['/assetId', '/certificateNo', '/pledgor', '/pledgorName'];
    expect([status, body.errors]).toMatchObject([400, pointers.map((pointer) => ({ pointer }))]);
  });

  it('searches all that is given as of one position; what names one thing twice must agree', async () => {
    const [asset, other] = [await story.asset(), await story.asset()];
    await letIn(asset);
    await letIn(other);
    await story.pledge(other, theLender);
    const asked = { assetId: asset.assetId, pledgor: bank, pledgorName: bank };
    const { status, body } = await search(asked);
    expect([status, body.finding]).toEqual([201, 'encumbered']);
    const bytes = await bytesOf(body.no as string);
    const { query, result } = statementIn(bytes);
    const pledgor = { partyId: idOf(bank), name: bank };
    expect(query).toEqual({ kind: 'asset', assetId: asset.assetId, pledgor });
    expect(result.titles[0]).toMatchObject({ assetId: asset.assetId, finding: 'none' });
    expect(result.titles.map(({ assetId }) => assetId)).toContain(other.assetId);
    expect(verifyCertificate(bytes, await trust()).faults).toEqual([]);
    expect((await get(`/v1/pledge-searches/${body.no}.pdf`).buffer(true)).status).toBe(200);
    const since = `/v1/pledge-searches/${body.no}/verification?changedSince=true`;
    expect((await get(since)).body).toMatchObject({ since: { changed: false } });
    await story.pledge(other, theLender);
    expect((await get(since)).body).toMatchObject({ since: { changed: true } });
  });

  it('refuses what names two things where one is meant, to whom the asset is there', async () => {
    const asset = await story.asset();
    const wrong = { assetId: asset.assetId, certificateNo: 'SJ4412026090001' };
    const hidden = await search(wrong);
    expect([hidden.status, hidden.body.code]).toEqual([404, 'title_not_found']);
    await letIn(asset);
    for (const asked of [wrong, { pledgor: bank, pledgorName: lender }]) {
      const { status, body } = await search(asked);
      expect([status, body.code, body.obstacles]).toEqual([
        ...[409, 'pledge_search_ways_differ'],
        { fields: Object.keys(asked) },
      ]);
    }
  });

  it('finds the asset of a certificate, for whom it is there', async () => {
    const asset = await story.asset();
    await story.cluster.settled();
    const { body } = await story.get(by('manager'), asset.path);
    const { certificateNo } = body as { certificateNo: string };
    const hidden = await search({ certificateNo });
    const nothing = await search({ certificateNo: 'SJ4412026090001' });
    expect([hidden.status, hidden.body.code]).toEqual([404, 'title_not_found']);
    expect([nothing.status, nothing.body.code]).toEqual([404, 'title_not_found']);
    await letIn(asset);
    const found = await search({ certificateNo });
    const bytes = await bytesOf(found.body.no as string);
    const { statement } = JSON.parse(bytes.toString()) as { statement: Record<string, unknown> };
    expect(statement).toMatchObject({
      query: { kind: 'asset', assetId: asset.assetId, certificateNo },
      names: {
        parties: expect.arrayContaining([
          { partyId: idOf(bank), name: bank, identifier: bank },
        ]) as object,
        assets: [{ assetId: asset.assetId, name: expect.any(String) as string }],
      },
    });
    expect(verifyCertificate(bytes, await trust()).faults).toEqual([]);
    expect((await get(`/v1/pledge-searches/${found.body.no}.pdf`).buffer(true)).status).toBe(200);
  });
});

describe('a search by pledgor', () => {
  it('is signed as computed, for the titles that the lender may see', async () => {
    const asset = await story.asset();
    await letIn(asset);
    await story.pledge(asset, theLender);
    const answer = await search({ pledgor: bank });
    expect(answer).toMatchObject({ status: 201, body: { finding: 'encumbered' } });
    const bytes = await bytesOf(answer.body.no as string);
    expect(bytes.toString()).toContain(asset.assetId);
    expect(verifyCertificate(bytes, await trust()).faults).toEqual([]);
    const stranger = await search({ pledgor: bank }, lenderOf(secondLender));
    expect(stranger).toMatchObject({ status: 201, body: { finding: 'none' } });
    const path = `/v1/pledge-searches/${answer.body.no}/verification?changedSince=true`;
    expect((await get(path)).body).toMatchObject({ since: { changed: false } });
    await story.pledge(asset, theLender);
    expect((await get(path)).body).toMatchObject({ since: { changed: true } });
    expect(idOf(bank)).toHaveLength(36);
  });

  it('finds it by any name that it ever had, typed as it may be; namesakes by their codes', async () => {
    const named = async (org: string, name: string) => {
      const from = storyDay;
      const answer = await story.post(by('registrar'), `/v1/parties/${org}/names`, { name, from });
      expect(answer.status).toBe(200);
    };
    await named(bank, '华东 示例（数据）银行 Co');
    for (const pledgorName of [bank, '华东示例(数据)银行CO', ` ${bank} `]) {
      const { status, body } = await search({ pledgorName });
      expect([pledgorName, status, body.finding]).toEqual([pledgorName, 201, 'encumbered']);
    }
    const part = await search({ pledgorName: '华东示例' });
    expect([part.status, part.body.code]).toEqual([404, 'party_not_found']);
    await named(buyer, '华东示例（数据）银行CO');
    const two = await search({ pledgorName: '华东示例（数据）银行co' });
    expect([two.status, two.body.code]).toEqual([409, 'pledgor_name_ambiguous']);
    expect((two.body.obstacles.codes as string[]).toSorted()).toEqual([bank, buyer].toSorted());
  });
});

describe('numbers', () => {
  it('follow one another without gaps, cannot be guessed, and are drawn once per key', async () => {
    const asset = await story.asset();
    await letIn(asset);
    const one = { 'idempotency-key': 'search-1' };
    const first = await search({ assetId: asset.assetId }, theLender, one);
    const again = await search({ assetId: asset.assetId }, theLender, one);
    const next = await search({ assetId: asset.assetId });
    expect(again.body).toEqual(first.body);
    const serial = (no: string) => Number(no.slice(8, 14));
    const [a, b] = [first.body.no as string, next.body.no as string];
    expect(serial(b)).toBe(serial(a) + 1);
    expect(a.split('-')[1]).not.toBe(b.split('-')[1]);
    const guessed = await get(`/v1/pledge-searches/${a.slice(0, -4)}0000`);
    expect(guessed).toMatchObject({ status: 404, body: { code: 'pledge_search_not_found' } });
    expect((await get('/v1/pledge-searches/nothing')).status).toBe(404);
  });
});
