import {
  createCluster,
  organisations,
  type RunningApp,
  type TestCluster,
} from '../support/apps.js';

const lines = [
  '外部编号,数据名称,英文名称,概述,所属行业,来源,形态,级别',
  's-1,长三角用电负荷日度数据,Load curve,逐日负荷,D44,协议取得,表格,其他一般',
  's-2,企业用电信用评分,Credit score,由用电负荷推算的评分,J66,衍生创造,表格,敏感',
  's-3,物流轨迹,Freight,货运轨迹,G,采集生成,文本,其他一般',
];
const defaults = {
  rights: [
    { right: 'holding', basis: '合同', from: '2026-01-01' },
    { right: 'processing', basis: '合同', from: '2026-01-01' },
  ],
};

let cluster: TestCluster;
let registry: RunningApp;
let bank: string;

beforeAll(async () => {
  cluster = await createCluster();
  registry = await cluster.startRegistry();
  bank = await cluster.bearer(organisations.bank, 'manager');
  const identifier = { kind: 'uscc', value: organisations.bank };
  await registry.http
    .post('/v1/parties')
    .set('authorization', bank)
    .send({ identifier, name: '某银行', partyClass: 'enterprise' })
    .expect(201);
  await imported(lines);
});

afterAll(() => cluster.close());

const imported = async (rows: readonly string[]): Promise<void> => {
  await registry.http
    .post('/v1/asset-imports')
    .set('authorization', bank)
    .field('defaults', JSON.stringify(defaults))
    .attach('file', Buffer.from(rows.join('\n')), 'a.csv')
    .expect(202);
  await cluster.settled();
};

const search = (query: string, token = bank) =>
  registry.http.get(`/v1/assets?${query}`).set('authorization', token);

const numbers = async (query: string): Promise<readonly string[]> => {
  const { body } = await search(query).expect(200);
  return body.items.map((item: { externalNumber: string }) => item.externalNumber);
};
const text = (words: string) => `text=${encodeURIComponent(words)}`;

describe('searching the ledger', () => {
  it('finds Chinese and Latin words wherever they stand', async () => {
    expect(await numbers(text('用电'))).toEqual(['s-2', 's-1']);
    expect(await numbers(text('用电 评分'))).toEqual(['s-2']);
    expect(await numbers(text('CURVE'))).toEqual(['s-1']);
    expect(await numbers(text('轨'))).toEqual(['s-3']);
    expect(await numbers(text('不存在'))).toEqual([]);
  });

  it('looks for all of up to eight words, and refuses a ninth', async () => {
    const eight = '长三角 用电 负荷 日度 数据 load curve 逐日';
    expect(await numbers(text(eight))).toEqual(['s-1']);
    expect(await numbers(text(eight.replace('逐日', '货运')))).toEqual([]);
    const { body } = await search(text(`${eight} 货运`)).expect(400);
    expect(body.errors).toEqual([expect.objectContaining({ pointer: '/text' })]);
    expect(JSON.stringify(body)).toContain('8');
  });

  it('sorts by relevance, by name, by age', async () => {
    expect(await numbers(`${text('负荷')}&sort=relevance`)).toEqual(['s-1', 's-2']);
    expect(await numbers('sort=name')).toEqual(['s-2', 's-3', 's-1']);
    expect(await numbers('sort=newest')).toEqual(['s-3', 's-2', 's-1']);
    expect(await numbers('sort=expiry')).toEqual([]);
  });

  it('filters by what it is, and counts how that divides', async () => {
    expect(await numbers('form=text&source=generated')).toEqual(['s-3']);
    expect(await numbers('scheme=in-house&industry=D')).toEqual(['s-1']);
    const { body } = await search(`${text('用电')}&facets=true&limit=1`).expect(200);
    expect(body.items).toHaveLength(1);
    expect(body.facets).toMatchObject({
      counted: 2,
      isExact: true,
      industry: [
        { value: 'D', count: 1 },
        { value: 'J', count: 1 },
      ],
      form: [{ value: 'table', count: 2 }],
    });
    expect((await search('limit=1').expect(200)).body.facets).toBeUndefined();
  });

  it('finds by the holder, and shows nobody else’s', async () => {
    const { body } = await search('limit=1').expect(200);
    const { partyId } = body.items[0].rights[0].holders[0];
    expect(await numbers(`holder=${partyId}`)).toEqual(['s-3', 's-2', 's-1']);
    const other = await cluster.bearer(organisations.buyer, 'manager');
    const seen = await search(`${text('用电')}&facets=true`, other).expect(200);
    expect([seen.body.items, seen.body.facets.counted]).toEqual([[], 0]);
  });

  it('goes on where a page ended, in its own order only', async () => {
    const first = await search('sort=name&limit=2').expect(200);
    const rest = await numbers(`sort=name&limit=2&cursor=${first.body.next}`);
    expect(rest).toEqual(['s-1']);
    const mixed = await search(`sort=newest&cursor=${first.body.next}`).expect(400);
    expect(mixed.body.code).toBe('invalid_cursor');
    expect((await search('sort=best').expect(400)).body.code).toBe('invalid_request');
  });
});

describe('searching a ledger of either form of Chinese', () => {
  const row = 's-4,港口船舶軌跡數據ＡＩＳ,Vessel Tracks,長江口船舶軌跡,G,采集生成,文本,其他一般';
  beforeAll(() => imported([lines[0]!, row]));

  it('finds one form by the other, whatever the width and case', async () => {
    expect(await numbers(text('用電 負荷'))).toEqual(['s-2', 's-1']);
    expect(await numbers(text('長三角'))).toEqual(['s-1']);
    expect(await numbers(text('軌'))).toEqual(['s-4', 's-3']);
    expect(await numbers(text('轨迹'))).toEqual(['s-4', 's-3']);
    expect(await numbers(text('ＶＥＳＳＥＬ 长江口'))).toEqual(['s-4']);
    expect(await numbers(text('轨迹数据ais'))).toEqual(['s-4']);
  });

  it('ranks, filters, counts and pages it alike, and shows what was written', async () => {
    expect(await numbers(`${text('物流軌跡')}&sort=relevance`)).toEqual(['s-3']);
    const query = (word: string) => `${text(word)}&form=text&industry=G&sort=relevance&limit=1`;
    for (const word of ['軌跡', '轨迹']) {
      const first = await search(`${query(word)}&facets=true`).expect(200);
      const [{ externalNumber, description }] = first.body.items;
      expect([externalNumber, description.name]).toEqual(['s-4', '港口船舶軌跡數據ＡＩＳ']);
      expect(first.body.facets.industry).toEqual([{ value: 'G', count: 2 }]);
      expect(await numbers(`${query(word)}&cursor=${first.body.next}`)).toEqual(['s-3']);
    }
    expect(await numbers('sort=name')).toEqual(['s-2', 's-4', 's-3', 's-1']);
  });
});
