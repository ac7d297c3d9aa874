import { similarityPermille, sketchOf } from '@ledger/domain/fingerprint/sketch.js';
import { partyIdOf } from '@ledger/event-store/ids.js';
import { organisations } from '../support/apps.js';
import { application, type Who } from '../support/asset-api.js';
import { clerkOf, DuplicateStory, under } from './support/duplicate-story.js';

const { bank, lender, secondLender } = organisations;
const contentDigest = 'c'.repeat(64);

let story: DuplicateStory;
beforeAll(async () => {
  story = await DuplicateStory.start();
});
afterAll(() => story.close());

const post = (who: Who, path: string, body?: object) => story.post(who, path, body);
const get = (who: Who, path: string) => story.get(who, path);
const asset = (org: string, fingerprint: object, description: object = {}, scheme?: string) =>
  story.asset(org, fingerprint, description, scheme);
const barsOn = (org: string, assetId: string) => story.barsOn(org, assetId);
const held = async (org: string, assetId: string): Promise<string> =>
  (await story.entriesOf(org, assetId)).find(({ right }) => right === 'operation')?.holdingId ?? '';

describe('the same content of a second holder', () => {
  it('bars the later asset only, warns lenders, and is decided by the registrar', async () => {
    const earlier = await asset(bank, { contentDigest });
    const later = await asset(lender, { contentDigest });
    expect(await barsOn(bank, earlier)).toEqual([]);
    expect(await barsOn(lender, later)).toMatchObject([{ ground: 'possibleDuplicate' }]);

    const list = await get(clerkOf(lender), '/v1/duplicates?open=true');
    expect(list.body.items).toMatchObject([
      { assetId: later, duplicateNo: 1, basis: 'content', similarityPermille: 1000, open: true },
    ]);
    expect(JSON.stringify(list.body)).not.toContain(earlier);
    expect((await get(clerkOf(bank), '/v1/duplicates')).body.items).toEqual([]);
    const audited = await get([bank, 'auditor'], '/v1/duplicates');
    expect(audited.body.items).toMatchObject([{ earlierAssetId: earlier }]);
    const alerts = await get([lender, 'manager'], '/v1/alerts?kind=possibleDuplicate');
    expect(alerts.body.items).toMatchObject([{ assetId: later, severity: 'warning' }]);
    const history = await get([lender, 'manager'], `/v1/assets/${later}/history`);
    expect(JSON.stringify(history.body)).not.toContain(earlier);

    const holdingId = await held(lender, later);
    const status = await get([lender, 'manager'], `/v1/assets/${later}/pledge-status`);
    const entry = (
      status.body.entries as { holdingId: string; warnings: { code: string }[] }[]
    ).find((each) => each.holdingId === holdingId);
    expect(entry?.warnings.map(({ code }) => code)).toContain('possible_duplicate');
    const terms = { exclusive: false, from: '2026-11-01', sublicenceDepth: 0 };
    const granteePartyId = partyIdOf('uscc', secondLender);
    const grant = { holdingId, granteePartyId, terms };
    const barred = await post([lender, 'manager'], `/v1/assets/${later}/grants`, grant);
    expect([barred.status, barred.body.code]).toEqual([409, 'entry_barred']);

    const path = `/v1/assets/${later}/duplicates/1/resolution`;
    const upheld = { decision: 'upheld', reason: '待核实' };
    expect((await post(clerkOf(lender), path, upheld)).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOn(lender, later)).toHaveLength(1);
    const unfounded = { decision: 'unfounded', reason: '双方均自同一数据源采购' };
    expect((await post(clerkOf(lender), path, unfounded)).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOn(lender, later)).toEqual([]);
    expect((await post([lender, 'manager'], `/v1/assets/${later}/grants`, grant)).status).toBe(201);
    const again = await post(clerkOf(lender), path, upheld);
    expect([again.status, again.body.code]).toEqual([409, 'duplicate_already_resolved']);
    const none = await post(clerkOf(lender), path.replace('/1/', '/2/'), upheld);
    expect([none.status, none.body.code]).toEqual([404, 'duplicate_not_found']);
    const stranger = await post(clerkOf(bank), path, upheld);
    expect([stranger.status, stranger.body.code]).toEqual([404, 'asset_not_found']);
    const closed = await get(clerkOf(lender), '/v1/duplicates?open=false');
    expect(closed.body.items).toMatchObject([{ decision: 'unfounded', open: false }]);
  });
});

