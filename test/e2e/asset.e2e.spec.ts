import type { SideStores } from '@ledger/database/side/side-stores.js';
import type { RightStatement } from '@ledger/domain/asset/asset.events.js';
import { newId, partyIdOf } from '@ledger/event-store/ids.js';
import { SIDE_STORES } from '@ledger/http/tokens.js';
import { organisations } from '../support/apps.js';
import { application, AssetApi, by, holdingRight, operationRight } from '../support/asset-api.js';

const { bank, lender, secondLender, buyer } = organisations;
const partyId = partyIdOf('uscc', bank);

let api: AssetApi;
beforeAll(async () => {
  api = await AssetApi.start(secondLender);
});
afterAll(() => api.close());

describe('the life of an asset under the in-house scheme', () => {
  it('goes from the application to the certificate', async () => {
    const application1 = application({ externalNumber: 'LIFE-1' }, { summary: '据'.repeat(401) });
    const applied = await api.post(by('manager'), '/v1/assets', application1);
    expect([applied.status, applied.headers['etag']]).toEqual([201, '"1"']);
    const path = applied.headers['location'] as string;
    const assetId = applied.body.id as string;
    expect(path).toBe(`/v1/assets/${assetId}`);

    const early = await api.post(by('registrar'), `${path}/registration`);
    expect([early.status, early.body.code]).toEqual([409, 'asset_step_not_possible']);
    expect(early.body.obstacles).toMatchObject({
      status: 'submitted',
      possible: ['acceptance', 'return', 'rejection', 'withdrawal'],
    });

    const accepted = await api.post(by('registrar'), `${path}/acceptance`);
    expect([accepted.status, accepted.body.version]).toEqual([200, 2]);
    const done = await api.registering(assetId, accepted.body.position as number);
    expect([done.status, done.body]).toEqual([
      200,
      { id: assetId, titleOpen: true, version: 3, position: done.body.position as number },
    ]);
    const again = await api.post(by('registrar'), `${path}/registration`);
    expect([again.status, again.body.titleOpen]).toEqual([200, true]);

    await api.cluster.settled();
    const { body, headers } = await api.get(by('manager'), path);
    expect(headers['etag']).toBe('"4"');
    expect(body).toMatchObject({
      assetId,
      state: 'registered',
      scheme: 'in-house',
      applicantPartyId: partyId,
      registrarPartyId: partyId,
      externalNumber: 'LIFE-1',
      warnings: [{ field: 'summary', rule: 'guide_annex_1_summary_400' }],
      certificateNo: expect.stringMatching(/^N[0-9a-f]{8}\d{12}$/) as string,
    });
    expect(body.certificateNo.slice(1, 9)).toBe(partyId.slice(0, 8));
    expect(body.rights.map((line: RightStatement) => line.holders)).toEqual([
      [{ partyId }],
      [{ partyId }],
    ]);

    const history = await api.get(by('registrar'), `${path}/history`);
    expect(
      history.body.events.map(
        (event: { type: string; version: number; actor: { role: string } }) => [
          event.version,
          event.type,
          event.actor.role,
        ],
      ),
    ).toEqual([
      [1, 'ApplicationSubmitted', 'manager'],
      [2, 'ApplicationAccepted', 'registrar'],
      [3, 'AssetRegistered', 'registrar'],
      [4, 'CertificateIssued', 'system'],
    ]);
    expect(history.body.events[0].data.parties).toEqual([
      { partyId, version: 1, partyClass: 'enterprise' },
    ]);
  });

  it('gives numbers without gaps, one each', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 5; n += 1) ids.push(await api.registered());
    await api.cluster.settled();
    const numbers = await Promise.all(
      ids.map(
        async (id) =>
          (await api.get(by('manager'), `/v1/assets/${id}`)).body.certificateNo as string,
      ),
    );
    const serials = numbers.map((number) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(serials).toEqual(Array.from({ length: 5 }, (_, n) => serials[0]! + n));
  });

  it('keeps a certificate’s number from the public, for the ledger is in-house', async () => {
    const assetId = await api.registered();
    await api.cluster.settled();
    const { body } = await api.get(by('manager'), `/v1/assets/${assetId}`);
    for (const number of [body.certificateNo as string, 'N0', 'SJ4412026090001', "';--"]) {
      const answer = await api.registry.http.get(`/v1/certificates/${encodeURIComponent(number)}`);
      expect([number, answer.status]).toEqual([number, 404]);
    }
  });

  it('ends with a coded ground, and begins again with a corrected application', async () => {
    const assetId = await api.submitted({ externalNumber: 'REJECT-1' });
    const rejection = { ground: 'unlawfulSource', explanation: '采购合同未授权留存数据' };
    const path = `/v1/assets/${assetId}`;
    const rejected = await api.post(by('registrar'), `${path}/rejection`, rejection);
    expect(rejected.status).toBe(200);
    const { body } = await api.get(by('manager'), `${path}?after=${rejected.body.position}`);
    expect(body).toMatchObject({ state: 'rejected', rejection });
    const same = await api.post(
      by('manager'),
      '/v1/assets',
      application({ externalNumber: 'REJECT-1' }),
    );
    expect([same.status, same.body.version]).toEqual([201, 2]);
    expect(await api.submitted({ externalNumber: 'REJECT-1' }, { source: 'generated' })).toBe(
      assetId,
    );
  });

  it('does not begin before the applicant and every holder are registered', async () => {
    const stranger = await api.post(by('manager', buyer), '/v1/assets', application());
    expect([stranger.status, stranger.body.code]).toEqual([409, 'applicant_not_registered']);
    const holders = [{ partyId }, { partyId: partyIdOf('uscc', buyer) }];
    const joint = await api.post(
      by('manager'),
      '/v1/assets',
      application({ rights: [{ ...holdingRight, holders }] }),
    );
    expect([joint.status, joint.body.code]).toEqual([409, 'holder_not_registered']);
    expect(joint.body.obstacles.partyIds).toEqual([partyIdOf('uscc', buyer)]);
  });
});

