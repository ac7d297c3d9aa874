import { readFileSync } from 'node:fs';
import path from 'node:path';
import { root } from './planted-tree.js';
import { sourceFiles } from './source-files.js';

const isCode = /\.(ts|mjs|cjs|js|sql|sh|yml|yaml)$|(^|\/)\.ci\/run$/;
const isText = /\.(md|json|html|css)$/;

/** Marks of unfinished work, put together so that this file does not hold them itself. */
const unfinished = new RegExp(`\\b(${['TO' + 'DO', 'FIX' + 'ME'].join('|')})\\b`);

/** Tests that were switched off, or that switch off all others. */
const switched = new RegExp(
  [
    '\\b(it|test|describe)(\\.\\w+)*\\.(only|skip|todo)\\b',
    '\\b(fit|xit|fdescribe|xdescribe)\\(',
  ].join('|'),
);

/** Checks that were switched off without a word. */
const silenced = new RegExp(`@ts-(${['igno' + 're', 'noch' + 'eck'].join('|')})\\b`);

const found = (file: string, patterns: readonly RegExp[]): readonly string[] =>
  readFileSync(path.join(root, file), 'utf8')
    .split('\n')
    .flatMap((line, index) =>
      patterns.some((pattern) => pattern.test(line))
        ? [`${file}:${index + 1}: ${line.trim()}`]
        : [],
    );

describe('every file of ours', () => {
  const files = sourceFiles();

  it('is seen by this check', () => {
    expect(files).toContain('test/architecture/tidy.spec.ts');
    expect(files).toContain('libs/domain/src/decider.ts');
    expect(files).toContain('package.json');
  });

  it('is finished', () => {
    const read = files.filter((file) => isCode.test(file) || isText.test(file));
    expect(read.flatMap((file) => found(file, [unfinished]))).toEqual([]);
  });

  it('leaves every test and every check switched on', () => {
    const read = files.filter((file) => isCode.test(file));
    expect(read.flatMap((file) => found(file, [switched, silenced]))).toEqual([]);
  });
});

describe('this check', () => {
  it.each([
    [unfinished, '// TO' + 'DO: later'],
    [unfinished, 'FIX' + 'ME'],
    [switched, 'it.on' + "ly('x', () => {})"],
    [switched, 'describe.sk' + "ip.each([])('x')"],
    [switched, 'xi' + "t('x')"],
    [silenced, '// @ts-igno' + 're'],
  ])('%s sees %s', (pattern, line) => {
    expect(pattern.test(line)).toBe(true);
  });
});
