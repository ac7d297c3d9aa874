import { ruleRows, untried } from './rules-page.js';

describe('a page of rules', () => {
  it('sees a lost file, a lost test and one that is commented out', () => {
    const page = ['a.spec.ts`: one', 'a.spec.ts`: two', 'a.spec.ts`: three', 'b.spec.ts`: one']
      .map((tried, index) => `| 7.${index + 1} | rule | \`${tried} |`)
      .join('\n');
    const source = "\n  it('one', () => {\n  // it('two', () => {\n";
    expect(untried(ruleRows(page), (file) => (file === 'a.spec.ts' ? source : undefined))).toEqual([
      ...['7.2', '7.3', '7.4'],
    ]);
  });

  it('finds tests that are tried on many things by the name that they have in common', () => {
    const page = ['%s (of all)', 'the %s', 'of all'].map(
      (name, index) => `| 1.${index + 1} | rule | \`a.spec.ts\`: ${name} |`,
    );
    const source =
      "it.each(many)(\n    '%s (of all)',\n  () => {});\n  it.each(acts)('the %s', () => {";
    expect(untried(ruleRows(page.join('\n')), () => source)).toEqual(['1.3']);
  });
});
