import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../root.js';

const readySecondsMax = 90;

/** Services that answer, and how to leave things as they were found. */
export interface Running {
  readonly startedHere: boolean;
  stop(): Promise<void>;
}

/** Uses the services when they run already; else starts them as `npm start` does. */
export const ensureRunning = async (urls: readonly string[]): Promise<Running> => {
  if (await areReady(urls)) return { startedHere: false, stop: () => Promise.resolve() };
  const child = spawn(process.execPath, [path.join(root, 'tools', 'start.mjs')], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const ended = once(child, 'exit');
    child.kill('SIGTERM');
    await ended;
  };
  await untilReady(child, urls);
  return { startedHere: true, stop };
};

const untilReady = async (child: ChildProcess, urls: readonly string[]): Promise<void> => {
  const deadline = performance.now() + readySecondsMax * 1000;
  while (!(await areReady(urls))) {
    if (child.exitCode !== null) throw new Error('The services could not be started; see above.');
    if (performance.now() > deadline) {
      child.kill('SIGTERM');
      throw new Error(`The services were not ready within ${readySecondsMax} s.`);
    }
    await delay(200);
  }
};

const areReady = async (urls: readonly string[]): Promise<boolean> => {
  const answers = await Promise.all(
    urls.map((url) =>
      fetch(`${url}/health/ready`).then(
        ({ ok }) => ok,
        () => false,
      ),
    ),
  );
  return answers.every(Boolean);
};
