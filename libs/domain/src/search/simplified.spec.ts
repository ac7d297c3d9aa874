import pairs from 'opencc-js/dict/TSCharacters';
import fc from 'fast-check';
import { simplified } from './simplified.js';
import { indexed, plainText, soughtWords } from './terms.js';

describe('simplified', () => {
  it.each([
    ['數據資產登記', '数据资产登记'],
    ['長三角用電負荷', '长三角用电负荷'],
    ['臺灣檯帳', '台湾台帐'],
    ['a數b', 'a数b'],
    ['𠮷數𠮷', '𠮷数𠮷'],
    // A simplified character that is simplified once more.
    ['薴苧苎', '苎苎苎'],
    ['', ''],
  ])('makes %s %s', (text, simple) => expect(simplified(text)).toBe(simple));

  it('leaves what is simplified, and any other script, as it is', () => {
    for (const text of ['数据资产', 'データ', '데이터', 'Straße', '\ud842', '😀']) {
      expect(simplified(text)).toBe(text);
    }
  });

  const listed = pairs.split('|').map((pair) => pair.split(' '));
  it('brings every traditional character to the form that its simplified one has', () => {
    const wrong = listed.filter(([many, one]) => simplified(many!) !== simplified(one!));
    expect(wrong).toEqual([]);
  });

  it('is done once: by parts or again, nothing changes', () => {
    const letter = fc.constantFrom(...listed.map(([many]) => many!), '数', 'a', ' ');
    const texts = fc.array(letter, { maxLength: 8 }).map((letters) => letters.join(''));
    fc.assert(
      fc.property(texts, texts, (one, other) => {
        expect(simplified(one + other)).toBe(simplified(one) + simplified(other));
        expect(simplified(simplified(one))).toBe(simplified(one));
      }),
    );
  });
});

describe('a search', () => {
  const nameOf = (name: string) => indexed(name, [`${name}之說明`]);
  it.each([
    ['長三角用電負荷數據', '用电负荷 数据'],
    ['长三角用电负荷数据', '用電負荷 數據'],
    ['長三角用電ＡＰＩ数据', '用电api 數據'],
  ])('finds %s by %s', (name, text) => {
    const { nameKey, terms } = nameOf(name);
    for (const { word, terms: sought } of soughtWords(text)) {
      expect([word, nameKey.includes(word)]).toEqual([word, true]);
      expect(sought.every((term) => terms.has(term))).toBe(true);
    }
  });

  it('looks for a word once, in whatever form it is written', () => {
    expect(soughtWords('數據 数据 ＡＩ ai').map(({ word }) => word)).toEqual(['数据', 'ai']);
    expect(plainText('ＧＤＰ數據')).toBe('gdp数据');
  });
});
