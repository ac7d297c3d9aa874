import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import type { CallerRole } from '@ledger/http/auth/caller.js';
import { createCluster, organisations } from '../support/apps.js';
import type { RunningApp, TestCluster } from '../support/apps.js';

const { bank, buyer } = organisations;
type Who = readonly [org: string, ...roles: CallerRole[]];
const manager: Who = [bank, 'manager'];

let now = '2026-12-31T02:00:00.000Z';
let cluster: TestCluster;
let exchange: RunningApp;
beforeAll(async () => {
  cluster = await createCluster({ clock: { now: () => now } });
  exchange = await cluster.startExchange();
});
afterAll(() => cluster.close());

const post = async (path: string, body: object, who = manager) =>
  exchange.http
    .post(path)
    .set({ authorization: await cluster.bearer(...who) })
    .send(body);
const get = async (path: string, who = manager) =>
  exchange.http.get(path).set({ authorization: await cluster.bearer(...who) });

const declaration = (more: object = {}) => ({
  on: '2026-12-31',
  destination: 'SG',
  receiver: '境外接收方',
  basis: 'belowThreshold',
  isImportant: false,
  persons: 60_000,
  sensitivePersons: 0,
  ...more,
});

describe('data that goes abroad', () => {
  it('is counted by exporter and year, and needs a stronger basis from the threshold on', async () => {
    expect((await post('/v1/exports', declaration())).status).toBe(201);
    const second = await post('/v1/exports', declaration());
    expect([second.status, second.body.code]).toEqual([409, 'export_basis_insufficient']);
    const paperless = await post('/v1/exports', declaration({ basis: 'standardContract' }));
    expect([paperless.status, paperless.body.code]).toEqual([409, 'export_document_required']);
    const contract = { basis: 'standardContract', documentDigest: 'd'.repeat(64) };
    const filed = await post('/v1/exports', declaration(contract));
    expect(filed.status).toBe(201);
    const year = await get('/v1/exports/2026');
    expect([year.headers['etag'], year.body]).toEqual([
      '"2"',
      expect.objectContaining({ persons: 120_000, exports: 2, version: 2 }),
    ]);
    const list = await get('/v1/exports/2026/declarations?limit=1');
    expect(list.body).toMatchObject({ items: [{ id: filed.body.id, isWithdrawn: false }] });
    const rest = await get(`/v1/exports/2026/declarations?limit=1&cursor=${list.body.next}`);
    expect(rest.body).toMatchObject({ items: [{ basis: 'belowThreshold' }] });
    const path = `/v1/exports/2026/declarations/${filed.body.id}/withdrawal`;
    expect((await post(path, { reason: '未实际出境' })).status).toBe(200);
    expect((await get('/v1/exports/2026')).body).toMatchObject({ persons: 60_000, exports: 1 });
  });

  it('is refused where basis and data do not agree', async () => {
    const cases: readonly (readonly [object, string])[] = [
      [{ isImportant: true, basis: 'necessity' }, 'export_important_unassessed'],
      [{ basis: 'noPersonalOrImportant' }, 'export_basis_contradicts_data'],
      [{ on: '2027-01-01' }, 'export_date_wrong'],
    ];
    for (const [more, code] of cases) {
      const { status, body } = await post('/v1/exports', declaration(more));
      expect([status, body.code]).toEqual([409, code]);
    }
    expect((await post('/v1/exports', declaration({ destination: 'CN' }))).status).toBe(400);
  });

  it('begins anew on 1 January, China time', async () => {
    now = '2026-12-31T16:00:00.000Z';
    const fresh = await post('/v1/exports', declaration({ on: '2027-01-01', persons: 99_999 }));
    expect(fresh.status).toBe(201);
    expect((await get('/v1/exports/2027')).body).toMatchObject({ persons: 99_999, exports: 1 });
  });

  it('is nobody else’s business but the operator’s and the auditor’s', async () => {
    const path = `/v1/exports/2026?partyId=${partyIdOf('uscc', bank)}`;
    expect((await get(path, [buyer, 'manager'])).status).toBe(404);
    expect((await get(path, [buyer, 'operator'])).body).toMatchObject({ persons: 60_000 });
    const unknown = `/v1/exports/2026/declarations/${newId()}/withdrawal`;
    const { status, body } = await post(unknown, { reason: '误报' });
    expect([status, body.code]).toEqual([404, 'export_not_found']);
  });
});
