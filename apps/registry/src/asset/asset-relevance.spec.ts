import { ranked } from './asset-relevance.js';

describe('the order by relevance', () => {
  const order = (text: string, names: readonly string[]): readonly string[] => {
    const matches = names.map((name, at) => ({
      asset_id: name,
      name_key: name,
      applied_position: `${at + 1}`,
    }));
    return ranked(matches, text).map(({ assetId }) => assetId);
  };

  it('puts a name with all words before one that begins with the first of them', () => {
    const names = ['用电企业名录', '省级用电负荷', '用电负荷数据', '气象', '用电 负荷'];
    expect(order('用电 负荷', names)).toEqual([
      '用电 负荷',
      '用电负荷数据',
      '省级用电负荷',
      '用电企业名录',
      '气象',
    ]);
  });

  it('puts the newest first among equals', () => {
    expect(order('用电', ['用电甲', '用电乙', '用电丙'])).toEqual(['用电丙', '用电乙', '用电甲']);
    expect(order('用电', ['气象甲', '气象乙'])).toEqual(['气象乙', '气象甲']);
  });

  it('is the same in any width and case', () => {
    expect(order('ＧＤＰ', ['数据gdp', 'gdp数据', 'gdp'])).toEqual(['gdp', 'gdp数据', '数据gdp']);
  });
});
