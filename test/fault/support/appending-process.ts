import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const built = path.resolve(import.meta.dirname, '../../../libs/event-store/dist');

/** Appends pairs of events as fast as it can, and says each append that was acknowledged. */
const program = `
const [built, url, writers] = process.argv.slice(1);
const { PostgresEventLog } = await import(built + '/postgres/postgres-event-log.js');
const { noStream } = await import(built + '/digest.js');
const { newEvent, newStream } = await import(built + '/testing/new-event.js');
const log = new PostgresEventLog(url);
const write = async () => {
  for (;;) {
    const events = [newEvent(), newEvent()];
    await log.append(newStream(), noStream, events);
    console.log(events.map(({ id }) => id).join(' '));
  }
};
await Promise.all(Array.from({ length: Number(writers) }, write));`;

/** A process that appends until it is killed. */
export interface AppendingProcess {
  /** Ids of the events whose append was acknowledged and said so before the end. */
  readonly acknowledged: readonly string[];
  /** Resolves when so many events have been acknowledged. */
  reached(count: number): Promise<void>;
  /** Ends it with SIGKILL and resolves when all it said has been read. */
  kill(): Promise<void>;
}

/** Starts the event log, as built (`npm test` builds first), in a Node process of its own. */
export const appendingProcess = (url: string, writers: number): AppendingProcess => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build.`);
  const args = ['--input-type=module', '-e', program, built, url, String(writers)];
  const child: ChildProcess = spawn(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (!child.stdout) throw new Error('The process has no output.');
  const acknowledged: string[] = [];
  const waiting = new Set<() => void>();
  const lines = createInterface({ input: child.stdout });
  lines.on('line', (line) => {
    const ids = line.split(' ');
    // The last line may be cut off in the middle.
    if (ids.length === 2 && ids[1]?.length === 36) acknowledged.push(...ids);
    for (const look of [...waiting]) look();
  });
  const closed = new Promise<void>((resolve) => lines.once('close', resolve));
  const reached = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (acknowledged.length < count) return;
        waiting.delete(look);
        resolve();
      };
      child.once('exit', () => reject(new Error('The appending process ended too early.')));
      waiting.add(look);
      look();
    });
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  return { acknowledged, reached, kill };
};
