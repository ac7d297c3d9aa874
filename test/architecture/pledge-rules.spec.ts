import { inRepository, numbered, ruleRows, untried } from './rules-page.js';

describe('the rules of the register of pledges', () => {
  const rows = ruleRows(inRepository('docs/pledge-rules.md') ?? '');

  it('are on the page without a gap', () => {
    expect(rows.map(({ number }) => number)).toEqual([
      ...numbered(6, 10),
      ...numbered(7, 13),
      ...numbered(8, 29),
    ]);
  });

  it('have each a test of the name that the page gives', () => {
    expect(untried(rows)).toEqual([]);
  });
});
