import { exampleTokens } from '@ledger/tools/tokens.js';
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { RunningApp, TestCluster } from '../../support/apps.js';

const root = path.resolve(import.meta.dirname, '../../..');
/** A bound for what hangs: a walk is some hundred processes, one after the other. */
const walkSecondsMax = 280;

/** A document of this repository. */
export const documentText = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The blocks of a document that are marked as steps of a walk, in order. */
export const walkOf = (file: string): string => {
  const text = documentText(file);
  const blocks = [...text.matchAll(/^```sh walk\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.join('\n');
};

/** Services that a walk calls, by the variable that holds the address. */
export type WalkedServices = Readonly<Record<'REGISTRY' | 'EXCHANGE', RunningApp>>;

/** Runs a script as somebody would who pastes it. Answers what it printed; throws at the first failure. */
export const walk = async (
  script: string,
  { dataDir }: Pick<TestCluster, 'dataDir'>,
  services: Partial<WalkedServices>,
): Promise<string> => {
  await exampleTokens(dataDir);
  const folder = mkdtempSync(path.join(tmpdir(), 'ledger-walk-'));
  try {
    if (!hasCurl()) {
      copyFileSync(path.join(root, 'test/e2e/support/curl.mjs'), path.join(folder, 'curl'));
      chmodSync(path.join(folder, 'curl'), 0o755);
    }
    const addresses = Object.entries(services).map(
      async ([name, { app }]) => [name, await app.getUrl()] as const,
    );
    const { stdout } = await run('bash', ['-c', `set -euo pipefail\n${script}`], {
      cwd: root,
      timeout: walkSecondsMax * 1_000,
      env: {
        PATH: `${folder}:${process.env['PATH']}`,
        TMPDIR: folder,
        DATA_DIR: dataDir,
        ...Object.fromEntries(await Promise.all(addresses)),
      },
    });
    return stdout;
  } catch (error) {
    // The message of the error holds the script; what the services answered is in its output.
    const { stdout, stderr } = error as { stdout: string; stderr: string };
    throw new Error(`${stdout}\n${stderr}`, { cause: error });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = promisify(execFile);

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};
