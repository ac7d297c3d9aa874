import { startEmbeddedPostgres } from '@ledger/database/embedded/embedded-postgres.js';
import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from './root.js';
import { sentenceOf } from './sentence.js';
import { testArguments, type SuiteName, type TestArguments } from './test-arguments.js';
import {
  finalLine,
  sumOf,
  suiteTotalsOf,
  verdictOn,
  type JestReport,
  type SuiteTotals,
  type Totals,
} from './test-totals.js';

/** A throwaway server may forget everything at a power cut, so it need not wait for the disk. */
const throwaway = { fsync: 'off', full_page_writes: 'off', max_connections: '600' };

/** How long jest may linger after its report is written: open handles keep it alive. */
const lingerSecondsMax = 30;

/**
 * Runs the suites in one pool of workers, against TEST_DATABASE_URL or a throwaway server, and
 * prints the totals. Answers the exit code.
 */
export const runTests = async (args: readonly string[]): Promise<number> => {
  const temporary = mkdtempSync(path.join(tmpdir(), 'ledger-test-'));
  // Root hands the server to another account, which must be able to pass this folder.
  chmodSync(temporary, 0o755);
  const interrupted = new AbortController();
  const interrupt = () => interrupted.abort();
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  try {
    return await runIn(temporary, testArguments(args), interrupted.signal);
  } catch (error) {
    console.error(sentenceOf(error));
    console.log(`\n${finalLine({ ...sumOf([]), failed: 1 })}`);
    return 1;
  } finally {
    process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
    rmSync(temporary, { recursive: true, force: true });
  }
};

const runIn = async (
  temporary: string,
  { suites, seed, rest }: TestArguments,
  interrupted: AbortSignal,
): Promise<number> => {
  const began = Date.now();
  const report = path.join(temporary, 'report.json');
  const database = await databaseFor(suites, temporary);
  let code: number | null;
  try {
    code = await jest(suites, rest, { seed, report, url: database.url, interrupted });
  } finally {
    await database.stop();
  }
  const totals = suiteTotalsOf(readReport(report)).filter(({ suite }) => suites.includes(suite));
  console.log(`\n${totals.map(lineOf).join('\n')}`);
  console.log(`In ${seconds(Date.now() - began)}, several files at a time.`);
  return verdict(verdictOn(totals, code), rest, interrupted.aborted);
};

const verdict = (sum: Totals, rest: readonly string[], interrupted: boolean): number => {
  const skipped = rest.length === 0 && sum.skipped > 0;
  if (skipped) console.log(`${sum.skipped} tests were skipped, which counts as a failure.`);
  if (sum.passed + sum.failed === 0) console.log('No test was found.');
  if (interrupted) console.log('Interrupted before the end.');
  console.log(`\n${finalLine(sum)}`);
  return sum.failed === 0 && sum.passed > 0 && !skipped && !interrupted ? 0 : 1;
};

const lineOf = ({ suite, files, passed, failed, ms }: SuiteTotals): string =>
  [suite.padEnd(6), `${files} files,`, `${passed} ok,`, `${failed} not ok,`, seconds(ms)].join(' ');

const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;

/** A jest that ended before it wrote its report has counted nothing. */
const readReport = (file: string): JestReport =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as JestReport) : { testResults: [] };

interface TestDatabase {
  readonly url: string | undefined;
  stop(): Promise<void>;
}

/** The unit suite needs no database; the others fail without one. */
const databaseFor = async (
  suites: readonly SuiteName[],
  temporary: string,
): Promise<TestDatabase> => {
  const given = process.env['TEST_DATABASE_URL'];
  const needed = suites.some((suite) => suite !== 'unit');
  if (given !== undefined || !needed) return { url: given, stop: () => Promise.resolve() };
  const binFolder = process.env['PG_BIN_DIR'];
  const server = await startEmbeddedPostgres({
    folder: path.join(temporary, 'pg'),
    settings: throwaway,
    ...(binFolder === undefined ? {} : { binFolder }),
  });
  return { url: server.ownerUrl('postgres'), stop: () => server.stop() };
};

const workers = Math.max(1, Math.min(availableParallelism(), 4));

/** What the stories of a suite are told on besides, as jest.config.mjs names it. */
const projectsOf = (suite: SuiteName): readonly string[] =>
  suite === 'e2e' ? [suite, 'e2e-eventstoredb'] : [suite];

interface JestOptions {
  readonly seed: number;
  /** File for the JSON report. */
  readonly report: string;
  readonly url: string | undefined;
  readonly interrupted: AbortSignal;
}

const jest = async (
  suites: readonly SuiteName[],
  rest: readonly string[],
  { seed, report, url, interrupted }: JestOptions,
): Promise<number | null> => {
  const script = path.join(root, 'node_modules/jest/bin/jest.js');
  const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
  const projects = ['--selectProjects', ...suites.flatMap(projectsOf)];
  const own = [...projects, `--seed=${seed}`, '--passWithNoTests', `--maxWorkers=${workers}`];
  const child = spawn(
    process.execPath,
    [...flags, script, ...own, '--json', `--outputFile=${report}`, ...rest],
    {
      cwd: root,
      env: environmentOf(url),
      signal: interrupted,
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  );
  const exited = new Promise<number | null>((resolve) => {
    child.once('exit', (code) => resolve(code));
    child.once('error', () => resolve(null));
  });
  const lingered = lingering(report, () => child.exitCode === null && child.signalCode === null);
  const code = await Promise.race([exited, lingered]);
  if (code !== 'lingers') return code;
  console.log('The tests did not end: something was left open. They were stopped.');
  child.kill('SIGKILL');
  return 1;
};

const lingering = async (report: string, isAlive: () => boolean): Promise<'lingers'> => {
  let seenAt = Number.POSITIVE_INFINITY;
  while (isAlive()) {
    if (existsSync(report)) seenAt = Math.min(seenAt, Date.now());
    if (Date.now() - seenAt > lingerSecondsMax * 1000) return 'lingers';
    await delay(500, undefined, { ref: false });
  }
  return new Promise(() => undefined);
};

/** Tests get their own database and never meet the one that the shell is set up for. */
const environmentOf = (url: string | undefined): NodeJS.ProcessEnv => {
  const { DATABASE_URL: _, DATABASE_OWNER_URL: __, ...env } = process.env;
  return url === undefined ? env : { ...env, TEST_DATABASE_URL: url };
};
