import { partyIdOf } from '@ledger/event-store/ids.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';

const { bank, lender, secondLender, buyer } = organisations;

let cluster: TestCluster;
let registry: RunningApp;
beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
});
afterAll(() => cluster.close());

const party = (value: string, more: object = {}) => ({
  identifier: { kind: 'uscc', value },
  name: '示例机构',
  partyClass: 'enterprise',
  ...more,
});

const post = async (path: string, bearer: string, body: object, key?: string) => {
  const request = registry.http.post(path).set('Authorization', bearer);
  return key === undefined ? request.send(body) : request.set('Idempotency-Key', key).send(body);
};

const get = (path: string, bearer: string) => registry.http.get(path).set('Authorization', bearer);

describe('registering and looking up an organisation', () => {
  it('lets a manager register his own, once', async () => {
    const manager = await cluster.bearer(bank, 'manager');
    const first = await post('/v1/parties', manager, party(bank));
    expect(first.status).toBe(201);
    expect(first.body).toEqual({
      id: partyIdOf('uscc', bank),
      version: 1,
      position: expect.any(Number) as number,
    });
    expect(first.headers).toMatchObject({
      etag: '"1"',
      location: `/v1/parties/${partyIdOf('uscc', bank)}`,
      'log-position': String(first.body.position),
    });
    const again = await post('/v1/parties', manager, party(bank.toLowerCase()));
    expect([again.status, again.body.version]).toEqual([201, 1]);
    const other = await post('/v1/parties', manager, party(bank, { name: '别的名称' }));
    expect([other.status, other.body.code]).toEqual([409, 'party_already_registered']);
  });

  it('is read by code and by id as soon as it is written', async () => {
    const manager = await cluster.bearer(bank, 'manager');
    const { body } = await post('/v1/parties', manager, party(bank));
    const byCode = await get(`/v1/parties/${bank}?after=${body.position}`, manager);
    expect([byCode.status, byCode.headers['etag']]).toEqual([200, '"1"']);
    expect(byCode.body).toMatchObject({
      partyId: body.id as string,
      identifier: { kind: 'uscc', value: bank },
      verified: false,
      particulars: { registeredAt: expect.stringMatching(/Z$/) as string },
    });
    const byId = await get(`/v1/parties/${body.id}`, manager);
    expect(byId.body).toEqual(byCode.body);
  });

  it('shows others only who it is and whether it is verified', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    await post('/v1/parties', registrar, party(secondLender));
    const path = `/v1/parties/${secondLender}`;
    const verified = await post(`${path}/verification`, registrar, { evidence: '营业执照副本' });
    expect([verified.status, verified.body.version]).toEqual([200, 2]);
    const outsider = await get(
      `${path}?after=${verified.body.position}`,
      await cluster.bearer(buyer, 'manager'),
    );
    expect(Object.keys(outsider.body as object).sort()).toEqual(
      [
        ...['country', 'identifier', 'name', 'names', 'partyClass', 'partyId'],
        'predecessorPartyIds',
        ...['verified', 'version'],
      ].sort(),
    );
    expect(outsider.body.verified).toBe(true);
    const auditor = await get(path, await cluster.bearer(buyer, 'auditor'));
    expect(auditor.body.particulars.evidence).toBe('营业执照副本');
  });

  it('keeps out who may not', async () => {
    const manager = await cluster.bearer(buyer, 'manager');
    const foreign = await post('/v1/parties', manager, party(lender));
    expect([foreign.status, foreign.body.code]).toEqual([403, 'not_own_organisation']);
    const auditor = await post('/v1/parties', await cluster.bearer(buyer, 'auditor'), party(buyer));
    expect([auditor.status, auditor.body.code]).toEqual([403, 'forbidden']);
    expect((await registry.http.post('/v1/parties').send(party(bank))).status).toBe(401);
    const verification = await post(`/v1/parties/${bank}/verification`, manager, { evidence: 'x' });
    expect(verification.status).toBe(403);
  });

  it('does not know what is not registered', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    for (const key of [
      buyer,
      'x',
      '行'.repeat(100),
      `%27%3B%20DROP%20TABLE`,
      partyIdOf('uscc', '1'),
    ]) {
      const found = await get(`/v1/parties/${encodeURIComponent(key)}`, registrar);
      expect([key, found.status, found.body.code]).toEqual([key, 404, 'party_not_found']);
    }
    const verification = await post(`/v1/parties/${buyer}/verification`, registrar, {
      evidence: '营业执照',
    });
    expect([verification.status, verification.body.code]).toEqual([404, 'party_not_found']);
  });
});

