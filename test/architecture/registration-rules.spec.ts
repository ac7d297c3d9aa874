import { inRepository, numbered, ruleRows, untried } from './rules-page.js';

/** How many rules each section of the page has, the first one first. */
const rules = [71, 5, 12, 17, 7, 10, 33, 17, 10, 6];

const from = (first: number, last: number): readonly number[] =>
  Array.from({ length: last - first + 1 }, (_, index) => first + index);

/** Articles of the guide that ask something of a register, its applicants or its readers. */
const articles = [3, 7, 10, ...from(15, 18), ...from(20, 37)];

describe('the rules of registration', () => {
  const page = inRepository('docs/registration-rules.md') ?? '';
  const rows = ruleRows(page);

  it('are on the page without a gap', () => {
    const expected = rules.flatMap((last, index) => numbered(index + 1, last));
    expect(rows.map(({ number }) => number)).toEqual(expected);
  });

  it('have each a test of the name that the page gives', () => {
    expect(untried(rows)).toEqual([]);
  });

  it('leave out no article of the guide', () => {
    const cited = [...page.matchAll(/^\| 1\.\d+ .*\(art\. ([\d, ]+)/gm)].flatMap(([, list = '']) =>
      list.split(', ').map(Number),
    );
    expect(articles.filter((article) => !cited.includes(article))).toEqual([]);
  });
});
