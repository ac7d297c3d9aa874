import { withClient } from '@ledger/database/connection.js';
import { assetIdOf, partyIdOf } from '@ledger/event-store/ids.js';
import { AssetImportProcess } from '@ledger/registry/asset-import/asset-import.process.js';
import { readFileSync } from 'node:fs';
import type { Response } from 'supertest';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { heldUp } from '../support/held-up.js';

const sample = readFileSync('samples/external-data-inventory.csv');
const defaults = {
  timeSpan: { from: '2020-01-01' },
  volume: { records: '1000' },
  limits: '仅限行内使用',
  rights: [
    { right: 'holding', basis: '外部数据采购合同 2026-017', from: '2026-01-01' },
    { right: 'processing', basis: '外部数据采购合同 2026-017', from: '2026-01-01' },
    {
      right: 'operation',
      basis: '外部数据采购合同 2026-017',
      from: '2026-01-01',
      proofDigest: 'a'.repeat(64),
    },
  ],
};
const header = '外部编号,数据名称,概述,来源,形态';

let cluster: TestCluster;
let registry: RunningApp;
let bank: string;

beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
  bank = await cluster.bearer(organisations.bank, 'manager');
  await register(organisations.bank, bank);
});

afterAll(() => cluster.close());

const register = (uscc: string, token: string) =>
  registry.http
    .post('/v1/parties')
    .set('authorization', token)
    .send({ identifier: { kind: 'uscc', value: uscc }, name: '某机构', partyClass: 'enterprise' })
    .expect(201);

const upload = (file: Buffer | string, fileName: string, query = '', token = bank) =>
  registry.http
    .post(`/v1/asset-imports${query}`)
    .set('authorization', token)
    .field('defaults', JSON.stringify(defaults))
    .attach('file', Buffer.from(file), fileName);

const get = (path: string, token = bank) => registry.http.get(path).set('authorization', token);

const numbers = async () => (await registry.readModels.numbers()).head;

const finished = async (started: Response): Promise<Response> => {
  expect([started.status, started.body.code]).toEqual([202, undefined]);
  await cluster.settled();
  return get(started.headers['location'] as string).expect(200);
};