describe('identifiers', () => {
  it('whose check fails are taken only with a reason', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    const failing = '91440300MADX00019T';
    const refused = await post('/v1/parties', registrar, party(failing));
    expect([refused.status, refused.body.code]).toEqual([409, 'uscc_check_failed']);
    expect(refused.body.detail).toContain(failing);
    const taken = await post(
      '/v1/parties',
      registrar,
      party(failing, { checkOverrideReason: '营业执照所载即为此代码' }),
    );
    expect(taken.status).toBe(201);
    const { body } = await get(`/v1/parties/${failing}?after=${taken.body.position}`, registrar);
    expect(body.particulars.checkOverrideReason).toBe('营业执照所载即为此代码');
  });

  it('of natural persons are refused', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    for (const body of [
      party(buyer, { partyClass: 'naturalPerson' }),
      party('11010519491231002X'),
    ]) {
      const { status, body: problem } = await post('/v1/parties', registrar, body);
      expect([status, problem.code]).toEqual([409, 'natural_person_not_admitted']);
    }
  });
});

describe('an idempotency key', () => {
  it('records once, also when the request races itself, and stands for one body', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    const twins = await Promise.all(
      Array.from({ length: 10 }, () =>
        post('/v1/parties', registrar, party(lender), 'party-key-1'),
      ),
    );
    expect(new Set(twins.map(({ status }) => status))).toEqual(new Set([201]));
    expect(new Set(twins.map(({ body }) => JSON.stringify(body))).size).toBe(1);
    const replayed = await post('/v1/parties', registrar, party(lender), 'party-key-1');
    expect(replayed.headers['idempotency-replayed']).toBe('true');
    expect(replayed.body).toEqual(twins[0]?.body);
    const other = await post('/v1/parties', registrar, party(buyer), 'party-key-1');
    expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
    const unheard = await get(`/v1/parties/${buyer}`, registrar);
    expect(unheard.status).toBe(404);
  });
});

describe('bad input', () => {
  const bad: readonly (readonly [what: string, body: unknown])[] = [
    ['nothing', undefined],
    ['a list', []],
    ['no identifier', { name: 'x', partyClass: 'enterprise' }],
    ['a short code', party('91440300')],
    ['a long code', party('9'.repeat(10_000))],
    ['a code with O', party('9144O300MADX00019R')],
    ['a number for a code', party(91440300 as unknown as string)],
    ['an unknown register', { ...party(bank), identifier: { kind: 'duns', value: '1' } }],
    ['a malformed LEI', { ...party(bank), identifier: { kind: 'lei', value: 'x' } }],
    [
      'a Chinese register as foreign',
      { ...party(bank), identifier: { kind: 'foreign', value: 'CN:1' } },
    ],
    ['an empty name', party(bank, { name: ' ' })],
    ['a long name', party(bank, { name: '行'.repeat(10_000) })],
    ['a name of objects', party(bank, { name: { $ne: null } })],
    ['a null name', party(bank, { name: null })],
    ['NUL in a name', party(bank, { name: 'a\u0000b' })],
    ['half a surrogate in a name', party(bank, { name: '\ud800' })],
    ['an unknown class', party(bank, { partyClass: 'club' })],
    ['an unknown field', party(bank, { rank: 1 })],
    ['a prototype', JSON.parse('{"__proto__": {"x": 1}}')],
  ];

  it.each(bad)('%s is told what is wrong', async (_, body) => {
    const registrar = await cluster.bearer(lender, 'registrar');
    const request = registry.http.post('/v1/parties').set('Authorization', registrar);
    const answer = await (body === undefined ? request : request.send(body as object));
    expect(answer.status).toBe(400);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body.code).toMatch(/^[a-z_]+$/);
  });

  it('that is text for somebody else stays text', async () => {
    const registrar = await cluster.bearer(lender, 'registrar');
    const name = `'; DROP TABLE read.party; -- <script>alert(1)</script> \${7*7} {{7*7}}`;
    const taken = await post('/v1/parties', registrar, party(organisations.appraiser, { name }));
    expect(taken.status).toBe(201);
    const { body } = await get(
      `/v1/parties/${organisations.appraiser}?after=${taken.body.position}`,
      registrar,
    );
    expect(body.name).toBe(name);
  });
});
