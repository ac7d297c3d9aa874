import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

/** A row of a page in `docs/` that holds rules against tests. */
export interface RuleRow {
  readonly number: string;
  readonly file: string;
  readonly test: string;
}

/** `| 7.1 | the rule | \`file\`: name of the test |`, as the pages write it. */
export const ruleRows = (page: string): readonly RuleRow[] =>
  [...page.matchAll(/^\| (\d+(?:\.\d+)*) +\| .+ \| `([^`]+)`: (.+?) *\|$/gm)].map(
    ([, number = '', file = '', test = '']) => ({ number, file, test }),
  );

/** Numbers of rows whose test is not there under that name, as `it`, `it.each` or `describe.each`. */
export const untried = (
  rows: readonly RuleRow[],
  read: (file: string) => string | undefined = inRepository,
): readonly string[] =>
  rows
    .filter(({ file, test }) => {
      const quoted = `['"]${test.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}['"],`;
      return !new RegExp(`^ *(?:it\\(|.*\\)\\()?${quoted}`, 'm').test(read(file) ?? '');
    })
    .map(({ number }) => number);

/** The text of a file of the repository. */
export const inRepository = (file: string): string | undefined => {
  const place = path.join(root, file);
  return existsSync(place) ? readFileSync(place, 'utf8') : undefined;
};

/** `section.1` to `section.last`, for a page that leaves none out. */
export const numbered = (section: number, last: number): readonly string[] =>
  Array.from({ length: last }, (_, index) => `${section}.${index + 1}`);
