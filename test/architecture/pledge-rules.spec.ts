import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

interface Row {
  readonly number: string;
  readonly file: string;
  readonly test: string;
}

/** A row of the page: its number, and the file and the name of the test that tries it. */
const rowsIn = (page: string): readonly Row[] =>
  [...page.matchAll(/^\| (\d+\.\d+) \| .+ \| `([^`]+)`: (.+) \|$/gm)].map(
    ([, number = '', file = '', test = '']) => ({ number, file, test }),
  );

/** Rows whose test is not there under that name. */
const untried = (rows: readonly Row[], read: (file: string) => string | undefined) =>
  rows
    .filter(({ file, test }) => read(file)?.includes(`\n  it('${test}', `) !== true)
    .map(({ number }) => number);

const inRepository = (file: string): string | undefined => {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
};

describe('the rules of the register of pledges', () => {
  const rows = rowsIn(inRepository('docs/pledge-rules.md') ?? '');

  it('are on the page without a gap', () => {
    const upTo = (section: number, last: number) =>
      Array.from({ length: last }, (_, index) => `${section}.${index + 1}`);
    expect(rows.map(({ number }) => number)).toEqual([...upTo(6, 10), ...upTo(7, 13)]);
  });

  it('have each a test of the name that the page gives', () => {
    expect(untried(rows, inRepository)).toEqual([]);
  });
});

describe('this check', () => {
  it('sees a lost file, a lost test and one that is commented out', () => {
    const page = ['a.spec.ts`: one', 'a.spec.ts`: two', 'a.spec.ts`: three', 'b.spec.ts`: one']
      .map((tried, index) => `| 7.${index + 1} | rule | \`${tried} |`)
      .join('\n');
    const source = "\n  it('one', () => {\n  // it('two', () => {\n";
    expect(untried(rowsIn(page), (file) => (file === 'a.spec.ts' ? source : undefined))).toEqual([
      ...['7.2', '7.3', '7.4'],
    ]);
  });
});
