import { movementSums } from '@ledger/domain/reporting/account-sums.js';
import type { Disclosure } from '@ledger/domain/reporting/disclosure.js';
import { disclosureNotes } from '@ledger/domain/reporting/disclosure-notes.js';
import type {
  DisclosureFacts,
  Measured,
  MeasuredMatter,
} from '@ledger/domain/reporting/disclosure-facts.js';
import { statutoryTable } from '@ledger/domain/reporting/statutory-table.js';
import { sampleBook, sumsOf } from '@ledger/domain/reporting/testing/vouchers.js';
import { exampleA, exampleYear } from '@ledger/domain/reporting/testing/worked-examples.js';
import type { Appraisal } from '@ledger/domain/valuation/valuation.events.js';
import { disclosurePdf } from './disclosure.pdf.js';
import { printed } from './testing/printed.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const told = (name: string, matter: MeasuredMatter): Measured => ({
  bookId: sampleBook(name),
  name,
  on: '2025-12-31',
  matter,
});

const sums = sumsOf(exampleA().posted, exampleYear);
const table = statutoryTable('intangible', movementSums(sums));

const facts: DisclosureFacts = {
  period: exampleYear,
  table,
  sums,
  policy: {
    significantPercent: 10,
    inventoryCosting: 'specific',
    texts: [{ item: '1', zh: '用于信贷风险评估' }],
  },
  lives: [
    { method: 'straightLine', months: 36, books: 1 },
    { method: 'indefinite', books: 2 },
  ],
  changes: [
    {
      name: 'A',
      on: '2025-10-01',
      reason: '更新频率下降',
      before: { method: 'straightLine', months: 48, residual: 0n },
      after: { method: 'straightLine', months: 36, residual: 0n },
      chargeBefore: 3_000_000n,
      chargeAfter: 4_000_000n,
      months: 3,
    },
  ],
  indefinite: [
    {
      bookId: sampleBook('I'),
      name: 'I',
      carrying: 10_000_000n,
      charge: 0n,
      basis: '权利期限：无固定期限；更新频率和时效性：持续更新',
    },
  ],
  measured: [
    told('A', {
      kind: 'impairment',
      of: 'intangible',
      amount: cny('120000.00'),
      recoverable: cny('600000.00'),
      by: 'presentValue',
      basis: '收益法',
    }),
    told('E', {
      kind: 'lapse',
      of: 'intangible',
      cost: cny('240000.00'),
      amortised: cny('150000.00'),
      impaired: cny('0.00'),
      reason: '授权被撤销',
    }),
    told('H', {
      kind: 'heldForSale',
      carrying: cny('3200.00'),
      fairValueLessCosts: cny('3000.00'),
      amount: cny('200.00'),
    }),
    told('H', { kind: 'heldWithdrawn', carrying: cny('2900.00'), reason: '转回自用' }),
  ],
  significant: [
    {
      bookId: sampleBook('A'),
      name: 'A',
      carrying: 60_000_000n,
      charge: 36_000_000n,
      monthsLeft: 24,
    },
  ],
  restricted: [
    {
      bookId: sampleBook('B'),
      name: 'B',
      carrying: 50_000_000n,
      charge: 22_000_000n,
      restrictions: [{ is: 'pledge', id: 'p', ground: 'pledge' }],
    },
  ],
  appraisals: [],
};

const appraisal: Appraisal = {
  valuationId: 'v',
  reportNumber: '评报字〔2025〕第 1 号',
  firmPartyId: 'firm',
  signatories: [],
  reportDigest: 'a'.repeat(64),
  purpose: 'other',
  valueType: 'market',
  rightsValued: ['operation'],
  results: [{ approach: 'income', value: cny('600000.00') }],
  singleApproachReason: '无可比交易',
  value: cny('600000.00'),
  baseDate: '2025-12-31',
  issuedOn: '2025-12-31',
  validUntil: '2026-12-30',
  assumptions: ['持续使用'],
  limitations: ['仅供减值测试'],
  disclosures: { parameterSources: [{ parameter: '折现率', source: '行业研究' }] },
};

const texts = (given: DisclosureFacts): string =>
  disclosureNotes(given)
    .flatMap(({ no, title, paragraphs }) => [
      `${no} ${title.zh}`,
      ...paragraphs.map(({ zh }) => zh),
    ])
    .join('\n');

