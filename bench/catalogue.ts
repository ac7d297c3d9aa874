/**
 * Reads an exchange on which a hundred thousand offers stand, through the real service, one request
 * after another, and prints p50 and p95 of a page of offers, of filtered searches, of the DCAT
 * catalogue and of the offers beside a need. `node bench/run.mjs catalogue` starts a Postgres of its
 * own unless `BENCH_DATABASE_URL` names one; `OFFERS=` sets the number of offers (default 100,000),
 * `SAMPLES=` the requests of each kind (default 100), `--quick` takes 5,000 offers and 20 samples.
 * Target: p95 below 100 ms.
 */
import { withClient } from '@ledger/database/connection.js';
import { offerTerms } from '@ledger/domain/offer/offer-terms.js';
import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { createBenchDatabase } from './database.js';
import { quantile } from './quantile.js';
import { withServer } from './server.js';
import { benchOrganisation, type BenchService, startExchange } from './service.js';

const isQuick = process.argv.includes('--quick');
const offers = Number(process.env['OFFERS'] ?? (isQuick ? 5_000 : 100_000));
const samples = Number(process.env['SAMPLES'] ?? (isQuick ? 20 : 100));
const targetMs = 100;
const me = partyIdOf('uscc', benchOrganisation);

const regions =
  '北京 天津 河北 山西 辽宁 吉林 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 广西 海南 重庆 四川'.split(
    ' ',
  );
const subjects = (
  '用电负荷 企业信用 物流轨迹 门诊结算 气象观测 跨境支付 招标投标 水质监测 土地利用 房屋交易 车辆通行 ' +
  '税务申报 工商登记 司法裁判 知识产权 港口吞吐 航班动态 铁路货运 快递揽收 商圈客流 能源消耗 碳排放量 ' +
  '期货行情 债券估值 保险理赔 信贷逾期 海关报关 遥感影像 舆情文本 专利文献'
).split(' ');
const kinds =
  '日度数据集 月度统计 指数 评分 标签库 明细表 接口服务 分析报告 知识图谱 预警名单'.split(' ');
const products = ['dataSet', 'report', 'index', 'dataApi', 'dataService'] as const;
const modes = ['api', 'file', 'share', 'sandbox', 'privacyComputing'] as const;
const industries = ['D44', 'J66', 'G56', 'Q84', 'M74', 'I65', 'C39', 'K70', 'F51', 'N77'];

const at = <T>(all: readonly T[], index: number): T => all[index % all.length]!;

/** One offer of each text, as the projection would write it; the rest are told apart by their ids. */
const texts = () =>
  regions.flatMap((region, r) =>
    subjects.flatMap((subject, s) =>
      kinds.map((kind, k) => {
        const other = at(subjects, s + r + k);
        const rare = (r * 31 + s * 7 + k) % 997 === 0 ? '含专项调查。' : '';
        const content: OfferContent = {
          name: `${region}${subject}${kind}`,
          summary: `汇集${region}地区${subject}与${other}的记录，经清洗、去标识与汇总后形成，用于风险评估。${rare}`,
          assetId: '00000000-0000-5000-8000-000000000000',
          holdingId: '00000000-0000-5000-8000-000000000001',
          kind: 'ordinary',
          terms: { exclusive: false, from: '2026-01-01', sublicenceDepth: 0 },
          price: {
            amount: { amount: `${(k + 1) * 1_000}.00`, currency: 'CNY' },
            vatIncluded: true,
          },
          product: at(products, r + k),
          delivery: at(modes, s + k),
          edition: { label: '2026年10月版' },
        };
        const sheet = {
          assetVersion: 4,
          industry: at(industries, s),
          territory: 'provincial' as const,
          updateFrequency: 'daily' as const,
          quality: {
            assessmentId: content.assetId,
            assessedOn: '2026-10-01',
            score: `${80 + k}.00`,
          },
          proof: { right: 'operation' as const },
        };
        const { searchText: search_text, terms } = offerTerms(content, sheet);
        return { content, sheet, search_text, terms };
      }),
    ),
  );

/** The offers are rows of the exchange's own table, and one in fifty does not stand. */
const insert = `
  INSERT INTO read.offer_view (offer_id, seller_party_id, stage, asset_id, kind, content, until,
    title_version, version, first_position, last_position, sheet, search_text, terms, price_minor,
    quality_hundredths)
  SELECT gen_random_uuid(), CASE WHEN n % 10 = 0 THEN $1 ELSE md5((n % 200)::text)::uuid::text END,
    CASE WHEN n % 50 = 0 THEN 'suspended' ELSE 'listed' END, s.content->>'assetId', 'ordinary',
    s.content, CASE WHEN n % 20 = 0 THEN '2020-01-01' ELSE '9999-12-31' END, 7, 2, n, n, s.sheet,
    s.search_text, s.terms, ((s.content->'price'->'amount'->>'amount')::numeric * 100)::bigint,
    ((s.sheet->'quality'->>'score')::numeric * 100)::bigint
  FROM generate_series(1, $3::integer) AS n
  JOIN said AS s ON s.id = (n::bigint * 7919) % $2::integer
  ORDER BY n`;

