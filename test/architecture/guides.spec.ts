import { reasonCodes } from '@ledger/contracts/pledge/pledge-answers.dto.js';
import { warningCodes } from '@ledger/contracts/pledge/pledge-status.dto.js';
import { columnKeys, columns } from '@ledger/domain/import/columns.js';
import { remarkText, type RowRemarkCode } from '@ledger/domain/import/row-remark.js';
import { valueLabels } from '@ledger/domain/import/values.js';
import { problemTexts } from '@ledger/http/problems/problem-table.js';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';

const guide = (name: string): string => readFileSync(path.join(root, 'docs/guides', name), 'utf8');

const columnRows = columnKeys.map((key) => {
  const { zh, en, aliases } = columns[key];
  return `| \`${key}\` | ${zh} | ${en} | ${aliases.join(' · ')} |`;
});

const { right: _, ...inSheets } = valueLabels;
const valueRows = Object.entries(inSheets).map(([field, labels]) => {
  const values = Object.entries(labels).map(([code, { zh }]) => `\`${code}\` ${zh}`);
  return `| \`${field}\` | ${values.join(' · ')} |`;
});

const isRowRemark = (code: string): boolean => {
  try {
    return remarkText({ field: 'row', code: code as RowRemarkCode }, 'en').problem !== '';
  } catch {
    return false;
  }
};

const isCode = (word: string): boolean =>
  word in problemTexts ||
  [...warningCodes, ...reasonCodes].some((code) => code === word) ||
  isRowRemark(word);

/** Words in back-ticks that look like a code, without names of metrics and of the database. */
const codesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`([a-z]+(?:_[a-z]+)+)`/g)]
    .map(([, word = '']) => word)
    .filter((word) => !/^(http|ledger|nodejs|process|synchronous)_/.test(word));

/** Paths of both services as the documents write them, whatever their parameters are called. */
const servedPaths = ['registry', 'exchange'].flatMap((service) => {
  const file = path.join(root, 'openapi', `${service}.json`);
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as { paths: Record<string, object> };
  return Object.entries(paths).flatMap(([served, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${unnamed(served)}`),
  );
});

function unnamed(served: string): string {
  return served.replace(/\{[^}]*\}/g, '{}');
}

/** Whole routes with their method in back-ticks, such as `GET /v1/assets/{id}`, without queries. */
const routesOf = (text: string): readonly string[] =>
  [...text.matchAll(/`((?:GET|POST|PUT|PATCH|DELETE) \/[^`\s?…]*)[^`…]*`/g)].map(
    ([, route = '']) => route,
  );

const allGuides = ['managers', 'lenders', 'operators', 'accountants'].flatMap((name) => [
  `${name}.md`,
  `${name}.zh-CN.md`,
]);

describe('the guides', () => {
  it.each(['managers.md', 'managers.zh-CN.md'])('%s names every column and value', (name) => {
    const lines = new Set(guide(name).split('\n'));
    expect([...columnRows, ...valueRows].filter((row) => !lines.has(row))).toEqual([]);
  });

  it.each(allGuides)('%s names only codes that there are', (name) => {
    const codes = codesOf(guide(name));
    expect(codes.length).toBeGreaterThan(0);
    expect(codes.filter((code) => !isCode(code))).toEqual([]);
  });

  it.each(['managers', 'lenders', 'operators', 'accountants'])(
    'for %s name the same codes in both languages',
    (name) => {
      const codes = (file: string): readonly string[] => [...new Set(codesOf(guide(file)))].sort();
      expect(codes(`${name}.zh-CN.md`)).toEqual(codes(`${name}.md`));
    },
  );

  it.each([...allGuides, 'integrators.md', 'evidence.md', 'dataspace.md'])(
    '%s names only routes that there are',
    (name) => {
      const routes = routesOf(guide(name));
      expect(routes.length).toBeGreaterThan(0);
      expect(routes.filter((route) => !servedPaths.includes(unnamed(route)))).toEqual([]);
    },
  );

  it.each(warningCodes)('tell lenders of the warning %s, in both languages', (code) => {
    expect(guide('lenders.md')).toContain(`\`${code}\``);
    expect(guide('lenders.zh-CN.md')).toContain(`\`${code}\``);
  });
});