describe('the text disclosures', () => {
  it('of intangible assets are those of the worked example', () => {
    const said = texts(facts);
    expect(said).toContain(
      '计入当期损益的研究开发支出 180,000.00 元；确认为无形资产的金额 480,000.00 元',
    );
    expect(said).toContain(
      'B：用于担保（质押 1 笔），账面价值 500,000.00 元，本期摊销额 220,000.00 元',
    );
    expect(said).toContain('合计：账面价值 500,000.00 元，本期摊销额 220,000.00 元');
    expect(said).toContain('使用寿命 36 个月的 1 项，按年限平均法（直线法）逐月摊销');
    expect(said).toContain('使用寿命不确定的 2 项，不予摊销');
    expect(said).toContain(
      'I：使用寿命不确定，账面价值 100,000.00 元，判断依据：权利期限：无固定期限；更新频率和时效性：持续更新',
    );
    expect(said).toContain(
      'A：自 2025-10-01 起剩余摊销期由 48 个月变更为 36 个月，原因：更新频率下降；月摊销额由 30,000.00 元' +
        '变更为 40,000.00 元，影响本期摊销额 30,000.00 元、以后期间每月 10,000.00 元，采用未来适用法',
    );
    expect(said).toContain('A：账面价值 600,000.00 元，剩余摊销期限 24 个月');
    expect(said).toContain(
      'A：2025-12-31 计提减值准备 120,000.00 元，可收回金额 600,000.00 元' +
        '（按预计未来现金流量的现值确定），确定依据：收益法',
    );
    expect(said).toContain(
      'H：2025-12-31 划分为持有待售：划分前账面价值 3,200.00 元，公允价值减去出售费用后的净额 3,000.00 元，' +
        '确认减值 200.00 元，停止摊销',
    );
    expect(said).toContain(
      'H：2025-12-31 不再划分为持有待售，按 2,900.00 元计量并恢复摊销，原因：转回自用',
    );
    expect(said).toContain(
      'E：2025-12-31 失效终止确认：账面原值 240,000.00 元，累计摊销 150,000.00 元，' +
        '减值（跌价）准备 0.00 元，原因：授权被撤销',
    );
    // E lapsed: cost 240,000, amortised 150,000.
    expect(said).toContain(
      '本期失效且终止确认的账面原值 240,000.00 元，扣除累计摊销后 90,000.00 元',
    );
    expect(said).toContain('用于信贷风险评估');
    expect(disclosureNotes(facts).map(({ no, isRequired }) => [no, isRequired])).toEqual([
      ['2', true],
      ['3', true],
      ['4', true],
      ['5', true],
      ['6', true],
      ['7', true],
      ['8', true],
      ['自愿-1', false],
      ['自愿-6', false],
    ]);
  });

  it('of inventory name the method, the basis of net realisable value and each provision', () => {
    const said = texts({
      ...facts,
      table: statutoryTable('inventory', []),
      measured: [
        told('P', {
          kind: 'reversal',
          amount: cny('50000.00'),
          netRealisableValue: cny('300000.00'),
          reason: '市场价格回升',
        }),
        told('R', {
          kind: 'lapse',
          of: 'inventory',
          cost: cny('60000.00'),
          amortised: cny('0.00'),
          impaired: cny('0.00'),
          reason: '权利失效',
        }),
      ],
      significant: [
        { ...facts.significant[0]!, netRealisableValue: 70_000_000n },
        { ...facts.significant[0]!, name: 'Q' },
      ],
    });
    expect(said).toContain(
      'A：账面价值 600,000.00 元，剩余摊销期限 24 个月，可变现净值 700,000.00 元',
    );
    expect(said).toContain('Q：账面价值 600,000.00 元，剩余摊销期限 24 个月，可变现净值不低于成本');
    expect(said).toContain('采用个别计价法');
    expect(said).toContain(
      'P：2025-12-31 转回存货跌价准备 50,000.00 元，可变现净值 300,000.00 元，原因：市场价格回升',
    );
    expect(said).toContain(
      'R：2025-12-31 失效终止确认：账面原值 60,000.00 元，减值（跌价）准备 0.00 元，原因：权利失效',
    );
    expect(said).not.toContain('本期摊销额');
  });
});

describe('an estimate that was changed', () => {
  it('is told by what differs: method, period or residual value', () => {
    const [change] = facts.changes;
    const said = texts({
      ...facts,
      changes: [
        {
          ...change!,
          after: { method: 'unitsOfUse', residual: 100n },
        },
      ],
    });
    expect(said).toContain(
      'A：自 2025-10-01 起摊销方法由年限平均法（直线法）变更为产量（使用量）法，' +
        '预计净残值由 0.00 元变更为 1.00 元，原因：更新频率下降；',
    );
  });
});

describe('an appraisal', () => {
  const given = { ...facts, appraisals: [{ name: 'A', firmName: '示例评估', appraisal }] };

  it('is told with its source, method, parameters, assumptions and limits (6.5)', () => {
    expect(texts(given)).toContain(
      '9 数据资源的评估\nA：信息来源为示例评估的评估报告 评报字〔2025〕第 1 号（评估基准日 2025-12-31，评估值 ' +
        '600,000.00 元，不作为入账或调整账面价值的依据）；评估方法：收益法，选择理由：无可比交易；' +
        '重要参数的来源：折现率（行业研究）；假设前提：持续使用；限制条件：仅供减值测试。',
    );
    expect(texts(facts)).not.toContain('数据资源的评估');
  });

  it('moves no figure', () => {
    const before = disclosureNotes(facts).map(({ no, paragraphs }) => [no, paragraphs]);
    const after = disclosureNotes(given).map(({ no, paragraphs }) => [no, paragraphs]);
    expect(after.filter(([no]) => no !== '9')).toEqual(before);
  });
});

describe('the note on paper', () => {
  const disclosure: Disclosure = {
    entityName: '示例数据有限公司',
    entityCode: '91440300MADX00019R',
    knownAt: 42,
    at: '2026-03-31T02:00:00.000000Z',
    current: { ...exampleYear, isRestated: false, table },
    comparative: {
      from: '2024-01-01',
      to: '2024-12-31',
      isRestated: true,
      table: statutoryTable('intangible', []),
    },
    notes: disclosureNotes(facts),
  };

  it('has both tables and the text, in Chinese, the same bytes for the same note', async () => {
    const bytes = await disclosurePdf(disclosure);
    const { pages, characters, title, language } = printed(bytes);
    expect(pages).toBe(3);
    expect(language).toBe('zh-CN');
    expect(title).toContain('确认为无形资产的数据资源');
    for (const character of '账面原值累计摊销减值准备失效且终止确认其他方式取得已重述') {
      expect(characters).toContain(character);
    }
    expect(await disclosurePdf(disclosure)).toEqual(bytes);
  });
});