const seed = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(`CREATE TEMPORARY TABLE said (
      id integer PRIMARY KEY, content jsonb, sheet jsonb, search_text text, terms text)`);
    const all = texts().map((text, id) => ({ id, ...text }));
    await client.query('INSERT INTO said SELECT * FROM json_populate_recordset(NULL::said, $1)', [
      JSON.stringify(all),
    ]);
    await client.query(insert, [me, all.length, offers]);
    await client.query('VACUUM (ANALYZE) read.offer_view');
  });

const text = (...words: readonly string[]): string => `text=${encodeURIComponent(words.join(' '))}`;

/** Kinds of questions; each sample asks for something else. */
const questions: readonly (readonly [string, (sample: number) => string])[] = [
  ['offers, newest', () => '/v1/offers?state=listed&limit=50'],
  ['offers, one word', (n) => `/v1/offers?state=listed&${text(at(subjects, n * 13))}`],
  ['offers, two words', (n) => `/v1/offers?${text(at(regions, n * 13), at(subjects, n * 7 + 1))}`],
  ['offers, a word in every text', () => `/v1/offers?${text('风险评估')}`],
  ['offers, a rare word', () => `/v1/offers?${text('专项调查')}`],
  [
    'offers, word and filters',
    (n) =>
      `/v1/offers?state=listed&${text(at(subjects, n * 13))}&delivery=${at(modes, n)}` +
      `&industry=${at(industries, n)}&priceMax=5000.00&qualityMin=85`,
  ],
  [
    'offers, filters alone',
    (n) => `/v1/offers?delivery=${at(modes, n)}&product=${at(products, n)}`,
  ],
  ['offers of a seller', () => `/v1/offers?sellerPartyId=${me}`],
  ['DCAT, newest', () => '/v1/catalog?limit=50'],
  ['DCAT, one word', (n) => `/v1/catalog?${text(at(subjects, n * 13))}`],
];

interface Asked {
  readonly ms: number;
  readonly body: { readonly next?: string; readonly items?: readonly unknown[] };
}

const ask = async (
  { url }: BenchService,
  authorization: string,
  path: string,
  body?: object,
): Promise<Asked> => {
  const began = performance.now();
  const answer = await fetch(`${url}${path}`, {
    headers: { authorization, ...(body && { 'content-type': 'application/json' }) },
    ...(body && { method: 'POST', body: JSON.stringify(body) }),
  });
  const said = (await answer.json()) as Asked['body'];
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${JSON.stringify(said)}`);
  return { ms: performance.now() - began, body: said };
};

const told = (what: string, times: readonly number[]): boolean => {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  console.log(
    `${what.padEnd(30)} p50 ${p50.toFixed(1).padStart(7)} ms  p95 ${p95.toFixed(1).padStart(7)} ms`,
  );
  return p95 < targetMs;
};

const measured = async (service: BenchService): Promise<boolean> => {
  const authorization = await service.bearer('manager');
  const isFast: boolean[] = [];
  for (const [what, path] of questions) {
    const times: number[] = [];
    for (let sample = 0; sample < samples; sample += 1) {
      times.push((await ask(service, authorization, path(sample))).ms);
    }
    isFast.push(told(what, times));
  }
  const deep: number[] = [];
  for (let sample = 0, cursor = ''; sample < samples; sample += 1) {
    const { ms, body } = await ask(service, authorization, `/v1/offers?state=listed${cursor}`);
    deep.push(ms);
    cursor = body.next === undefined ? '' : `&cursor=${body.next}`;
  }
  isFast.push(told(`offers, page 1 to ${samples}`, deep));
  const beside: number[] = [];
  for (let sample = 0; sample < samples; sample += 1) {
    const need = {
      text: `${at(regions, sample * 13)}${at(subjects, sample * 7)}`,
      deliveryModes: [at(modes, sample)],
      priceMax: { amount: '5000.00', currency: 'CNY' },
    };
    beside.push((await ask(service, authorization, '/v1/needs/compute', need)).ms);
  }
  isFast.push(told('offers beside a need', beside));
  return !isFast.includes(false);
};

await withServer(async () => {
  const database = await createBenchDatabase();
  try {
    // The first start lays down what every log begins with.
    await (await startExchange(database)).stop();
    const began = performance.now();
    await seed(database.adminUrl);
    console.log(`${offers} offers laid out in ${((performance.now() - began) / 1e3).toFixed(0)} s`);
    const service = await startExchange(database);
    try {
      const isFast = await measured(service);
      console.log(`target: p95 of each below ${targetMs} ms`);
      if (!isFast) process.exitCode = 2;
    } finally {
      await service.stop();
    }
  } finally {
    await database.drop();
  }
});