describe('repeating a write', () => {
  it('records once under one key, also when it races itself; another body is refused', async () => {
    const headers = { 'idempotency-key': newId() };
    const body = application({}, { name: '竞态' });
    const twins = await Promise.all(
      Array.from({ length: 10 }, () => api.post(by('manager'), '/v1/assets', body, headers)),
    );
    expect(new Set(twins.map((twin) => JSON.stringify([twin.status, twin.body]))).size).toBe(1);
    const other = await api.post(by('manager'), '/v1/assets', application(), headers);
    expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
  });

  it('is refused with another body also where the number names the asset', async () => {
    const headers = { 'idempotency-key': newId() };
    const first = application({ externalNumber: 'KEY-1' });
    expect((await api.post(by('manager'), '/v1/assets', first, headers)).status).toBe(201);
    const second = application({ externalNumber: 'KEY-2' });
    const other = await api.post(by('manager'), '/v1/assets', second, headers);
    expect([other.status, other.body.code]).toEqual([422, 'key_reused']);
    const found = await api.get(by('manager'), '/v1/assets?externalNumber=KEY-2');
    expect(found.body.items).toEqual([]);
  });

  it('finds the asset of an external number, and refuses another under the same number', async () => {
    const first = await api.submitted({ externalNumber: 'NUMBER-1' });
    expect(await api.submitted({ externalNumber: 'NUMBER-1' })).toBe(first);
    const other = application({ externalNumber: 'NUMBER-1' }, { name: '另一数据' });
    const refused = await api.post(by('manager'), '/v1/assets', other);
    expect([refused.status, refused.body.code]).toEqual([409, 'asset_already_submitted']);
  });

  it('needs the version that it was made for, where it names one', async () => {
    const assetId = await api.submitted();
    const path = `/v1/assets/${assetId}/acceptance`;
    const stale = await api.post(by('registrar'), path, undefined, { 'if-match': '"7"' });
    expect([stale.status, stale.body.code]).toEqual([412, 'stale_version']);
    expect((await api.post(by('registrar'), path, undefined, { 'if-match': '"1"' })).status).toBe(
      200,
    );
  });
});

