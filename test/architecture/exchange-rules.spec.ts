import { inRepository, numbered, ruleRows, untried } from './rules-page.js';

/** How many rules each section of the page has, the first one first. */
const rules = [18, 16, 7, 5, 13, 4, 6, 7, 3];

describe('the rules of the exchange', () => {
  const rows = ruleRows(inRepository('docs/exchange-rules.md') ?? '');

  it('are on the page without a gap', () => {
    const expected = rules.flatMap((last, index) => numbered(index + 1, last));
    expect(rows.map(({ number }) => number)).toEqual(expected);
  });

  it('have each a test of the name that the page gives', () => {
    expect(untried(rows)).toEqual([]);
  });
});
