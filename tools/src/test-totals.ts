import { suiteNames, type SuiteName } from './test-arguments.js';

/** The part of jest's JSON report that is counted. */
export interface JestReport {
  readonly testResults: readonly FileReport[];
}

interface FileReport {
  /** Its path. */
  readonly name: string;
  readonly status: 'passed' | 'failed' | 'skipped' | 'focused';
  /** Milliseconds since 1970. */
  readonly startTime: number;
  readonly endTime: number;
  readonly assertionResults: readonly { readonly status: string }[];
}

export interface Totals {
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that were switched off. Without a filter that is a failure: a suite never skips. */
  readonly skipped: number;
}

export interface SuiteTotals extends Totals {
  readonly suite: SuiteName;
  /** What its files took, one after the other. */
  readonly ms: number;
}

/** Counts the files of each suite. */
export const suiteTotalsOf = ({ testResults }: JestReport): readonly SuiteTotals[] =>
  suiteNames.map((suite) => {
    const files = testResults.filter(({ name }) => suiteOf(name) === suite);
    const ms = files.reduce((sum, { startTime, endTime }) => sum + endTime - startTime, 0);
    return { suite, ms, ...sumOf(files.map(totalsOf)) };
  });

const suiteOf = (name: string): SuiteName =>
  suiteNames.find((suite) => name.endsWith(`.${suite}.spec.ts`)) ?? 'unit';

/** A file that could not even be loaded has no tests to count and is one failure. */
const totalsOf = ({ status, assertionResults }: FileReport): Totals => {
  const count = (...wanted: readonly string[]): number =>
    assertionResults.filter((one) => wanted.includes(one.status)).length;
  const failed = count('failed');
  return {
    files: 1,
    passed: count('passed'),
    failed: failed === 0 && status === 'failed' ? 1 : failed,
    skipped: count('pending', 'todo', 'skipped', 'disabled'),
  };
};

/** A jest that ended badly without a failed test is a failure: it did not do its work. */
export const verdictOn = (totals: readonly Totals[], exitCode: number | null): Totals => {
  const sum = sumOf(totals);
  return sum.failed === 0 && exitCode !== 0 ? { ...sum, failed: 1 } : sum;
};

export const sumOf = (totals: readonly Totals[]): Totals =>
  totals.reduce(
    (sum, each) => ({
      files: sum.files + each.files,
      passed: sum.passed + each.passed,
      failed: sum.failed + each.failed,
      skipped: sum.skipped + each.skipped,
    }),
    { files: 0, passed: 0, failed: 0, skipped: 0 },
  );

/** The line that ends a run, alone on its line. */
export const finalLine = ({ passed, failed }: Totals): string =>
  `${passed} passed, ${failed} failed`;
