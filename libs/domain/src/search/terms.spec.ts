import fc from 'fast-check';
import {
  allPieces,
  headTermOf,
  headTerms,
  indexed,
  nameTerms,
  plainText,
  soughtPieces,
  soughtPiecesMax,
  soughtWords,
  textTerms,
} from './terms.js';

describe('the terms of a text', () => {
  it('are pairs of Chinese characters and threes of everything else', () => {
    expect(textTerms('用电负荷')).toEqual(['用电', '电负', '负荷']);
    expect(textTerms('Load-2026A')).toEqual(['loa', 'oad', '202', '026', '26a']);
    expect(textTerms('A股 行情')).toEqual(['a', '股', '行情']);
    expect(textTerms('——，。')).toEqual([]);
  });
  it('of a name are its single characters too', () =>
    expect(nameTerms('电网AI')).toEqual(['电网', '电', '网', 'ai']));
  it('are the same in any width and case', () =>
    expect(textTerms('ＧＤＰ数据')).toEqual(textTerms('gdp数据')));
});

describe('what something with a name is found by', () => {
  const texts = fc.string({
    unit: fc.constantFrom(
      '电',
      '网',
      'ア',
      '한',
      'a',
      'Σ',
      '7',
      '́',
      '-',
      ' ',
      'Ｇ',
      '㎞',
      '𠮷',
      '😀',
    ),
  });
  it('is its own terms and those of the other texts, each once, and all of them by line', () =>
    fc.assert(
      fc.property(texts, texts, texts, (name, english, summary) => {
        const { nameKey, searchText, terms } = indexed(name, [english, summary]);
        const own = [...headTerms(name), ...nameTerms(name)];
        const all = [...own, ...textTerms(english), ...textTerms(summary)];
        expect([...terms]).toEqual([...new Set(all)]);
        expect([nameKey, searchText]).toEqual([
          plainText(name),
          plainText([name, english, summary].join('\n')),
        ]);
      }),
    ));
  it('does not depend on whether all of its characters are single units', () =>
    fc.assert(
      fc.property(texts, (text) => {
        expect(textTerms(`${text} 𠮷`)).toEqual([...new Set([...textTerms(text), '𠮷'])]);
      }),
    ));
  it('is told of any character there is', () => {
    const wrong: number[] = [];
    for (let unit = 0; unit < 0x1_0000; unit++) {
      const character = String.fromCharCode(unit);
      if (/[\ud800-\udfff\s]/u.test(plainText(character))) continue;
      const [alone, beside] = [textTerms(character), textTerms(`${character} 𠮷`)];
      if ([...new Set([...alone, '𠮷'])].join() !== beside.join()) wrong.push(unit);
    }
    expect(wrong).toEqual([]);
  });
});

describe('the beginnings of a name', () => {
  it('are its first letters and digits, up to six', () => {
    expect(headTerms('电网AI 接口')).toEqual(['^电', '^电网', '^电网a', '^电网ai']);
    expect(headTerms('Ｌoad-curves')).toEqual(['^l', '^lo', '^loa', '^load']);
    expect(headTerms('用电负荷日度数据')).toHaveLength(6);
    expect(headTerms('（试点）电网')).toEqual([]);
    expect(headTerms('')).toEqual([]);
  });
  it('have a term for a word that is no longer', () => {
    expect(headTermOf('用电负荷日度')).toBe('^用电负荷日度');
    expect(headTermOf('用电负荷日度数')).toBeUndefined();
    expect(headTermOf('a-b')).toBeUndefined();
    expect(headTermOf('')).toBeUndefined();
  });
  it('have the term of a word just where they begin with it', () => {
    const texts = fc.string({ unit: fc.constantFrom('电', '网', 'a', '𠮷', '-', ' ', 'Ｇ') });
    fc.assert(
      fc.property(texts, texts, (name, text) => {
        const word = plainText(text).trim();
        const term = headTermOf(word);
        if (term === undefined) return;
        expect(headTerms(name).includes(term)).toBe(plainText(name).startsWith(word));
      }),
    );
  });
});

describe('the words of a search', () => {
  it('are parted by blanks, each once', () => {
    expect(soughtWords(' 用电　负荷 用电 ').map(({ word }) => word)).toEqual(['用电', '负荷']);
    const many = Array.from({ length: 9 }, (_, n) => `w${n}00`);
    expect(soughtWords(many.join(' ')).map(({ word }) => word)).toEqual(many);
  });
  it('are looked for by their long runs, or whole where they have none', () => {
    expect(soughtWords('A股行情')).toEqual([
      { word: 'a股行情', terms: ['股行', '行情'], isWhole: false },
    ]);
    expect(soughtWords('麟')).toEqual([{ word: '麟', terms: ['麟'], isWhole: true }]);
    expect(soughtWords('AI')).toEqual([{ word: 'ai', terms: ['ai'], isWhole: true }]);
    expect(soughtWords('%')).toEqual([{ word: '%', terms: [], isWhole: false }]);
  });
  it('find every part of a text that stands in it', () => {
    const letter = fc.constantFrom('用', '电', '网', 'a', 'B', '7', '-', ' ', 'Ａ', '😀', '𠮷');
    const texts = fc.array(letter, { minLength: 1, maxLength: 12 }).map((all) => all.join(''));
    fc.assert(
      fc.property(texts, fc.nat(12), fc.nat(12), (text, from, length) => {
        const part = [...text].slice(from, from + length + 2).join('');
        const [terms, name] = [new Set(textTerms(text)), new Set(nameTerms(text))];
        for (const { word, terms: sought, isWhole } of soughtWords(part)) {
          if (!plainText(text).includes(word) || isWhole) continue;
          for (const term of sought) expect([term, terms.has(term)]).toEqual([term, true]);
          for (const term of sought) expect(name.has(term)).toBe(true);
        }
      }),
    );
  });
  it('find each Chinese character of a name', () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('用', '电', 'x'), { minLength: 1 }), (letters) => {
        const terms = new Set(nameTerms(letters.join('')));
        for (const letter of letters.filter((each) => each !== 'x')) {
          expect(soughtWords(letter)[0]?.terms.every((term) => terms.has(term))).toBe(true);
        }
      }),
    ));
});

describe('pieces of a text', () => {
  it.each([
    ['企业登记信息', ['企业登记', '登记信息']],
    ['企业登记信', ['企业登记', '业登记信']],
    ['征信 AI', ['征信', 'ai']],
    ['碳', ['碳']],
    ['2026年气象', ['2026', '年气象']],
    ['，。', []],
  ])('of %s are looked up', (text, pieces) => expect(soughtPieces(text)).toEqual(pieces));

  it('are never more than there may be', () => {
    const long = Array.from({ length: 90 }, (_, at) => String.fromCodePoint(0x4e00 + at)).join('');
    expect(soughtPieces(long)).toHaveLength(soughtPiecesMax);
  });

  it('stand among all pieces of any text that they are taken from', () =>
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('用', '电', '网', 'a', '7', ' ', '𠮷')),
        fc.nat(5),
        fc.nat(9),
        (letters, from, length) => {
          const part = letters.slice(from, from + length);
          // Words of other scripts are looked up whole: only whole ones are taken here.
          const text = part.filter((letter) => !'a7'.includes(letter)).join('');
          const all = new Set(allPieces(letters.join('')));
          const isPart = letters.join('').includes(text);
          for (const piece of isPart ? soughtPieces(text) : []) {
            expect([piece, all.has(piece)]).toEqual([piece, true]);
          }
        },
      ),
    ));
});
