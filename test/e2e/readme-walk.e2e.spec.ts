import { exampleTokens } from '@ledger/tools/tokens.js';
import { execFile, execFileSync } from 'node:child_process';
import { chmodSync, copyFileSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { createCluster, type RunningApp, type TestCluster } from '../support/apps.js';

const root = path.resolve(import.meta.dirname, '../..');

/** The blocks of a README that are marked as steps of the walk, in order. */
const walkOf = (file: string): string => {
  const text = readFileSync(path.join(root, file), 'utf8');
  const blocks = [...text.matchAll(/^```sh walk\n([\s\S]*?)^```$/gm)].map(([, block]) => block);
  return blocks.join('\n');
};

const hasCurl = (): boolean => {
  try {
    execFileSync('curl', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
};

describe('the walk of the README', () => {
  let cluster: TestCluster;
  let registry: RunningApp;
  let folder: string;

  beforeAll(async () => {
    cluster = await createCluster();
    registry = await cluster.startRegistry();
    folder = mkdtempSync(path.join(tmpdir(), 'ledger-walk-'));
    if (!hasCurl()) {
      copyFileSync(path.join(root, 'test/e2e/support/curl.mjs'), path.join(folder, 'curl'));
      chmodSync(path.join(folder, 'curl'), 0o755);
    }
  });

  afterAll(async () => {
    await cluster.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('works as it stands, in both languages the same', async () => {
    expect(walkOf('README.zh-CN.md')).toBe(walkOf('README.md'));
    await exampleTokens(cluster.dataDir);
    const walked = promisify(execFile)(
      'bash',
      ['-c', `set -euo pipefail\n${walkOf('README.md')}`],
      {
        cwd: root,
        env: {
          PATH: `${folder}:${process.env['PATH']}`,
          DATA_DIR: cluster.dataDir,
          REGISTRY: await registry.app.getUrl(),
        },
      },
    );
    // The message of the error holds the script; what the services answered is in its output.
    const { stdout } = await walked.catch((error: { stdout: string; stderr: string }) => {
      throw new Error(`${error.stdout}\n${error.stderr}`);
    });
    const lines = stdout.trim().split('\n');
    expect(lines.at(-1)).toMatch(/0$/);
    expect(stdout).toContain('\nregistered\n');
  });
});
