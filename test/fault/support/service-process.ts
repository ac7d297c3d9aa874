import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

const root = path.resolve(import.meta.dirname, '../../..');
const readySecondsMax = 280;

/** A service as a process of its own, as it runs in production: it can be killed. */
export interface ServiceProcess {
  readonly url: string;
  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  ready(): Promise<void>;
}

/** Starts what `npm run build` has compiled; `npm test` builds first. */
export const startServiceProcess = (
  name: 'registry' | 'exchange',
  port: number,
  env: Readonly<Record<'DATABASE_URL' | 'DATA_DIR' | (string & {}), string>>,
): ServiceProcess => {
  const main = path.join(root, 'apps', name, 'dist', 'main.js');
  if (!existsSync(main)) throw new Error(`${main} is missing: run npm run build.`);
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'], LOG_LEVEL: 'error', PORT: String(port), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lines: string[] = [];
  const take = (chunk: Buffer): void => {
    lines.push(chunk.toString());
    if (lines.length > 50) lines.shift();
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  const url = `http://127.0.0.1:${port}`;
  return { url, kill: () => killed(child), ready: () => ready(child, url, lines) };
};

const killed = async (child: ChildProcess): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGKILL');
  await ended;
};

const ready = async (child: ChildProcess, url: string, lines: readonly string[]): Promise<void> => {
  const deadline = performance.now() + readySecondsMax * 1000;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`The service ended: ${lines.join('')}`);
    const answer = await fetch(`${url}/health/ready`).catch(() => undefined);
    if (answer?.ok) return;
    if (performance.now() > deadline) throw new Error(`Not ready in time: ${lines.join('')}`);
    await delay(50);
  }
};
