import { openLocalIssuer } from '@ledger/http/local-issuer.js';
import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { startConfiguration } from '../configuration.js';
import { loadEnvironmentFile } from '../environment-file.js';
import { root } from '../root.js';
import { play } from './play.js';
import { ensureRunning, type Running } from './running.js';

/** `npm run demo`: plays the whole story over HTTP. Answers the exit code. */
export const demo = async (): Promise<number> => {
  loadEnvironmentFile();
  const started = performance.now();
  const { registryUrl, exchangeUrl, dataDir } = where();
  const output = path.join(root, 'demo-output');
  rmSync(output, { recursive: true, force: true });
  mkdirSync(output, { recursive: true });
  let running: Running | undefined;
  try {
    running = await ensureRunning([registryUrl, exchangeUrl]);
    const issuer = await openLocalIssuer(dataDir, 'local');
    const print = (line: string): void => console.log(line);
    const { checks, calls } = await play({ registryUrl, exchangeUrl, issuer, output, print });
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    console.log(`\n${checks} checks held, ${calls} calls, ${seconds} s. Files: ${output}`);
    return 0;
  } catch (error) {
    console.error(`\nThe demonstration failed. ${(error as Error).message}`);
    return 1;
  } finally {
    await running?.stop();
  }
};

const where = () => {
  const { host, registryPort, exchangePort, dataDir } = startConfiguration(process.env, root);
  const reachable = host === '0.0.0.0' || host === '::' ? '127.0.0.1' : host;
  return {
    registryUrl: `http://${reachable}:${registryPort}`,
    exchangeUrl: `http://${reachable}:${exchangePort}`,
    dataDir,
  };
};
