import { partyIdOf } from '@ledger/event-store/ids.js';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';

const { bank, buyer, lender, secondLender } = organisations;
const now = '2026-11-20T02:00:00.000Z';

let cluster: TestCluster;
let registry: RunningApp;
beforeAll(async () => {
  cluster = await createCluster({ clock: { now: () => now } });
  registry = await cluster.startRegistry();
});
afterAll(() => cluster.close());

const as = async (org: string, role: 'admin' | 'manager') => ({
  authorization: await cluster.bearer(org, role),
});
const get = async (path: string) => registry.http.get(path).set(await as(lender, 'manager'));
const adopt = async (
  name: string,
  body: object,
  who: string = bank,
  role: 'admin' | 'manager' = 'admin',
) =>
  registry.http
    .post(`/v1/policies/${name}/versions`)
    .set(await as(who, role))
    .send(body);

const designation = { schemes: ['shenzhen'], region: '44', digit: '1' };
const named = (more: object = {}) => ({
  ...{ partyId: partyIdOf('uscc', lender), content: designation, from: '2026-11-20' },
  ...{ reason: '列入名单', ...more },
});

describe('policies', () => {
  it('ship as version 1, once, however many processes start', async () => {
    await cluster.startRegistry();
    const { status, headers, body } = await get('/v1/policies/national-2026');
    expect([status, headers['etag'], body.version, body.versions.length]).toEqual([
      200,
      '"1"',
      1,
      1,
    ]);
    expect(body).toMatchObject({
      of: 'ledger',
      from: '1970-01-01',
      content: { publicity: { workingDays: 5 }, certificate: { prefix: 'SJ', serialDigits: 4 } },
      schema: { type: 'object', additionalProperties: false },
    });
    const log = cluster.openLog();
    const { events } = await log.readAll(0, 1_000);
    await log.close();
    const shipped = events.filter(({ type }) => type === 'PolicyAdopted');
    expect(new Set(shipped.map(({ stream }) => stream)).size).toBe(shipped.length);
  });

  it('are listed with their names in two languages', async () => {
    const { body } = await get('/v1/policies');
    expect(body.items).toContainEqual({
      name: 'working-days',
      titleZh: '工作日历',
      titleEn: 'Calendar of working days',
      of: 'ledger',
    });
  });

  it('change from a day on; the day before follows the version before', async () => {
    const calendar = (await get('/v1/policies/working-days')).body.content as {
      holidays: string[];
      makeUpDays: string[];
    };
    const content = { ...calendar, holidays: [...calendar.holidays, '2027-02-08'] };
    const answer = await adopt('working-days', { content, from: '2026-12-01', reason: '放假通知' });
    expect([answer.status, answer.body.id, answer.body.version]).toEqual([201, 'working-days', 2]);
    const before = await get('/v1/policies/working-days?on=2026-11-30');
    const after = await get('/v1/policies/working-days?on=2026-12-01');
    expect([before.body.version, after.body.version]).toEqual([1, 2]);
    expect(after.body.content.holidays).toContain('2027-02-08');
  });

  it('of a party are read by its id; a designation is no matter of its own', async () => {
    const own = await adopt('registrar', named(), lender, 'manager');
    expect([own.status, own.body.code]).toEqual([403, 'policy_not_own']);
    const none = await get(`/v1/policies/registrar?partyId=${partyIdOf('uscc', lender)}`);
    expect([none.status, none.body.code]).toEqual([404, 'policy_not_found']);
    expect((await adopt('registrar', named())).status).toBe(201);
    const { body } = await get(`/v1/policies/registrar?partyId=${partyIdOf('uscc', lender)}`);
    expect(body).toMatchObject({ of: 'party', version: 1, content: designation });
  });

  it('designate one registrar for each code of certificate numbers, the next when it is given up', async () => {
    const code = { ...designation, digit: '6' };
    const of = (org: string, more: object = {}) =>
      adopt('registrar', { ...named({ content: code, ...more }), partyId: partyIdOf('uscc', org) });
    const refused = async (org: string) => {
      const { status, body } = await of(org);
      expect([status, body.code, body.obstacles]).toEqual([
        409,
        'registrar_code_taken',
        { code: '446', partyId: partyIdOf('uscc', bank) },
      ]);
      const none = await get(`/v1/policies/registrar?partyId=${partyIdOf('uscc', org)}`);
      expect(none.status).toBe(404);
    };
    expect((await of(bank)).status).toBe(201);
    expect((await of(bank)).status).toBe(201);
    await refused(buyer);
    const elsewhere = { ...code, digit: '7' };
    expect((await of(bank, { content: elsewhere, from: '2026-11-21' })).status).toBe(201);
    await refused(buyer);
    expect((await of(bank, { content: { ...code, schemes: [] } })).status).toBe(201);
    expect((await of(buyer)).status).toBe(201);
    const again = await of(bank);
    expect([again.status, again.body.obstacles]).toEqual([
      409,
      { code: '446', partyId: partyIdOf('uscc', buyer) },
    ]);
  });

  it('designate whoever a registrar was merged into under its code', async () => {
    const heir = secondLender;
    const content = { ...designation, digit: '8' };
    const of = (org: string) =>
      adopt('registrar', { ...named({ content }), partyId: partyIdOf('uscc', org) });
    for (const org of [buyer, heir]) {
      const identifier = { kind: 'uscc', value: org };
      const party = { identifier, name: org, partyClass: 'enterprise' };
      const checked = { ...party, checkOverrideReason: '测试用代码' };
      const registered = registry.http.post('/v1/parties').set(await as(org, 'manager'));
      expect((await registered.send(checked)).status).toBe(201);
    }
    expect((await of(buyer)).status).toBe(201);
    expect((await of(heir)).body.code).toBe('registrar_code_taken');
    const merger = { kind: 'merger', successors: [{ partyId: partyIdOf('uscc', heir) }] };
    const noted = registry.http.post(`/v1/parties/${buyer}/succession`);
    const authorization = await cluster.bearer(bank, 'registrar');
    expect((await noted.set({ authorization }).send(merger)).status).toBe(200);
    expect((await of(heir)).status).toBe(201);
  });

  it.each([
    ['no-such', named(), 404, 'policy_not_found'],
    ['registrar', { ...named(), partyId: undefined }, 409, 'policy_owner_wrong'],
    [
      'registrar',
      named({ content: { ...designation, digit: '12' } }),
      400,
      'policy_content_invalid',
    ],
    [
      'registrar',
      named({ content: { ...designation, digit: '2' }, from: '2026-11-19' }),
      409,
      'policy_from_past',
    ],
  ])('refuse for %s with %j: %d %s', async (name, body, status, code) => {
    const answer = await adopt(name, body);
    expect([answer.status, answer.body.code]).toEqual([status, code]);
  });
});
