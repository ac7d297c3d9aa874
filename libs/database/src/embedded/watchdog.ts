import { spawn } from 'node:child_process';

/** Stops a child after its parent was killed so hard that it could not do so itself. */
export interface Watchdog {
  /** Its own process id; 0 where there is no shell to run it. */
  readonly pid: number;
  /** The child has ended: forget it, its process id may be given to another. */
  dismiss(): void;
}

/**
 * Waits for a word on the pipe from the parent. When the pipe closes without one, the parent is
 * dead: ask the process to stop, and insist after a minute.
 */
const script = `
read -r word
[ "$word" = dismissed ] && exit 0
kill -"$2" "$1" 2>/dev/null || exit 0
for _ in $(seq 60); do kill -0 "$1" 2>/dev/null || exit 0; sleep 1; done
kill -"$3" "$1"
`;

/**
 * Starts a watcher (a shell of about a megabyte) that sends `signal` to `pid` once this process is
 * gone, and `last` if that did not help. It lives in a process group of its own, so that Ctrl-C
 * in a terminal reaches only this process, which then stops everything in its order.
 */
export const watchdogFor = (
  pid: number,
  signal: 'INT' | 'TERM',
  last: 'QUIT' | 'KILL',
): Watchdog => {
  const watcher = spawn('/bin/sh', ['-c', script, 'ledger-watchdog', String(pid), signal, last], {
    detached: true,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  // Without a shell there is no watcher; an ordinary stop does not need one.
  watcher.on('error', () => undefined);
  watcher.stdin.on('error', () => undefined);
  watcher.unref();
  (watcher.stdin as unknown as { unref?: () => void }).unref?.();
  return { pid: watcher.pid ?? 0, dismiss: () => void watcher.stdin.end('dismissed\n') };
};