describe('content that changes', () => {
  const named = (name: string) => ({ name, summary: `${name}，逐日汇总，供内部研究。` });
  const digestOf = (digit: string) => ({ contentDigest: digit.repeat(64) });
  const change = (org: string, assetId: string, name: string, digit: string) => {
    const { description } = application({}, { ...named(name), fingerprint: digestOf(digit) });
    const body = { description, reason: '数据更新' };
    return post(clerkOf(org), `/v1/assets/${assetId}/change`, body);
  };

  it('is compared again, and whoever had it before is the earlier one', async () => {
    const one = await asset(bank, digestOf('7'), named('港口集装箱吞吐量'));
    const other = await asset(secondLender, digestOf('8'), named('农田土壤墒情监测'));
    expect((await change(bank, one, '港口集装箱吞吐量', '8')).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOn(bank, one)).toMatchObject([{ ground: 'possibleDuplicate' }]);
    expect(await barsOn(secondLender, other)).toEqual([]);
    const resolution = `/v1/assets/${one}/duplicates/1/resolution`;
    const unfounded = { decision: 'unfounded', reason: '来源不同' };
    expect((await post(clerkOf(bank), resolution, unfounded)).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOn(bank, one)).toEqual([]);

    const third = await asset(lender, digestOf('9'), named('城市公交客流明细'));
    expect((await change(lender, third, '城市公交客流明细', '8')).status).toBe(200);
    await story.cluster.settled();
    expect(await barsOn(lender, third)).toHaveLength(1);
    const list = await get([lender, 'auditor'], `/v1/duplicates?assetId=${third}`);
    expect(list.body.items).toMatchObject([{ assetId: third, earlierAssetId: other }]);
  });

  it('leaves its holder the first of the former content, not of one that was an error', async () => {
    const one = await asset(bank, digestOf('1'), named('渔港进出港船舶'));
    expect((await change(bank, one, '渔港进出港船舶', '2')).status).toBe(200);
    await story.cluster.settled();
    const former = await asset(secondLender, digestOf('1'), named('森林火险等级'));
    expect(await story.earlierOf(former)).toEqual([one]);
    // What was corrected it never had: from then on it is no earlier one.
    const { description } = application(
      {},
      { ...named('渔港进出港船舶'), fingerprint: digestOf('3') },
    );
    const said = { correctedEvent: 1, description, reason: '摘要误填' };
    const proposal = await post(clerkOf(bank), `/v1/assets/${one}/corrections`, said);
    expect([proposal.status, proposal.body.code]).toEqual([201, undefined]);
    const approval = `/v1/assets/${one}/corrections/${proposal.body.id}/approval`;
    expect((await post([lender, 'registrar', 'manager'], approval)).status).toBe(200);
    await story.cluster.settled();
    const honest = await asset(lender, digestOf('2'), named('滑坡隐患点监测'));
    expect(await story.earlierOf(honest)).toEqual([]);
    const again = await asset(lender, digestOf('3'), named('堤防渗压观测'));
    expect(await story.earlierOf(again)).toEqual([one]);
  });

  it('may be registered once more by who had it first, though others have it since', async () => {
    await asset(bank, digestOf('6'), named('空气质量逐时监测'));
    const copy = await asset(lender, digestOf('6'), named('夜间灯光遥感'));
    const again = await asset(bank, digestOf('6'), named('空气质量年度汇编'));
    expect(await barsOn(lender, copy)).toHaveLength(1);
    expect(await barsOn(bank, again)).toEqual([]);
  });

  it('bars nobody on account of a draft, nor of a registration that was revoked', async () => {
    const body = application(under('shenzhen', bank), {
      ...named('电网调度日志'),
      fingerprint: digestOf('4'),
    });
    const draft = await post([bank, 'manager'], '/v1/assets?draft=true', body);
    expect(draft.status).toBe(201);
    const withdrawn = await post([bank, 'manager'], '/v1/assets', body);
    const withdrawal = `/v1/assets/${(withdrawn.body as { id: string }).id}/withdrawal`;
    expect((await post([bank, 'manager'], withdrawal)).status).toBe(200);
    const false_ = await asset(lender, digestOf('4'), named('设备巡检图像'));
    expect(await barsOn(lender, false_)).toEqual([]);
    const ground = { ground: 'falseProof', reason: '证明材料虚假' };
    const revoked = await post(clerkOf(lender), `/v1/assets/${false_}/revocation`, ground);
    expect(revoked.status).toBe(200);
    const honest = await asset(secondLender, digestOf('4'), named('变电站巡视记录'));
    expect(await barsOn(secondLender, honest)).toEqual([]);
    const earlierStates = async (assetId: string) => {
      const list = await get(clerkOf(lender), `/v1/duplicates?assetId=${assetId}`);
      const items = list.body.items as { earlierState: string; open: boolean }[];
      return items.map(({ earlierState, open }) => [earlierState, open]);
    };
    const copy = await asset(lender, digestOf('4'), named('线路检修工单'));
    expect(await barsOn(lender, copy)).toHaveLength(1);
    expect(await earlierStates(copy)).toEqual([['registered', true]]);
    await post(clerkOf(secondLender), `/v1/assets/${honest}/revocation`, ground);
    expect(await earlierStates(copy)).toEqual([['revoked', true]]);
  });

  it('is told to who lends on the earlier asset, without a bar and without a name', async () => {
    const earlier = await asset(bank, digestOf('5'), named('水库水位与雨量观测'));
    const holdingId = await held(bank, earlier);
    const leave = { holdingId, lenderPartyId: partyIdOf('uscc', lender), purpose: 'pledge' };
    const until = '2027-06-30';
    const path = `/v1/assets/${earlier}`;
    await post([bank, 'manager'], `${path}/lender-authorisations`, { ...leave, until });
    const pledge = {
      ...{ holdingId, kind: 'ordinary', amount: { amount: '100.00', currency: 'CNY' } },
      ...{ until, contractDigest: 'a'.repeat(64) },
    };
    expect((await post([lender, 'lender'], `${path}/pledges`, pledge)).status).toBe(201);
    const later = await asset(secondLender, digestOf('5'), named('高速公路收费流水'));
    const alerts = `/v1/alerts?kind=possibleCopy&assetId=${earlier}`;
    const told = await get([lender, 'lender'], alerts);
    expect(told.body.items).toMatchObject([
      { assetId: earlier, ground: 'pledgee', severity: 'info' },
    ]);
    expect(JSON.stringify(told.body)).not.toContain(later);
    expect((await get([bank, 'manager'], alerts)).body.items).toEqual([]);
    expect(await barsOn(bank, earlier)).toEqual([]);
  });
});

