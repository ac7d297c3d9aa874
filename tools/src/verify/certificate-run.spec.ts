import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { runVerifyCertificate } from './certificate-run.js';
import { sampleCertificate } from './testing/sample-certificate.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ledger-certificate-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const { unsigned, trust, signed } = sampleCertificate();
const written = (name: string, content: Uint8Array | string): string => {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
};

/** The exit code and the lines that were printed. */
const run = (args: readonly string[], env: NodeJS.ProcessEnv = {}) => {
  const lines: string[] = [];
  const code = runVerifyCertificate(args, env, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
};

const keys = () => {
  const jwks = [...trust.keys.values()].map((key) => key.export({ format: 'jwk' }));
  return [
    ...['--jwks', written('jwks.json', JSON.stringify({ keys: jwks }))],
    ...['--log-keys', written('log-keys.txt', `${trust.logKeys.join('\n')}\n`)],
  ];
};

describe('npm run verify:certificate', () => {
  it('says that a genuine one is, in either language, and ends with 0', () => {
    const file = written('certificate.json', signed(unsigned));
    expect(run([file, ...keys()])).toMatchObject({
      code: 0,
      text: expect.stringContaining('The certificate is genuine.'),
    });
    expect(run([file, ...keys()], { LANG: 'zh_CN.UTF-8' }).text).toContain('证明真实');
  });

  it('takes the keys of the log as the route gives them', () => {
    const file = written('certificate.json', signed(unsigned));
    const answer = { keys: trust.logKeys.map((verifier) => ({ verifier })) };
    const [, jwks = ''] = keys();
    const logKeys = written('keys.json', JSON.stringify(answer));
    expect(run([file, '--jwks', jwks, '--log-keys', logKeys]).code).toBe(0);
  });

  it('says what is wrong with another, and ends with 1', () => {
    const bytes = signed(unsigned).toString().replace('"encumbered"', '"none"');
    const { code, text } = run([written('certificate.json', bytes), ...keys()]);
    expect([code, text]).toEqual([1, expect.stringContaining('The signature is invalid')]);
  });

  it('ends with 2 where it cannot tell', () => {
    expect(run([])).toMatchObject({ code: 2, text: expect.stringContaining('--jwks') });
    expect(run(['missing.json', ...keys()])).toMatchObject({ code: 2 });
  });
});
