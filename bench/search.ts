/**
 * Searches a ledger of a million assets through the real service, one request after another, and
 * prints p50 and p95 of each kind of question, asked by a manager who has a tenth of the assets and
 * by an auditor who sees all. `node bench/run.mjs search` starts a Postgres of its own unless
 * `BENCH_DATABASE_URL` names one; `ASSETS=` sets the number of assets (default 1,000,000),
 * `SAMPLES=` the requests of each kind (default 100), `--quick` takes 20,000 assets and 20 samples.
 * Target: p95 below 100 ms.
 */
import { withClient } from '@ledger/database/connection.js';
import { indexed } from '@ledger/domain/search/terms.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { createBenchDatabase } from './database.js';
import { quantile } from './quantile.js';
import { withServer } from './server.js';
import { benchOrganisation, type BenchService, startRegistry } from './service.js';

const isQuick = process.argv.includes('--quick');
const assets = Number(process.env['ASSETS'] ?? (isQuick ? 20_000 : 1_000_000));
const samples = Number(process.env['SAMPLES'] ?? (isQuick ? 20 : 100));
const targetMs = 100;
const me = partyIdOf('uscc', benchOrganisation);

const regions = (
  '北京 天津 河北 山西 内蒙古 辽宁 吉林 黑龙江 上海 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 广东 ' +
  '广西 海南 重庆 四川 贵州 云南 西藏 陕西 甘肃 青海 宁夏 新疆 长三角 粤港澳 成渝'
).split(' ');
const subjects = (
  '用电负荷 企业信用 物流轨迹 门诊结算 气象观测 跨境支付 招标投标 水质监测 土地利用 房屋交易 车辆通行 ' +
  '社保缴纳 税务申报 工商登记 司法裁判 知识产权 港口吞吐 航班动态 铁路货运 快递揽收 商圈客流 餐饮消费 ' +
  '能源消耗 碳排放量 农产品价格 期货行情 债券估值 基金净值 保险理赔 信贷逾期 供应链票据 海关报关 ' +
  '电信话单 遥感影像 地理编码 舆情文本 专利文献 药品流通 疫苗接种 学历认证'
).split(' ');
const kinds = (
  '日度数据集 月度统计 年度汇编 指数 评分 标签库 明细表 接口服务 分析报告 知识图谱 语料 影像集 时序库 ' +
  '预警名单 画像 目录 快照 样本集 模型结果 对照表'
).split(' ');
const industries = ['D44', 'J66', 'G56', 'Q84', 'M74', 'I65', 'C39', 'K70', 'F51', 'N77'];

/** What an asset says, for every region, subject and kind. */
const texts = () =>
  regions.flatMap((region, r) =>
    subjects.flatMap((subject, s) =>
      kinds.map((kind, k) => {
        const other = subjects[(s + r + k) % subjects.length] ?? '';
        const name = `${region}${subject}${kind}`;
        const summary =
          `汇集${region}地区${subject}与${other}的记录，经清洗、去标识与汇总后形成，用于风险评估、` +
          `授信额度测算与区域经济监测。${(r * 31 + s * 7 + k) % 997 === 0 ? '含专项调查。' : ''}`;
        return { name, summary, industry: industries[s % industries.length] ?? 'J66' };
      }),
    ),
  );

const seed = (url: string): Promise<void> =>
  withClient(url, async (client) => {
    await client.query(`CREATE TEMPORARY TABLE said (
      id integer PRIMARY KEY, name text, summary text, industry text, name_key text,
      search_text text, terms text)`);
    const all = texts();
    const columns = all.map(({ name, summary, industry }, id) => {
      const { nameKey, searchText, terms } = indexed(name, ['', '', summary]);
      return {
        id,
        name,
        summary,
        industry,
        name_key: nameKey,
        search_text: searchText,
        terms: [...terms].join(' '),
      };
    });
    await client.query('INSERT INTO said SELECT * FROM json_populate_recordset(NULL::said, $1)', [
      JSON.stringify(columns),
    ]);
    const { rows: indexes } = await client.query<{ name: string; definition: string }>(
      `SELECT indexname AS name, indexdef AS definition FROM pg_indexes
       WHERE schemaname = 'read' AND tablename = 'asset' AND indexname <> 'asset_id'`,
    );
    // Built at the end, which is faster than row by row.
    for (const { name } of indexes) await client.query(`DROP INDEX read.${name}`);
    await client.query(insert, [me, all.length, assets]);
    await client.query(`SET maintenance_work_mem = '512MB'`);
    for (const { definition } of indexes) await client.query(definition);
    await client.query('VACUUM (ANALYZE) read.asset');
  });

