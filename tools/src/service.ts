import { lastLines } from '@ledger/database/embedded/failure.js';
import { watchdogFor } from '@ledger/database/embedded/watchdog.js';
import { spawn } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ServiceLog } from './service-log.js';
import { StartFailure } from './start-failure.js';

/** How long a service may take to finish what it has in hand before it is killed. */
const stopSecondsMax = 15;

export interface ServicePlan {
  readonly name: string;
  /** Compiled entry file. */
  readonly main: string;
  /** Where it will listen; health is asked there. */
  readonly url: string;
  readonly env: NodeJS.ProcessEnv;
  readonly logFile: string;
}

/** A service running as a process of its own. */
export interface Service {
  readonly name: string;
  readonly pid: number;
  /** Settles when it has ended by itself; never after `stop`. */
  readonly failed: Promise<StartFailure>;
  /** Waits until it answers that it is ready. Throws `service_not_ready` or `service_ended`. */
  ready(secondsMax: number, signal: AbortSignal): Promise<void>;
  /** Asks it to end, and insists when it does not. */
  stop(): Promise<void>;
}

/**
 * Options of Node for a service.
 * The young generation holds what many requests under way are made of (MiB), so that it is thrown
 * away there and not carried over first. It begins at that size: left to grow, it often does not.
 * Nothing is put among the old when it is made (decision 0103).
 */
export const nodeOptions = [
  '--enable-source-maps',
  '--min-semi-space-size=32',
  '--max-semi-space-size=32',
  '--no-allocation-site-pretenuring',
];

/**
 * Starts a service. Its group of processes is its own, so that Ctrl-C in a terminal reaches only
 * this process, which then stops everything in order; a watchdog does so if this process is killed.
 */
export const startService = (
  { name, main, url, env, logFile }: ServicePlan,
  show: (line: string) => void,
): Service => {
  mkdirSync(path.dirname(logFile), { recursive: true, mode: 0o700 });
  const log = new ServiceLog(logFile, (line) => show(`[${name}] ${line}`));
  const child = spawn(process.execPath, [...nodeOptions, main], {
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  child.stdout.on('data', (chunk: Buffer) => log.take(chunk));
  child.stderr.on('data', (chunk: Buffer) => log.take(chunk));
  const pid = child.pid ?? 0;
  const watchdog = pid === 0 ? undefined : watchdogFor(pid, 'TERM', 'KILL');
  let stopping = false;
  // 'close' comes after the last output, so that the sentence can quote it.
  const ended = new Promise<string>((resolve) => {
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code}`));
    child.once('error', (error) => resolve(error.message));
  });
  void ended.then(() => watchdog?.dismiss());
  const failed = ended.then((how) => {
    if (stopping) return new Promise<never>(() => undefined);
    const lines = lastLines(log.lastLines().map(briefly));
    return new StartFailure('service_ended', { service: name, how, log: logFile, lines });
  });
  const stop = async () => {
    stopping = true;
    for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
      if (!child.kill(signal)) break;
      const late = delay(stopSecondsMax * 1000, 'late', { ref: false });
      if ((await Promise.race([ended, late])) !== 'late') break;
    }
    await ended;
  };
  const about = { service: name, log: logFile };
  const ready = (secondsMax: number, signal: AbortSignal) =>
    Promise.race([failed.then(thrown), answered(url, secondsMax, signal, about)]);
  return { name, pid, failed, ready, stop };
};

const thrown = (failure: StartFailure): never => {
  throw failure;
};

const briefly = (line: string): string => {
  const { msg, err } = line.startsWith('{') ? parsed(line) : {};
  const text = [msg, err?.message].filter((part) => part !== undefined && part !== '').join(': ');
  return text === '' ? line : text;
};

const parsed = (line: string): { msg?: string; err?: { message?: string } } => {
  try {
    return JSON.parse(line) as { msg?: string; err?: { message?: string } };
  } catch {
    return {};
  }
};

const answered = async (
  url: string,
  secondsMax: number,
  signal: AbortSignal,
  about: { readonly service: string; readonly log: string },
): Promise<void> => {
  const deadline = Date.now() + secondsMax * 1000;
  for (;;) {
    const reason = await reasonNotReady(url);
    if (reason === undefined || signal.aborted) return;
    if (Date.now() > deadline) {
      throw new StartFailure('service_not_ready', { ...about, seconds: secondsMax, reason });
    }
    await delay(100, undefined, { signal }).catch(() => undefined);
  }
};

/** Undefined when ready; else what stands in the way, as far as it says. */
const reasonNotReady = async (url: string): Promise<string | undefined> => {
  try {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5000) });
    const text = await answer.text();
    return answer.ok ? undefined : `${answer.status} ${text.slice(0, 300)}`;
  } catch (error) {
    return ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
  }
};
