import fc from 'fast-check';
import { wrapped } from './wrap.js';

/** Chinese is two wide, everything else one. */
const widthOf = (text: string): number =>
  [...text].reduce((sum, character) => sum + (character > '⺀' ? 2 : 1), 0);
const lines = (text: string, width: number) => wrapped(text, width, widthOf);

describe('lines', () => {
  it('break Chinese between characters, and words in Latin letters whole', () => {
    expect(lines('小微企业月度用电', 8)).toEqual(['小微企业', '月度用电']);
    expect(lines('数据 data asset 登记', 10)).toEqual(['数据 data', 'asset 登记']);
  });
  it('keep the line breaks of the text', () =>
    expect(lines('一\n\n二\r\n三', 8)).toEqual(['一', '', '二', '三']));
  it('never begin with a closing mark nor end with an opening one', () => {
    expect(lines('小微企业，月度', 8)).toEqual(['小微企', '业，月度']);
    expect(lines('小微企《月度》', 8)).toEqual(['小微企', '《月度》']);
  });
  it('break a word that is wider than the line', () =>
    expect(lines('91440300MADX00019R', 6)).toEqual(['914403', '00MADX', '00019R']));
  it('break an id behind its hyphens where it is wider than the line', () =>
    expect(lines('3f2b8c1e-5d47-4a9b', 12)).toEqual(['3f2b8c1e-', '5d47-4a9b']));
  it('keep an amount whole', () =>
    expect(lines('计 1,250,000.00 元', 14)).toEqual(['计', '1,250,000.00', '元']));
  it('of nothing are one empty line', () => expect(lines('', 8)).toEqual(['']));

  const texts = fc.string({
    unit: fc.constantFrom(...'数据产权，。（）《》ab12, -—、：'),
    maxLength: 80,
  });
  it('are never too wide and lose nothing but spaces', () =>
    fc.assert(
      fc.property(texts, fc.integer({ min: 2, max: 30 }), (text, width) => {
        const all = lines(text, width);
        expect(all.every((line) => widthOf(line) <= width)).toBe(true);
        expect(all.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
      }),
    ));
});