describe('an inventory', () => {
  it('is judged without recording anything (dry run)', async () => {
    const before = await numbers();
    const { body } = await upload(sample, 'inventory.csv', '?dryRun=true').expect(200);
    expect(body).toMatchObject({
      dryRun: true,
      format: 'csv',
      total: 281,
      counts: { accepted: 281, drafted: 0, alreadyThere: 0, refused: 0 },
      ignoredColumns: [],
      rowsNotShown: 0,
    });
    expect(body.rows).toHaveLength(281);
    expect(await numbers()).toBe(before);
    expect((await get('/v1/asset-imports').expect(200)).body.items).toEqual([]);
  });

  it('is told of every field of a row that says nothing, each by its code', async () => {
    const file = `${header},行业,起始日期,数据量\nbad-1,甲,乙,自行采集,文本,无此行业,二月三十,几条\n`;
    const { body } = await upload(file, 'bad.csv', '?dryRun=true').expect(200);
    const { problems } = body.rows[0] as { problems: { field: string; code: string }[] };
    expect(problems.map(({ field, code }) => `${field} ${code}`).toSorted()).toEqual(
      expect.arrayContaining([
        ...['industry industry_unknown', 'records number_invalid', 'timeFrom date_invalid'],
      ]),
    );
  });

  it('is worked through: all 281 rows of the sample are accounted for', async () => {
    const started = await upload(sample, 'inventory.csv');
    expect(started.body).toMatchObject({ total: 281, ignoredColumns: [] });
    expect(started.headers['etag']).toBe('"1"');
    await get(started.headers['location'] as string).expect(200);
    const { body } = await finished(started);
    expect(body).toMatchObject({
      state: 'completed',
      total: 281,
      processed: 281,
      counts: { accepted: 281, drafted: 0, alreadyThere: 0, refused: 0 },
      fileName: 'inventory.csv',
    });
    const { body: page } = await get(`/v1/asset-imports/${started.body.id}/rows?limit=200`);
    expect(page.items).toHaveLength(200);
    const rest = `/v1/asset-imports/${started.body.id}/rows?limit=200&cursor=${page.next}`;
    const { body: second } = await get(rest);
    expect(second.items).toHaveLength(81);
    expect(second.next).toBeUndefined();
    const rows = [...page.items, ...second.items] as { row: number; notes: { code: string }[] }[];
    expect(rows.map(({ row }) => row)).toEqual(Array.from({ length: 281 }, (_, n) => n + 2));
    const withoutOperation = rows.filter(({ notes }) =>
      notes.some(({ code }) => code === 'operation_left_out'),
    );
    expect(withoutOperation).toHaveLength(142);
  });

  it('adds nothing when it is imported again', async () => {
    const started = await upload(sample, 'inventory.csv');
    const { body } = await finished(started);
    expect(body.counts).toEqual({ accepted: 0, drafted: 0, alreadyThere: 281, refused: 0 });
    const { body: rows } = await get(`/v1/asset-imports/${started.body.id}/rows?limit=1`);
    expect(rows.items[0].notes.map(({ code }: { code: string }) => code)).not.toContain('differs');
    expect((await get('/v1/asset-imports').expect(200)).body.items).toHaveLength(2);
  });

  it('keeps to what the contract gives, and gives no operation right to gathered data', async () => {
    const rightsOf = async (externalNumber: string) => {
      const { body } = await get(`/v1/assets?externalNumber=${externalNumber}`).expect(200);
      return body.items[0].rights.map(({ right }: { right: string }) => right);
    };
    expect(await rightsOf('china-abc')).toEqual(['holding', 'processing', 'operation']);
    expect(await rightsOf('cdgdc')).toEqual(['holding', 'processing']);
  });

  it('tells every row in a report for spreadsheet programs', async () => {
    const file = [
      header,
      'r-1,=1+1,x,捡来的,表格',
      'r-2,年报,说明,协议取得,表格',
      'r-2,a,b,协议,表格',
    ];
    const started = await upload(file.join('\n'), 'a.csv');
    expect((await finished(started)).body.counts).toEqual({
      accepted: 1,
      drafted: 0,
      alreadyThere: 0,
      refused: 2,
    });
    const report = await get(`/v1/asset-imports/${started.body.id}/report.csv`).expect(200);
    expect(report.headers['content-type']).toBe('text/csv; charset=utf-8');
    const lines = report.text.split('\r\n');
    expect(lines[0]).toBe('\ufeff行号,外部编号,数据名称,结果,资产标识,字段,说明,处理办法');
    expect(lines[1]).toMatch(/^2,r-1,'=1\+1,未采纳,,来源,来源的值“捡来的”无法识别,请填写下列之一/u);
    expect(lines[2]).toMatch(/^3,r-2,年报,已受理登记申请,[0-9a-f-]{36},,,$/u);
    expect(lines[3]).toMatch(/^4,r-2,a,未采纳,,外部编号,外部编号“r-2”在本表第 3 行已出现/u);
    expect(lines).toHaveLength(5);
    const { body } = await get(`/v1/asset-imports/${started.body.id}/rows?outcome=refused`);
    expect(body.items.map(({ row }: { row: number }) => row)).toEqual([2, 4]);
  });

  it('names the fields in which the ledger differs', async () => {
    const started = await upload(`${header}\nr-2,中报,说明,协议取得,文本`, 'a.csv');
    expect((await finished(started)).body.counts.alreadyThere).toBe(1);
    const { body } = await get(`/v1/asset-imports/${started.body.id}/rows`);
    expect(body.items[0].notes).toMatchObject([
      { field: 'name', code: 'differs' },
      { field: 'form', code: 'differs' },
    ]);
  });

  it('may be a bare NDJSON body whose rows state their rights', async () => {
    const rights = [{ right: 'holding', basis: '自采', from: '2026-01-01' }];
    const row = {
      externalNumber: 'nd-1',
      name: 'a',
      summary: 'b',
      source: 'generated',
      form: 'text',
    };
    const started = await registry.http
      .post('/v1/asset-imports')
      .set('authorization', bank)
      .set('content-type', 'application/x-ndjson')
      .send(JSON.stringify({ ...row, rights }));
    expect((await finished(started)).body.counts.accepted).toBe(1);
  });

  it('is taken once under one key, and the key is not taken for another file', async () => {
    const key = 'import-key-1';
    const file = `${header}\nk-1,年报,说明,协议取得,表格`;
    const first = await upload(file, 'k.csv').set('idempotency-key', key).expect(202);
    const again = await upload(file, 'k.csv').set('idempotency-key', key).expect(202);
    expect(again.body).toEqual(first.body);
    expect(again.headers['idempotency-replayed']).toBe('true');
    const other = await upload(`${file}x`, 'k.csv').set('idempotency-key', key).expect(422);
    expect(other.body.code).toBe('key_reused');
  });

  it('is nobody else’s business', async () => {
    const other = await cluster.bearer(organisations.buyer, 'manager');
    const { body } = await get('/v1/asset-imports');
    const path = `/v1/asset-imports/${body.items[0].importId}`;
    for (const each of [path, `${path}/rows`, `${path}/report.csv`]) {
      expect((await get(each, other).expect(404)).body.code).toBe('import_not_found');
    }
    await get(path, await cluster.bearer(organisations.buyer, 'auditor')).expect(200);
    await get(path, await cluster.bearer(organisations.bank, 'registrar')).expect(403);
    await registry.http.post('/v1/asset-imports').expect(401);
    const unregistered = await upload(`${header}\n1,2,3,协议,表格`, 'a.csv', '', other).expect(409);
    expect(unregistered.body.code).toBe('applicant_not_registered');
  });
});

describe('an import that says it has completed', () => {
  it('has all its rows, however late their table is', async () => {
    const lines = [1, 2, 3].map((n) => `late-${n},名称,概述,协议取得,表格`);
    const report = await withClient(cluster.database.adminUrl, async (admin) => {
      await admin.query('BEGIN; LOCK TABLE read.asset_import_row IN EXCLUSIVE MODE');
      const taken = await upload([header, ...lines].join('\n'), 'late.csv').expect(202);
      const location = taken.headers['location'] as string;
      for (let state; state !== 'completed';) ({ state } = (await get(location)).body);
      const asked = get(`${location}/report.csv`).then((answer) => answer);
      await get(location).expect(200);
      await admin.query('COMMIT');
      const answer = await asked;
      // A machine that is slow enough may say so.
      return answer.status === 503
        ? (await finished(taken), get(`${location}/report.csv`))
        : answer;
    });
    expect(report.status).toBe(200);
    expect(report.text.match(/late-\d/gu)).toEqual(['late-1', 'late-2', 'late-3']);
  });
});

describe('an import whose service is stopped in the middle', () => {
  const count = 8_000;
  const file = [
    header,
    ...Array.from({ length: count }, (_, n) => `s-${n},名称,概述,协议取得,表格`),
  ];

  it('goes on in another one: every row once', async () => {
    const half = assetIdOf(partyIdOf('uscc', organisations.bank), `s-${count / 2}`);
    const started = await heldUp(cluster.database.adminUrl, `asset-${half}`, async (letGo) => {
      const taken = await upload(file.join('\n'), 'big.csv').expect(202);
      for (let processed = 0; processed === 0;) {
        processed = (await get(taken.headers['location'] as string)).body.processed ?? 0;
      }
      const stopping = registry.readModels.stop();
      await letGo();
      await stopping;
      return taken;
    });
    await registry.close();
    const location = started.headers['location'] as string;
    registry = await cluster.startRegistry({ without: [AssetImportProcess] });
    const stopped = (await get(location).expect(200)).body;
    expect(stopped).toMatchObject({ state: 'running', total: count });
    expect(stopped.processed).toBeLessThan(count);
    await registry.close();
    registry = await cluster.startRegistry();
    const { body } = await finished(started);
    expect(body).toMatchObject({
      state: 'completed',
      processed: count,
      counts: { accepted: count, drafted: 0, alreadyThere: 0, refused: 0 },
    });
    const report = await get(`${location}/report.csv`).expect(200);
    const rows = report.text
      .split('\r\n')
      .slice(1, -1)
      .map((line) => Number(line.split(',')[0]));
    expect(rows).toEqual(Array.from({ length: count }, (_, n) => n + 2));
    const ledger = await get('/v1/assets.ndjson').expect(200);
    const numbersThere = ledger.text.match(/"externalNumber":"s-\d+"/gu) ?? [];
    expect([numbersThere.length, new Set(numbersThere).size]).toEqual([count, count]);
  });
});

describe('an import that is cancelled', () => {
  // So many that a log which is not held up below, being on another store, is not at their end either.
  const count = 20_000;
  const file = [
    header,
    ...Array.from({ length: count }, (_, n) => `c-${n},名称,概述,协议取得,表格`),
  ];
  const cancel = (path: string, token = bank) =>
    registry.http.post(`${path}/cancellation`).set('authorization', token);

  it('begins no further row: what was taken stays and is counted', async () => {
    const held = assetIdOf(partyIdOf('uscc', organisations.bank), 'c-1500');
    const path = await heldUp(cluster.database.adminUrl, `asset-${held}`, async (letGo) => {
      const taken = await upload(file.join('\n'), 'cancelled.csv').expect(202);
      const location = taken.headers['location'] as string;
      for (let processed = 0; processed === 0;) ({ processed } = (await get(location)).body);
      const stopping = registry.readModels.stop();
      await letGo();
      await stopping;
      return location;
    });
    await registry.close();
    registry = await cluster.startRegistry({ without: [AssetImportProcess] });
    const key = 'cancellation-1';
    const { body } = await cancel(path).set('idempotency-key', key).expect(200);
    const replayed = await cancel(path).set('idempotency-key', key).expect(200);
    expect([replayed.headers['idempotency-replayed'], replayed.body]).toEqual(['true', body]);
    const asked = (await get(`${path}?after=${body.position}`).expect(200)).body;
    expect(asked).toMatchObject({ state: 'cancelling', version: body.version });
    expect((await cancel(path).expect(200)).body.version).toBe(body.version);
    const other = await cluster.bearer(organisations.buyer, 'manager');
    expect((await cancel(path, other).expect(404)).body.code).toBe('import_not_found');
    await cancel(path, await cluster.bearer(organisations.bank, 'registrar')).expect(403);
    await registry.close();
    registry = await cluster.startRegistry();
    await cluster.settled();
    const ended = (await get(path).expect(200)).body;
    expect(ended).toMatchObject({ state: 'cancelled', total: count });
    expect(ended.processed).toBeGreaterThanOrEqual(asked.processed);
    expect(ended.processed).toBeLessThan(count);
    expect(ended.counts).toMatchObject({ accepted: ended.processed, refused: 0 });
    expect(ended.endedAt).toBeDefined();
    const ledger = await get('/v1/assets.ndjson').expect(200);
    expect(ledger.text.match(/"externalNumber":"c-\d+"/gu)).toHaveLength(ended.processed);
    expect((await cancel(path).expect(200)).body.version).toBe(ended.version);
  });

  it('is not cancelled once it has ended', async () => {
    const started = await upload(`${header}\nend-1,年报,说明,协议取得,表格`, 'end.csv');
    const { body } = await finished(started);
    const path = started.headers['location'] as string;
    expect((await cancel(path).expect(409)).body).toMatchObject({
      code: 'import_not_running',
      obstacles: { importId: body.importId, state: 'completed' },
    });
    expect((await cancel('/v1/asset-imports/none').expect(404)).body.code).toBe('import_not_found');
    expect((await get(path)).body.version).toBe(body.version);
  });

  it('is its applicant’s to cancel, or of whoever came in its place', async () => {
    const heir = await cluster.bearer(organisations.buyer, 'manager');
    await register(organisations.buyer, heir);
    const started = await upload(`${header}\nheir-1,年报,说明,协议取得,表格`, 'heir.csv');
    await finished(started);
    const path = started.headers['location'] as string;
    expect((await cancel(path, heir).expect(404)).body.code).toBe('import_not_found');
    const successors = [{ partyId: partyIdOf('uscc', organisations.buyer) }];
    await registry.http
      .post(`/v1/parties/${organisations.bank}/succession`)
      .set('authorization', await cluster.bearer(organisations.bank, 'registrar'))
      .send({ kind: 'merger', successors })
      .expect(200);
    expect((await cancel(path, heir).expect(409)).body.code).toBe('import_not_running');
  });
});

/** Bytes of no encoding that is read, behind headers that are. */
const unreadable = Buffer.concat([
  Buffer.from(`${header}\n1,2,3,4,5\n`),
  Buffer.from([0xff, 0xff]),
]);

describe('a file that cannot be imported', () => {
  it.each([
    ['wrong headers', 400, 'import_headers_missing', 'a,b\n1,2', 'a.csv'],
    ['broken quotes', 400, 'import_quotes_broken', `${header}\n"1,2`, 'a.csv'],
    ['no rows', 400, 'import_file_empty', header, 'a.csv'],
    ['nothing', 400, 'import_file_empty', '', 'a.csv'],
    ['rubbish', 415, 'import_format_unknown', Buffer.alloc(5_000, 1), 'a.csv'],
    ['another format', 415, 'import_format_mismatch', `${header}\n`, 'a.xlsx'],
    ['a broken workbook', 400, 'import_workbook_broken', 'PK\x03\x04....', 'a.xlsx'],
    [
      'headers that say the same',
      400,
      'import_headers_repeated',
      `${header},概述\n1,2,3,4,5,6`,
      'a.csv',
    ],
    ['too many columns', 400, 'import_columns_too_many', `${header}\n${','.repeat(100)}`, 'a.csv'],
    [
      'a cell too long',
      413,
      'import_cell_too_long',
      `${header}\n1,${'x'.repeat(70_000)},,,`,
      'a.csv',
    ],
    [
      'a line too long',
      413,
      'import_line_too_long',
      `{"a":"${'x'.repeat(1_100_000)}"}`,
      'a.ndjson',
    ],
    ['broken JSON', 400, 'import_json_broken', '{"a"\n', 'a.ndjson'],
    ['no known encoding', 400, 'import_encoding_unknown', unreadable, 'a.csv'],
    [
      'too many rows',
      413,
      'import_rows_too_many',
      `${header}\n${'1,2,3,4,5\n'.repeat(100_001)}`,
      'a.csv',
    ],
  ])('is refused for %s, and nothing is recorded', async (_, status, code, file, name) => {
    const before = await numbers();
    const { body } = await upload(file, name).expect(status);
    expect(body).toMatchObject({ status, code });
    expect(body.detail).not.toMatch(/[{}]/u);
    expect(await numbers()).toBe(before);
  });

  it('is refused for defaults that are wrong, each named by its pointer', async () => {
    const send = (text: string) =>
      registry.http
        .post('/v1/asset-imports')
        .set('authorization', bank)
        .field('defaults', text)
        .attach('file', sample, 'a.csv');
    expect((await send('{').expect(400)).body.code).toBe('import_defaults_broken');
    const wrong = { rights: [{ right: 'all', basis: 'x', from: '2026-02-30' }], grade: 'x', y: 1 };
    const { body } = await send(JSON.stringify(wrong)).expect(400);
    expect(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()).toEqual([
      '/defaults/grade',
      '/defaults/rights/0/from',
      '/defaults/rights/0/right',
      '/defaults/y',
    ]);
    expect((await send('[]').expect(400)).body.code).toBe('invalid_request');
    expect((await send('{"__proto__":{"a":1}}')).status).toBe(400);
  });
});
