/** The part of jest's JSON report that is counted. */
export interface JestReport {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly numRuntimeErrorTestSuites: number;
  readonly numTotalTestSuites: number;
}

export interface SuiteTotals {
  readonly files: number;
  readonly passed: number;
  readonly failed: number;
  /** Tests that were switched off. Without a filter that is a failure: a suite never skips. */
  readonly skipped: number;
}

/**
 * Counts a suite. A file that could not even be loaded has no tests to count and is one failure;
 * so is a jest that ended badly without a failed test, for it did not do its work.
 */
export const totalsOf = (report: JestReport | undefined, exitCode: number | null): SuiteTotals => {
  if (report === undefined) {
    return { files: 0, passed: 0, failed: exitCode === 0 ? 0 : 1, skipped: 0 };
  }
  const counted = report.numFailedTests + report.numRuntimeErrorTestSuites;
  return {
    files: report.numTotalTestSuites,
    passed: report.numPassedTests,
    failed: counted === 0 && exitCode !== 0 ? 1 : counted,
    skipped: report.numPendingTests + report.numTodoTests,
  };
};

export const sumOf = (totals: readonly SuiteTotals[]): SuiteTotals =>
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
export const finalLine = ({ passed, failed }: SuiteTotals): string =>
  `${passed} passed, ${failed} failed`;