describe('much the like of another holder', () => {
  const fields = ['企业名称', '统计月份', '用电量', '电费', '缴费状态', '行业', '所在区'];
  const samples = ['1', '2', '3'].map((digit) => digit.repeat(64));
  const described = { name: '用电信息', summary: '小微企业月度用电量与电费，用于授信评估。' };

  it('is noticed by fields, samples and words; what is not alike is left alone', async () => {
    const print = (digit: string, more: object = {}) => ({
      contentDigest: digit.repeat(64),
      fields,
      sampleDigests: samples,
      ...more,
    });
    const earlier = await asset(bank, print('d'), described);
    const own = await asset(bank, print('e'), described);
    const unlike = { fields: ['标题', '正文'], sampleDigests: ['9'.repeat(64)] };
    const far = { name: '上市公司公告', summary: '交易所披露的公告全文。' };
    const other = await asset(secondLender, print('f', unlike), far);
    const later = await asset(secondLender, print('0'), { ...described, name: '用电 信息' });
    const since = await asset(bank, print('a'), described);
    for (const [org, id] of [
      [bank, earlier],
      [bank, own],
      [secondLender, other],
      // Its holder had much the like before the other had.
      [bank, since],
    ] as const) {
      expect(await barsOn(org, id)).toEqual([]);
    }
    expect(await barsOn(secondLender, later)).toHaveLength(2);
    const list = await get(clerkOf(secondLender), `/v1/duplicates?assetId=${later}&limit=1`);
    expect(list.body.items).toMatchObject([{ basis: 'similarity', similarityPermille: 1000 }]);
    const rest = await get(
      clerkOf(secondLender),
      `/v1/duplicates?assetId=${later}&cursor=${list.body.next}`,
    );
    expect(rest.body.items).toHaveLength(1);
  });

  it('is looked for in the words where neither fields nor samples are stated', async () => {
    const words = { name: '跨境物流时效', summary: '按航线统计的跨境物流时效与延误原因。' };
    const first = await asset(bank, { contentDigest: '15'.repeat(32) }, words);
    const empty = { contentDigest: '16'.repeat(32), fields: [], sampleDigests: [] };
    const later = await asset(lender, empty, words);
    expect(await story.earlierOf(later)).toEqual([first]);
    const stated = { contentDigest: '17'.repeat(32), fields: ['航线', '时长', '延误原因'] };
    expect(await story.earlierOf(await asset(secondLender, stated, words))).toEqual([]);
  });

  it('is noticed from the policy’s threshold on, not one thousandth below it', async () => {
    const one = { name: '河道断面水质', summary: '按月采样，用于水环境评价。' };
    const other = { name: '河道断面水质监测', summary: '按月采样，用于水环境质量评价。' };
    const [columns, more] = [
      ['断面', '日期', '溶解氧', '氨氮'],
      ['断面', '日期', '溶解氧', '总磷'],
    ];
    const permille = similarityPermille(
      sketchOf({ ...one, fields: columns }),
      sketchOf({ ...other, fields: more }),
    );
    expect(permille).toBeGreaterThan(300);
    const first = await asset(bank, { contentDigest: '12'.repeat(32), fields: columns }, one);
    const noticed: unknown[] = [];
    for (const [similarityPermilleMin, digit, org] of [
      [permille + 1, '13', lender],
      [permille, '14', secondLender],
    ] as const) {
      const content = { similarityPermilleMin, candidatesMax: 200 };
      await story.adopted('duplicates', { content });
      const id = await asset(org, { contentDigest: digit.repeat(32), fields: more }, other);
      noticed.push(await story.earlierOf(id));
    }
    expect(noticed).toEqual([[], expect.arrayContaining([first])]);
  });
});
