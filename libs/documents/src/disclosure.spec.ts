import { movementSums } from '@ledger/domain/reporting/account-sums.js';
import type { Disclosure } from '@ledger/domain/reporting/disclosure.js';
import { disclosureNotes } from '@ledger/domain/reporting/disclosure-notes.js';
import type { DisclosureFacts } from '@ledger/domain/reporting/disclosure-facts.js';
import { statutoryTable } from '@ledger/domain/reporting/statutory-table.js';
import { sampleBook, sumsOf } from '@ledger/domain/reporting/testing/vouchers.js';
import { exampleA, exampleYear } from '@ledger/domain/reporting/testing/worked-examples.js';
import { disclosurePdf } from './disclosure.pdf.js';
import { printed } from './testing/printed.js';

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
      monthsBefore: 48,
      monthsAfter: 36,
      chargeBefore: 3_000_000n,
      chargeAfter: 4_000_000n,
    },
  ],
  measured: [{ name: 'A', kind: 'impairment', on: '2025-12-31', amount: 12_000_000n }],
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
    const told = texts(facts);
    expect(told).toContain(
      '计入当期损益的研究开发支出 180,000.00 元；确认为无形资产的金额 480,000.00 元',
    );
    expect(told).toContain(
      'B：用于担保（质押 1 笔），账面价值 500,000.00 元，本期摊销额 220,000.00 元',
    );
    expect(told).toContain('合计：账面价值 500,000.00 元，本期摊销额 220,000.00 元');
    expect(told).toContain('使用寿命 36 个月的 1 项，按年限平均法（直线法）逐月摊销');
    expect(told).toContain('使用寿命不确定的 2 项，不予摊销');
    expect(told).toContain('由 48 个月变更为 36 个月，原因：更新频率下降');
    expect(told).toContain('A：账面价值 600,000.00 元，剩余摊销期限 24 个月');
    expect(told).toContain('A：2025-12-31 计提减值准备 120,000.00 元');
    // E lapsed: cost 240,000, amortised 150,000.
    expect(told).toContain(
      '本期失效且终止确认的账面原值 240,000.00 元，扣除累计摊销后 90,000.00 元',
    );
    expect(told).toContain('用于信贷风险评估');
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
    const told = texts({
      ...facts,
      table: statutoryTable('inventory', []),
      measured: [
        {
          name: 'P',
          kind: 'reversal',
          on: '2025-12-31',
          amount: 5_000_000n,
          netRealisableValue: 30_000_000n,
          reason: '市场价格回升',
        },
      ],
    });
    expect(told).toContain('采用个别计价法');
    expect(told).toContain(
      'P：2025-12-31 转回存货跌价准备 50,000.00 元，可变现净值 300,000.00 元，原因：市场价格回升',
    );
    expect(told).not.toContain('本期摊销额');
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
