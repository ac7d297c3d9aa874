import fc from 'fast-check';
import { testArguments } from './test-arguments.js';
import { finalLine, sumOf, suiteTotalsOf, verdictOn, type JestReport } from './test-totals.js';

type FileReport = JestReport['testResults'][number];

const file = (name: string, statuses: readonly string[], more: Partial<FileReport> = {}) => ({
  name,
  status: statuses.includes('failed') ? ('failed' as const) : ('passed' as const),
  startTime: 1_000,
  endTime: 3_000,
  assertionResults: statuses.map((status) => ({ status })),
  ...more,
});

describe('arguments of npm test', () => {
  it('run every suite and go on to jest', () => {
    expect(testArguments(['libs/domain', '-t', 'pledge'])).toEqual({
      suites: ['unit', 'int', 'e2e', 'fault'],
      seed: 202311,
      rest: ['libs/domain', '-t', 'pledge'],
    });
  });

  it('choose suites, in their own order', () => {
    expect(testArguments(['--suite=int,unit', 'libs'])).toEqual({
      suites: ['unit', 'int'],
      seed: 202311,
      rest: ['libs'],
    });
  });

  it('may draw other examples of the properties', () => {
    expect(testArguments(['--seed=7', 'libs'])).toMatchObject({ seed: 7, rest: ['libs'] });
    expect(() => testArguments(['--seed=x'])).toThrow('The seed is no whole number: --seed=x.');
  });

  it('are what a property draws from', () => {
    expect(fc.readConfigureGlobal().seed).toEqual(expect.any(Number));
  });

  it('name a suite that there is', () => {
    expect(() => testArguments(['--suite=integration'])).toThrow('There is no suite integration');
  });
});

describe('totals of npm test', () => {
  it('are of the suite that a file’s name tells', () => {
    const testResults = [
      file('/r/libs/a.spec.ts', ['passed', 'passed']),
      file('/r/libs/a.int.spec.ts', ['passed', 'failed']),
      file('/r/test/b.e2e.spec.ts', ['pending', 'todo']),
      file('/r/test/c.e2e.spec.ts', ['passed']),
    ];
    expect(suiteTotalsOf({ testResults })).toEqual([
      { suite: 'unit', files: 1, passed: 2, failed: 0, skipped: 0, ms: 2_000 },
      { suite: 'int', files: 1, passed: 1, failed: 1, skipped: 0, ms: 2_000 },
      { suite: 'e2e', files: 2, passed: 1, failed: 0, skipped: 2, ms: 4_000 },
      { suite: 'fault', files: 0, passed: 0, failed: 0, skipped: 0, ms: 0 },
    ]);
  });

  it('end in a line of their own form', () => {
    const testResults = [file('a.spec.ts', ['passed', 'passed']), file('b.spec.ts', ['failed'])];
    expect(finalLine(sumOf(suiteTotalsOf({ testResults })))).toBe('2 passed, 1 failed');
  });

  it('count a file that could not be loaded as a failure', () => {
    const testResults = [file('a.spec.ts', [], { status: 'failed' })];
    expect(sumOf(suiteTotalsOf({ testResults })).failed).toBe(1);
  });

  it('count a jest that ended badly as a failure', () => {
    const totals = suiteTotalsOf({ testResults: [file('a.spec.ts', ['passed'])] });
    expect(verdictOn(totals, 1)).toMatchObject({ passed: 1, failed: 1 });
    expect(verdictOn(suiteTotalsOf({ testResults: [] }), null).failed).toBe(1);
  });

  it('count nothing where there is nothing', () => {
    const nothing = { files: 0, passed: 0, failed: 0, skipped: 0 };
    expect(verdictOn(suiteTotalsOf({ testResults: [] }), 0)).toEqual(nothing);
  });
});
