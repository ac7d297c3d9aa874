import fc from 'fast-check';
import { bandsOf, similarityPermille, sketchFromText, sketchOf, sketchText } from './sketch.js';

const ledger = {
  name: '小微企业月度用电信息',
  summary: '按采购合同取得的小微企业月度用电量与电费缴纳信息，用于授信评估。',
  fields: ['企业名称', '统计月份', '用电量', '电费', '缴费状态'],
};

describe('the sketch', () => {
  it('is the same on every machine: version 1 never changes', () => {
    const text = sketchText(sketchOf({ name: '年报', summary: 'Annual report' }));
    expect(text).toHaveLength(1_024);
    expect(text.slice(0, 32)).toBe('42d0eca4082a52ed453260150d424be6');
  });

  it('is not moved by spelling: width, case, space, punctuation', () => {
    const other = {
      name: ' 小微企业（月度）用电信息 ',
      summary: ledger.summary.replace('，', ', '),
      fields: ledger.fields.toReversed(),
    };
    expect(sketchOf(other)).toEqual(sketchOf(ledger));
    expect(sketchOf({ name: 'ＡＢＣ', summary: '' })).toEqual(
      sketchOf({ name: 'abc', summary: '' }),
    );
  });

  it('comes near to the similarity of the two sets', () => {
    const renamed = { ...ledger, name: '小型微型企业月度用电信息' };
    const near = similarityPermille(sketchOf(ledger), sketchOf(renamed));
    expect(near).toBeGreaterThan(700);
    const far = {
      name: '沪深上市公司公告',
      summary: '交易所披露的公告全文。',
      fields: ['标题', '正文'],
    };
    expect(similarityPermille(sketchOf(ledger), sketchOf(far))).toBeLessThan(100);
  });

  it('lets samples weigh more than words', () => {
    const samples = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64));
    const one = { name: '甲', summary: '一', sampleDigests: samples };
    const other = { name: '乙', summary: '二', sampleDigests: samples };
    expect(similarityPermille(sketchOf(one), sketchOf(other))).toBeGreaterThan(700);
  });

  it('estimates within four standard errors, whatever the overlap', () => {
    const fields = (from: number, until: number) =>
      Array.from({ length: until - from }, (_, index) => `field${from + index}`);
    for (const shared of [0, 20, 50, 80, 100]) {
      const a = { name: '', summary: '', fields: fields(0, 100) };
      const b = { name: '', summary: '', fields: fields(100 - shared, 200 - shared) };
      const truth = shared / (200 - shared);
      const error = Math.sqrt((truth * (1 - truth)) / 128);
      const estimate = similarityPermille(sketchOf(a), sketchOf(b)) / 1_000;
      expect(Math.abs(estimate - truth)).toBeLessThanOrEqual(4 * error + 0.001);
    }
  });

  it('reads back what it wrote, is like itself, and is the same both ways', () => {
    const source = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      summary: fc.string({ unit: 'grapheme' }),
      fields: fc.array(fc.string(), { maxLength: 5 }),
    });
    fc.assert(
      fc.property(source, source, (one, other) => {
        const [a, b] = [sketchOf(one), sketchOf(other)];
        expect(sketchFromText(sketchText(a))).toEqual(a);
        const saysNothing = a.every((value) => value === 0xffffffff);
        expect(similarityPermille(a, a)).toBe(saysNothing ? 0 : 1_000);
        expect(similarityPermille(a, b)).toBe(similarityPermille(b, a));
        expect(bandsOf(a).every((band) => Number.isInteger(band) && band === (band | 0))).toBe(
          true,
        );
      }),
      { numRuns: 30 },
    );
  });

  it('counts the places that are the same, rounded down', () => {
    const agreeing = (places: number) =>
      similarityPermille(
        Array.from({ length: 128 }, () => 1),
        Array.from({ length: 128 }, (_, at) => (at < places ? 1 : 2)),
      );
    const around = [0, 1, 64, 102, 103, 127, 128].map(agreeing);
    // 0.8 lies between 102 and 103 of 128 places.
    expect(around).toEqual([0, 7, 500, 796, 804, 992, 1_000]);
  });

  it('of what states neither fields nor samples is one of its words', () => {
    const { name, summary } = ledger;
    const bare = sketchOf({ name, summary });
    expect(sketchOf({ name, summary, fields: [], sampleDigests: [] })).toEqual(bare);
    expect(similarityPermille(bare, sketchOf({ name, summary }))).toBe(1_000);
    const stated = sketchOf({ ...ledger, sampleDigests: ['a'.repeat(64)] });
    expect(similarityPermille(bare, stated)).toBeLessThan(800);
    // A field without letters or digits is one of no name, and says as much whoever states it.
    expect(sketchOf({ name, summary, fields: ['——'] })).not.toEqual(bare);
  });

  it('that says nothing is like none, not even like another that says nothing', () => {
    const silent = sketchOf({ name: '——', summary: '。', fields: [], sampleDigests: [] });
    expect(similarityPermille(silent, sketchOf({ name: '…', summary: ' ' }))).toBe(0);
    expect(similarityPermille(silent, sketchOf(ledger))).toBe(0);
  });

  it('shares a band with what is like it', () => {
    const near = bandsOf(sketchOf({ ...ledger, summary: `${ledger.summary}每月更新。` }));
    const bands = new Set(bandsOf(sketchOf(ledger)));
    expect(near.some((band) => bands.has(band))).toBe(true);
  });
});
