import { ranked, rankOfRest } from './asset-relevance.js';

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

  it('goes by how many of the words a name has, wherever they stand', () => {
    const names = ['华东月度', '用电负荷', '华东用电', '华东用电负荷', '负荷曲线之用电'];
    expect(order('用电 负荷 华东', names)).toEqual([
      '华东用电负荷',
      '用电负荷',
      '负荷曲线之用电',
      '华东用电',
      '华东月度',
    ]);
  });

  it('puts the text as it stands before its words apart, with blanks or without', () => {
    const names = ['负荷与用电', '用电与负荷', '省级用电负荷', '用电负荷曲线', '用电 负荷表'];
    expect(order('用电 负荷', names)).toEqual([
      '用电 负荷表',
      '用电负荷曲线',
      '省级用电负荷',
      '用电与负荷',
      '负荷与用电',
    ]);
    expect(order('gdp per head', ['head per gdp', 'the gdp per head'])[0]).toBe('the gdp per head');
  });

  it('ranks every match before those that are not ranked', () => {
    const text = '甲乙 丙丁 戊己 庚辛 壬癸 子丑 寅卯 辰巳';
    const matches = [{ asset_id: 'a', name_key: '午未', applied_position: '1' }];
    expect(ranked(matches, text)[0]?.rank).toBeLessThan(rankOfRest);
  });

  it('puts the newest first among equals', () => {
    expect(order('用电', ['用电甲', '用电乙', '用电丙'])).toEqual(['用电丙', '用电乙', '用电甲']);
    expect(order('用电', ['气象甲', '气象乙'])).toEqual(['气象乙', '气象甲']);
  });

  it('is the same in any width and case', () => {
    expect(order('ＧＤＰ', ['数据gdp', 'gdp数据', 'gdp'])).toEqual(['gdp', 'gdp数据', '数据gdp']);
  });
});
