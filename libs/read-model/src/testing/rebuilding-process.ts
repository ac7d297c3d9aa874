import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';

const root = path.resolve(import.meta.dirname, '../../../..');
const built = path.join(root, 'libs/read-model/dist/rebuild/rebuild.js');

/** Rebuilds the tills of a database from its log, and says each step; at the end its memory. */
const program = `
const [root, url, standsAt] = process.argv.slice(1);
const from = (file) => import(root + '/libs/' + file);
const { dataSource } = await from('database/dist/connection.js');
const { PostgresEventLog } = await from('event-store/dist/postgres/postgres-event-log.js');
const { rebuild } = await from('read-model/dist/rebuild/rebuild.js');
const { rowProjection } = await from('read-model/dist/row-projection.js');
const { openTillFold, OpenTillView } = await from('read-model/dist/testing/open-till.js');
const source = await dataSource(url, [OpenTillView]).initialize();
const log = new PostgresEventLog(url);
const readAll = log.readAll.bind(log);
let read = 0;
log.readAll = async (...call) => {
  if (read >= Number(standsAt)) {
    console.log('stands', read);
    process.kill(process.pid, 'SIGSTOP');
  }
  const page = await readAll(...call);
  read += page.events.length;
  return page;
};
const outcome = await rebuild(
  rowProjection(openTillFold),
  { dataSource: source, log, upcast: (event) => event },
  {
    swap: 'equal',
    signal: new AbortController().signal,
    onProgress: ({ state, events }) => console.log(state, events),
  },
);
console.log('end', outcome.state, outcome.rows, process.resourceUsage().maxRSS);
await source.destroy();
await log.close();`;

/** A rebuild in a process of its own, which can be killed and whose memory is its own. */
export interface RebuildingProcess {
  /** Resolves with the events replayed when it is that far. */
  replayed(events: number): Promise<number>;
  /** Resolves with what came out and the largest resident set, in KiB. */
  readonly ended: Promise<{
    readonly state: string;
    readonly rows: number;
    readonly maxRssKiB: number;
  }>;
  /** kill -9. */
  kill(): Promise<void>;
}

/** As built: `npm test` builds first. Stands still once it has read so many events, if any. */
export const rebuildingProcess = (url: string, standsAt = Infinity): RebuildingProcess => {
  if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build.`);
  const child = spawn(
    process.execPath,
    ['--input-type=module', '-e', program, root, url, `${standsAt}`],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
    },
  );
  const closed = once(child, 'close');
  const lines: string[][] = [];
  const watching = new Set<() => void>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    lines.push(line.split(' '));
    for (const look of [...watching]) look();
  });
  const until = <T>(found: (words: string[]) => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        const value = lines.map(found).find((each) => each !== undefined);
        if (value === undefined) return;
        watching.delete(look);
        resolve(value);
      };
      watching.add(look);
      void closed.then(() => reject(new Error('The process ended before.')));
      look();
    });
  const ended = until(([word, state = '', rows, memory]) =>
    word === 'end' ? { state, rows: Number(rows), maxRssKiB: Number(memory) } : undefined,
  );
  ended.catch(() => undefined);
  return {
    ended,
    replayed: (events) =>
      until(([, count]) => (Number(count) >= events ? Number(count) : undefined)),
    kill: async () => {
      child.kill('SIGKILL');
      await closed;
    },
  };
};