/** Every tenth asset is the manager's, the others belong to two hundred organisations. */
const insert = `
  INSERT INTO read.asset (asset_id, state, scheme, applicant_party_id, registrar_party_id,
    external_number, industry, source, category, grade, search_text, description, rights, warnings,
    certificate_no, submitted_at, registered_at, registered_on, valid_until, applied_position,
    version, last_position, form, name_key, terms)
  SELECT gen_random_uuid(), a.state, 'in-house', a.party, a.party, 'EXT-' || n, s.industry,
    a.source, 'business', a.grade, s.search_text,
    jsonb_build_object('name', s.name, 'summary', s.summary, 'industry', s.industry,
      'source', a.source, 'form', a.form, 'grade', a.grade, 'category', 'business'),
    jsonb_build_array(jsonb_build_object('holdingId', gen_random_uuid(), 'right', 'holding',
      'holders', jsonb_build_array(jsonb_build_object('partyId', a.party)), 'basis', '采购合同',
      'from', '2026-01-01')),
    '[]', CASE WHEN a.state = 'registered' THEN 'N00000000202611' || lpad(n::text, 7, '0') END,
    '2026-11-01T00:00:00.000000Z',
    CASE WHEN a.state = 'registered' THEN '2026-11-02T00:00:00.000000Z' END, a.day,
    CASE WHEN a.day IS NOT NULL AND n % 7 = 0 THEN (a.day::date + 1826)::text END, n, 3, n, a.form,
    s.name_key, s.terms || ' applicant=' || a.party || ' state=' || a.state ||
      ' scheme=in-house industry=' || s.industry || ' industry=' || left(s.industry, 1) ||
      ' source=' || a.source || ' form=' || a.form || ' category=business grade=' || a.grade ||
      ' holder=' || a.party
  FROM generate_series(1, $3::integer) AS n
  JOIN LATERAL (SELECT
      CASE WHEN n % 10 = 0 THEN $1::uuid ELSE md5((n % 200)::text)::uuid END AS party,
      (ARRAY['registered', 'registered', 'registered', 'accepted', 'submitted', 'rejected'])[1 + n % 6]
        AS state,
      (ARRAY['generated', 'agreement', 'automatedPublic', 'derived'])[1 + n % 4] AS source,
      (ARRAY['table', 'table', 'table', 'text', 'picture'])[1 + n % 5] AS form,
      (ARRAY['general', 'general', 'sensitive', 'important'])[1 + (n / 3) % 4] AS grade,
      CASE WHEN n % 6 < 3 THEN ('2026-01-01'::date + n % 300)::text END AS day) AS a ON true
  JOIN said AS s ON s.id = (n::bigint * 7919) % $2::integer
  ORDER BY n`;

const pick = (all: readonly string[], at: number): string => all[(at * 13) % all.length] ?? '';
const text = (...words: readonly string[]): string => `text=${encodeURIComponent(words.join(' '))}`;

/** Kinds of questions; each sample asks for something else. */
const questions: readonly (readonly [string, (at: number) => string])[] = [
  ['newest, no filter', () => ''],
  ['one word', (at) => text(pick(subjects, at))],
  ['two words', (at) => text(pick(regions, at), pick(subjects, at + 1))],
  ['a word in every text', () => text('评估')],
  ['a rare word', () => text('专项调查')],
  ['one character', (at) => text(pick(subjects, at).charAt(0))],
  ['by relevance', (at) => `${text(pick(subjects, at))}&sort=relevance`],
  ['by name', (at) => `${text(pick(regions, at))}&sort=name`],
  ['by expiry', (at) => `${text(pick(subjects, at))}&sort=expiry&state=registered`],
  [
    'word, filters, facets',
    (at) => `${text(pick(subjects, at))}&state=registered&grade=important&facets=true`,
  ],
  ['filters, facets', (at) => `industry=${industries[at % 10]}&form=text&facets=true`],
];

const ask = async (service: BenchService, authorization: string, query: string) => {
  const began = performance.now();
  const answer = await fetch(`${service.url}/v1/assets?${query}`, { headers: { authorization } });
  const body = (await answer.json()) as { readonly next?: string };
  if (!answer.ok) throw new Error(`${query}: ${answer.status} ${JSON.stringify(body)}`);
  return { ms: performance.now() - began, next: body.next };
};

const told = (who: string, what: string, times: number[]): boolean => {
  const sorted = [...times].sort((a, b) => a - b);
  const [p50, p95] = [quantile(sorted, 0.5), quantile(sorted, 0.95)];
  console.log(
    `${who.padEnd(8)} ${what.padEnd(24)} p50 ${p50.toFixed(1).padStart(7)} ms  ` +
      `p95 ${p95.toFixed(1).padStart(7)} ms`,
  );
  return p95 < targetMs;
};

const measured = async (service: BenchService, who: 'manager' | 'auditor'): Promise<boolean> => {
  const authorization = await service.bearer(who);
  const all: number[] = [];
  for (const [what, query] of questions) {
    const times: number[] = [];
    for (let at = 0; at < samples; at += 1) {
      times.push((await ask(service, authorization, query(at))).ms);
    }
    told(who, what, times);
    all.push(...times);
  }
  const deep: number[] = [];
  const word = text(subjects[0] ?? '');
  for (let at = 0, cursor = ''; at < samples; at += 1) {
    const { ms, next } = await ask(service, authorization, `${word}&limit=50${cursor}`);
    deep.push(ms);
    cursor = next === undefined ? '' : `&cursor=${next}`;
  }
  told(who, `page 1 to ${samples} of a word`, deep);
  return told(who, 'all of these', [...all, ...deep]);
};

const run = async (): Promise<void> => {
  const database = await createBenchDatabase();
  try {
    const began = performance.now();
    await seed(database.adminUrl);
    console.log(`${assets} assets laid out in ${((performance.now() - began) / 1e3).toFixed(0)} s`);
    const service = await startRegistry(database);
    try {
      const isFast = [await measured(service, 'manager'), await measured(service, 'auditor')];
      console.log(`target: p95 of all below ${targetMs} ms`);
      if (isFast.includes(false)) process.exitCode = 2;
    } finally {
      await service.stop();
    }
  } finally {
    await database.drop();
  }
};

await withServer(run);