describe('finding assets', () => {
  it('filters, and refuses a filter it does not know', async () => {
    const assetId = await api.submitted(
      { externalNumber: 'FIND-1' },
      { name: '查找用电', industry: 'D44', grade: 'sensitive', category: 'customer' },
    );
    await api.cluster.settled();
    for (const filter of [
      'text=查找用',
      'text=find-1',
      'externalNumber=FIND-1',
      'industry=D&grade=sensitive&category=customer&source=agreement&state=submitted',
    ]) {
      const { status, body } = await api.get(by('manager'), `/v1/assets?${encodeURI(filter)}`);
      const ids = (body.items as { assetId: string }[]).map((item) => item.assetId);
      expect([filter, status, ids]).toEqual([filter, 200, [assetId]]);
    }
    for (const query of [
      'colour=red',
      'state=unknown',
      'industry=Z',
      'registeredFrom=2026-02-30',
      'limit=0',
      'limit=201',
      'limit=x',
      'cursor=x',
      'state=submitted&state=accepted',
      'after=x',
    ]) {
      const { status } = await api.get(by('manager'), `/v1/assets?${query}`);
      expect([query, status]).toEqual([query, 400]);
    }
  });

  it('goes page by page, unmoved by what others write meanwhile', async () => {
    const before = await Promise.all(
      Array.from({ length: 5 }, () => api.submitted({}, { grade: 'core' })),
    );
    await api.cluster.settled();
    const seen: string[] = [];
    for (let query: string | undefined = ''; query !== undefined;) {
      const { body } = await api.get(by('manager'), `/v1/assets?grade=core&limit=2${query}`);
      seen.push(...(body.items as { assetId: string }[]).map((item) => item.assetId));
      query = body.next === undefined ? undefined : `&cursor=${body.next as string}`;
      await api.submitted({}, { grade: 'core' });
      await api.cluster.settled();
    }
    expect(seen).toHaveLength(5);
    expect(new Set(seen)).toEqual(new Set(before));
  });
});

describe('who sees an asset', () => {
  it('is its own organisation and the auditor; to others it is not there', async () => {
    const assetId = await api.registered();
    await api.cluster.settled();
    const path = `/v1/assets/${assetId}`;
    for (const who of [by('accountant'), by('registrar'), by('auditor', buyer)]) {
      expect((await api.get(who, path)).status).toBe(200);
      expect((await api.get(who, `${path}/history`)).status).toBe(200);
    }
    for (const who of [by('manager', secondLender), by('lender', lender), by('admin')]) {
      for (const each of [path, `${path}/history`]) {
        const answer = await api.get(who, each);
        expect([who, answer.status, answer.body.code]).toEqual([who, 404, 'asset_not_found']);
      }
      expect((await api.get(who, '/v1/assets')).body.items).toEqual([]);
    }
    for (const step of ['acceptance', 'registration']) {
      const answer = await api.post(by('registrar', secondLender), `${path}/${step}`);
      expect([answer.status, answer.body.code]).toEqual([404, 'asset_not_found']);
    }
    expect((await api.post(by('manager'), `${path}/acceptance`)).status).toBe(403);
    expect((await api.registry.http.get(path)).status).toBe(401);
  });

  it('is also the lender whom the holder lets in, and that is recorded', async () => {
    const rights = [holdingRight, operationRight];
    const assetId = await api.registered({ rights });
    const { body } = await api.get(by('manager'), `/v1/assets/${assetId}`);
    const authorisation = {
      authorisationId: newId(),
      holdingId: (body.rights as RightStatement[])[1]!.holdingId,
      lenderPartyId: partyIdOf('uscc', lender),
      purpose: 'inspect' as const,
      until: '2099-12-31',
    };
    const holder = { org: bank, role: 'manager' } as const;
    await api.titles.act(assetId, holder, 'AuthoriseLender', authorisation);
    await api.cluster.settled();
    const path = `/v1/assets/${assetId}`;
    expect((await api.get(by('lender', lender), path)).status).toBe(200);
    expect((await api.get(by('manager', lender), path)).status).toBe(404);
    expect((await api.get(by('lender', lender), `${path}/history`)).status).toBe(404);
    const { items } = (await api.get(by('lender', lender), '/v1/assets')).body;
    expect(items).toHaveLength(1);
    const records = await accessRecords();
    expect(records.filter(({ subjects }) => subjects.includes(assetId))).toMatchObject([
      { route: 'asset', role: 'lender' },
      { route: 'assets', role: 'lender' },
    ]);
  });
});

const accessRecords = async () => {
  const stores = api.registry.app.get<SideStores>(SIDE_STORES, { strict: false });
  return stores.accessRecords.list(0, 1_000);
};
