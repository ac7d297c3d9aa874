import { compute } from '../engine/engine.js';
import { approachOf } from '../engine/engine.js';
import { workedExamples } from '../testing/worked-examples.js';
import type { Appraisal } from '../valuation.events.js';
import { inputLines, inputWords } from './input.words.js';
import { valuationReport, type ReportSection } from './valuation-report.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const computed = (at: number) => {
  const result = compute(workedExamples[at]!.inputs);
  return { approach: approachOf(result.model), ...result };
};
const appraisal: Appraisal = {
  valuationId: 'v',
  reportNumber: '评报字〔2026〕第001号',
  firmPartyId: 'firm',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [computed(0), computed(2)],
  value: cny('1740000.00'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
  validUntil: '2027-10-30',
  assumptions: ['持续使用'],
  limitations: [],
};
const facts = {
  assetId: 'asset',
  assetName: '企业登记信息',
  firm: '示例评估机构',
  version: 2,
  at: '2026-11-21T02:00:00.000Z',
};

const said = (sections: readonly ReportSection[], zh: string): readonly string[] =>
  sections
    .flatMap(({ lines }) => lines)
    .filter(({ label }) => label.zh === zh)
    .flatMap(({ values }) => values.map((value) => value.zh));

describe('a valuation report', () => {
  it('tells what the report standard asks for, and says what is not disclosed', () => {
    const { sections, standing, notes } = valuationReport(appraisal, facts);
    expect(standing.zh).toBe('在使用期内');
    expect(said(sections, '评估结论')).toEqual(['1,740,000.00 CNY']);
    expect(said(sections, '委托人')).toEqual(['未披露']);
    expect(said(sections, '限制条件')).toEqual(['未披露']);
    expect(said(sections, '评估假设')).toEqual(['持续使用']);
    expect(said(sections, '签名评估专业人员（代号）')).toEqual(appraisal.signatories);
    expect(sections.map(({ heading }) => heading.zh)).toEqual([
      '一、基本事项',
      '二、数据资产',
      '三、方法、假设与限制',
      '四、成本法的计算',
      '五、收益法的计算',
      '六、评估结论',
    ]);
    expect(notes.some(({ zh }) => zh.includes('不改变任何账面价值'))).toBe(true);
  });

  it('tells the id of an asset once where it has no name', () => {
    const { sections } = valuationReport(appraisal, { ...facts, assetName: facts.assetId });
    expect(said(sections, '数据资产')).toEqual([facts.assetId]);
  });

  it('tells what is disclosed, and the sources of parameters as a table', () => {
    const disclosures = {
      clientPartyId: 'client',
      scenarios: '信贷风险评估',
      parameterSources: [{ parameter: '收入提成率', source: '可比合同' }],
    };
    const { sections } = valuationReport(
      { ...appraisal, disclosures, singleApproachReason: '无可比案例' },
      { ...facts, client: '示例银行' },
    );
    expect(said(sections, '委托人')).toEqual(['示例银行']);
    expect(said(sections, '应用场景及限制')).toEqual(['信贷风险评估']);
    expect(said(sections, '只用一种方法的理由')).toEqual(['无可比案例']);
    expect(sections[2]?.tables[0]?.rows).toEqual([
      [
        { zh: '收入提成率', en: '收入提成率' },
        { zh: '可比合同', en: '可比合同' },
        { zh: '未披露', en: 'not disclosed' },
      ],
    ]);
    expect(said(sections, '重要参数的来源')).toEqual([]);
  });

  it('has a place for each thing that the Guidance and the report standard want told', () => {
    const texts = {
      ...{ objectAndScope: '评估对象和范围', rightsInformation: '基本信息和权利信息' },
      ...{ qualityEvaluation: '质量评价', scenarios: '应用场景及限制', outlook: '宏观和行业前景' },
      ...{ basisSources: '评估依据的信息来源', useOfExperts: '利用专家工作及其他报告' },
      ...{ otherInformation: '其他必要信息', methodReason: '方法的选择及理由' },
      ...{ procedure: '评估程序', resultAnalysis: '结果的分析', conclusionReason: '结论的形成' },
      ...{ specialMatters: '特别事项', limitsOnUse: '使用限制' },
    };
    const lists = { users: ['拟贷款银行'], basis: ['《资产评估法》', '《数据资产评估指导意见》'] };
    const { sections } = valuationReport(
      { ...appraisal, disclosures: { ...texts, ...lists } },
      { ...facts, client: '示例银行' },
    );
    for (const label of Object.values(texts)) expect(said(sections, label)).toEqual([label]);
    expect(said(sections, '其他报告使用人')).toEqual(lists.users);
    expect(said(sections, '评估依据')).toEqual(lists.basis);
    const bare = valuationReport(appraisal, facts).sections;
    for (const label of [...Object.values(texts), '评估依据', '重要参数的来源']) {
      expect(said(bare, label)).toEqual(['未披露']);
    }
  });

  it('shows each input and each step of what was computed', () => {
    const [, , , cost, income] = valuationReport(appraisal, facts).sections;
    const row = (section: ReportSection | undefined, table: number, at: number) =>
      section?.tables[table]?.rows[at]?.map(({ zh }) => zh);
    expect(row(cost, 0, 0)).toEqual(['成本 · 前期费用', '80,000']);
    expect(row(cost, 1, 0)).toEqual(['重置成本 C', '920,000']);
    expect(income?.tables[0]?.rows.map(([label]) => label?.zh)).toContain('年5 · 率');
    expect(income?.tables[1]?.rows).toHaveLength(17);
  });

  it('says of a figure of its own that nobody here computed it', () => {
    const results = [{ approach: 'market' as const, value: cny('1.00') }];
    const [, , , section] = valuationReport({ ...appraisal, results }, facts).sections;
    expect(section?.lines[0]?.values[0]?.zh).toBe('报告自载数值，本系统未计算');
    expect(section?.tables).toEqual([]);
  });

  it('tells how it ended', () => {
    const at = '2026-11-21T01:00:00.000Z';
    const ended = { how: 'withdrawn' as const, at, reason: '参数有误' };
    const { sections, standing } = valuationReport(appraisal, { ...facts, ended });
    expect(standing.zh).toBe('已撤回');
    expect(said(sections, '当前状态')).toEqual(['已撤回（2026-11-21）参数有误']);
  });

  it('has words for every input of every model', () => {
    for (const { inputs } of workedExamples) {
      for (const { label } of inputLines(inputs)) {
        for (const part of label.zh.split(' · ').slice(1)) expect(part).toMatch(/[\u4e00-\u9fff]/);
      }
    }
    expect(inputWords['scarcity']?.en).toBe('Scarcity');
  });

  it('names the deal that a comparable is, as it is', () => {
    const comparableId = '12345678-0000-4000-8000-000000000001';
    const references = [{ value: '400000.00', comparableId }];
    const lines = inputLines({ dataSets: [{ name: '一', references }] });
    expect(lines.at(-1)).toEqual({
      label: { zh: '数据集1 · 可比案例1 · 成交编号', en: 'Data set 1 · Comparable 1 · Deal' },
      value: { zh: comparableId, en: comparableId },
    });
  });
});
