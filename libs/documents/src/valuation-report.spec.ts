import { approachOf, compute } from '@ledger/domain/valuation/engine/engine.js';
import { valuationReport } from '@ledger/domain/valuation/report/valuation-report.js';
import { workedExamples } from '@ledger/domain/valuation/testing/worked-examples.js';
import type { Appraisal } from '@ledger/domain/valuation/valuation.events.js';
import { printed } from './testing/printed.js';
import { valuationReportPdf } from './valuation-report.pdf.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const results = [workedExamples[0]!, workedExamples[2]!].map(({ inputs }) => {
  const result = compute(inputs);
  return { approach: approachOf(result.model), ...result };
});
const appraisal: Appraisal = {
  valuationId: 'aaaaaaaa-aaaa-5aaa-8aaa-aaaaaaaaaaaa',
  reportNumber: '评报字〔2026〕第001号',
  firmPartyId: 'firm',
  signatories: ['9c1f6f0e', '5d2b7a44'],
  reportDigest: 'a'.repeat(64),
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  results,
  value: cny('740000.00'),
  baseDate: '2026-10-31',
  issuedOn: '2026-11-20',
  validUntil: '2027-10-30',
  assumptions: ['持续使用'],
  limitations: ['仅供质押参考'],
};
const facts = {
  assetId: 'ffffffff-ffff-5fff-8fff-ffffffffffff',
  assetName: '企业登记信息',
  firm: '示例评估机构',
  version: 2,
  at: '2026-11-22T02:30:00.000Z',
};

describe('a valuation report as PDF', () => {
  it('says in Chinese what the report says, with its fonts in it', async () => {
    const found = printed(await valuationReportPdf(valuationReport(appraisal, facts)));
    expect(found).toMatchObject({ embedded: 2, language: 'zh-CN' });
    expect(found.title).toBe(`数据资产评估报告（登记摘要） ${appraisal.reportNumber}`);
    const said = '示例评估机构仅供质押参考未披露重置成本折现系数不改变任何账面价值';
    for (const character of said) expect(found.characters).toContain(character);
  });

  it('is the same bytes for the same report, and others once it is withdrawn', async () => {
    const of = (more: object = {}) =>
      valuationReportPdf(valuationReport(appraisal, { ...facts, ...more }));
    const [one, again] = [await of(), await of()];
    expect(one.equals(again)).toBe(true);
    const ended = { how: 'withdrawn', at: '2026-11-22T02:00:00.000Z', reason: '参数有误' };
    expect(one.equals(await of({ ended }))).toBe(false);
  });

  it('runs over as many pages as long disclosures take', async () => {
    const specialMatters = '特别事项说明。'.repeat(500);
    const long = { ...appraisal, disclosures: { specialMatters, scenarios: specialMatters } };
    const { pages } = printed(await valuationReportPdf(valuationReport(long, facts)));
    const short = printed(await valuationReportPdf(valuationReport(appraisal, facts)));
    expect(pages).toBeGreaterThan(short.pages);
  });
});
