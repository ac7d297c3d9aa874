import { inRepository, numbered, ruleRows, untried } from './rules-page.js';

describe('the rules of valuation', () => {
  const rows = ruleRows(inRepository('docs/valuation-rules.md') ?? '');

  it('are on the page: every example and pitfall, and of the law and the models each in its order', () => {
    const numbers = rows.map(({ number }) => number);
    const of = (section: string) => numbers.filter((number) => number.startsWith(`${section}.`));
    expect(of('4')).toEqual(numbered(4, 6));
    expect(of('5')).toEqual(numbered(5, 7));
    expect(of('6')).toEqual(numbered(6, 5));
    expect(of('7')).toEqual(numbered(7, 9));
    for (const rule of ['1.6', '1.7', '1.8', '1.9', '1.10', '2.1', '2.2', '2.3', '2.4', '3.1']) {
      expect(numbers.some((number) => number === rule || number.startsWith(`${rule}.`))).toBe(true);
    }
    expect(new Set(numbers).size).toBe(numbers.length);
  });

  it('have each a test of the name that the page gives', () => {
    expect(untried(rows)).toEqual([]);
  });
});
