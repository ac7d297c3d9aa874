import { testArguments } from './test-arguments.js';
import { finalLine, sumOf, totalsOf, type JestReport } from './test-totals.js';

const report = (counts: Partial<JestReport>): JestReport => ({
  numPassedTests: 0,
  numFailedTests: 0,
  numPendingTests: 0,
  numTodoTests: 0,
  numRuntimeErrorTestSuites: 0,
  numTotalTestSuites: 1,
  ...counts,
});

describe('arguments of npm test', () => {
  it('run every suite and go on to jest', () => {
    expect(testArguments(['libs/domain', '-t', 'pledge'])).toEqual({
      suites: ['unit', 'int', 'e2e', 'fault'],
      rest: ['libs/domain', '-t', 'pledge'],
    });
  });

  it('choose suites, in their own order', () => {
    expect(testArguments(['--suite=int,unit', 'libs'])).toEqual({
      suites: ['unit', 'int'],
      rest: ['libs'],
    });
  });

  it('name a suite that there is', () => {
    expect(() => testArguments(['--suite=integration'])).toThrow('There is no suite integration');
  });
});

describe('totals of npm test', () => {
  it('end in a line of their own form', () => {
    const totals = [
      totalsOf(report({ numPassedTests: 3 }), 0),
      totalsOf(report({ numPassedTests: 2, numFailedTests: 1 }), 1),
    ];
    expect(finalLine(sumOf(totals))).toBe('5 passed, 1 failed');
  });

  it('count a file that could not be loaded as a failure', () => {
    expect(totalsOf(report({ numRuntimeErrorTestSuites: 2 }), 1).failed).toBe(2);
  });

  it('count a jest that ended badly as a failure', () => {
    expect(totalsOf(report({ numPassedTests: 3 }), 1).failed).toBe(1);
    expect(totalsOf(undefined, null).failed).toBe(1);
  });

  it('count nothing where there is nothing', () => {
    expect(totalsOf(undefined, 0)).toEqual({ files: 0, passed: 0, failed: 0, skipped: 0 });
  });
});
