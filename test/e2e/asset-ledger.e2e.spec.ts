import ExcelJS from 'exceljs';
import { readFileSync } from 'node:fs';
import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';
import { bytesOf } from '../support/bytes.js';

const sample = readFileSync('samples/external-data-inventory.csv');
const rights = [
  { right: 'holding', basis: '合同', from: '2026-01-01' },
  { right: 'processing', basis: '合同', from: '2026-01-01', until: '2030-12-31' },
];
const defaults = {
  timeSpan: { from: '2020-01-01', until: '2025-12-31' },
  volume: { records: '1200000' },
  limits: '=仅限行内使用',
  rights,
};

let cluster: TestCluster;
let registry: RunningApp;
let bank: string;

beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
  bank = await cluster.bearer(organisations.bank, 'manager');
  for (const org of [organisations.bank, organisations.buyer]) {
    await registry.http
      .post('/v1/parties')
      .set('authorization', await cluster.bearer(org, 'manager'))
      .send({
        identifier: { kind: 'uscc', value: org },
        name: '某银行',
        partyClass: 'enterprise',
        checkOverrideReason: '测试',
      })
      .expect(201);
  }
  await imported(sample, 'a.csv', bank, defaults);
});

afterAll(() => cluster.close());

const imported = async (file: Buffer, name: string, token: string, by?: object) => {
  const post = registry.http.post('/v1/asset-imports').set('authorization', token);
  if (by) void post.field('defaults', JSON.stringify(by));
  const { headers } = await post.attach('file', file, name).expect(202);
  await cluster.settled();
  const location = headers['location'] as string;
  return registry.http.get(location).set('authorization', token).expect(200);
};

const ledger = async (extension: string, query = '', token = bank, language = 'zh-CN') => {
  const response = await registry.http
    .get(`/v1/assets.${extension}${query}`)
    .set('authorization', token)
    .set('accept-language', language)
    .buffer(true)
    .parse(bytesOf as never)
    .expect(200);
  return { file: response.body as Buffer, headers: response.headers };
};

const descriptions = async (token: string) => {
  const { file } = await ledger('ndjson', '', token);
  return file
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>)
    .map(({ assetId: _, submittedAt: __, holders: ___, holderCodes: ____, ...rest }) => rest)
    .sort((a, b) => (String(a['externalNumber']) < String(b['externalNumber']) ? -1 : 1));
};

describe('the ledger as a file', () => {
  it('is CSV in the reader’s language, safe to open', async () => {
    const { file, headers } = await ledger('csv');
    expect(headers['content-type']).toBe('text/csv; charset=utf-8');
    expect(headers['content-disposition']).toMatch(/^attachment; filename="asset-ledger-/u);
    const lines = file.toString().split('\r\n');
    expect(lines[0]).toMatch(
      /^\ufeff外部编号,数据名称,.*,资产标识,登记状态,登记凭证编号,.*,统一社会信用代码$/u,
    );
    expect(lines).toHaveLength(283);
    expect(lines[1]).toMatch(/,'=仅限行内使用,.*,已申请,,20.*,某银行,91440300MADX00019R$/u);
    const english = await ledger('csv', '', bank, 'en');
    expect(english.file.toString()).toMatch(/^\ufeffExternal number,Name,/u);
  });

  it('is a workbook with dates and numbers as such', async () => {
    const { file } = await ledger('xlsx', '?externalNumber=china-abc');
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.load(file as unknown as ArrayBuffer);
    const [sheet] = workbook.worksheets;
    expect([sheet?.name, sheet?.rowCount, sheet?.views[0]?.state]).toEqual([
      '登记台账',
      2,
      'frozen',
    ]);
    const header = sheet?.getRow(1).values as string[];
    const cell = (name: string) => sheet?.getRow(2).getCell(header.indexOf(name)).value;
    expect([cell('数据名称'), cell('时域开始'), cell('数据量（条）'), cell('限制范围')]).toEqual([
      '中国农业银行',
      new Date('2020-01-01'),
      1_200_000,
      '=仅限行内使用',
    ]);
  });

  it('takes the filters of the list, and nothing else', async () => {
    const { file } = await ledger('ndjson', '?source=agreement&industry=J');
    const lines = file.toString().trim().split('\n');
    expect(lines.length).toBeGreaterThan(5);
    for (const line of lines) expect(JSON.parse(line)).toMatchObject({ source: 'agreement' });
    const refused = await registry.http
      .get('/v1/assets.csv?limit=5')
      .set('authorization', bank)
      .expect(400);
    expect(refused.body.code).toBe('unknown_field');
  });

  it('holds one’s own assets only', async () => {
    const other = await cluster.bearer(organisations.lender, 'manager');
    expect((await ledger('ndjson', '', other)).file.toString()).toBe('');
    const lender = await cluster.bearer(organisations.bank, 'lender');
    await registry.http.get('/v1/assets.csv').set('authorization', lender).expect(403);
  });

  it.each([
    ['csv', 'zh-CN'],
    ['csv', 'en'],
    ['xlsx', 'zh-CN'],
    ['ndjson', 'en'],
  ])(
    'as %s (%s) is imported again: all there, and nothing differs',
    async (extension, language) => {
      const { file } = await ledger(extension, '', bank, language);
      const { body } = await imported(file, `ledger.${extension}`, bank);
      expect(body.counts).toEqual({ accepted: 0, drafted: 0, alreadyThere: 281, refused: 0 });
      const { body: rows } = await registry.http
        .get(`/v1/asset-imports/${body.importId}/rows?limit=200`)
        .set('authorization', bank);
      expect(rows.items.flatMap(({ notes }: { notes: object[] }) => notes)).toEqual([]);
    },
  );

  it('is the same ledger when another organisation imports it', async () => {
    const { file } = await ledger('xlsx');
    const buyer = await cluster.bearer(organisations.buyer, 'manager');
    const { body } = await imported(file, 'ledger.xlsx', buyer);
    expect(body.counts).toEqual({ accepted: 281, drafted: 0, alreadyThere: 0, refused: 0 });
    expect(await descriptions(buyer)).toEqual(await descriptions(bank));
  });
});
