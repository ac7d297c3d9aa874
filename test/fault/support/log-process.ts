import type { StreamHead } from '@ledger/event-store/digest.js';
import type { NewEvent } from '@ledger/event-store/event.js';
import type { Appended, Batch, EventFilter } from '@ledger/event-store/event-log.js';
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';

const built = path.resolve(import.meta.dirname, '../../../libs/event-store/dist');

/** Does what it is told and says what came of it; ends with whoever started it. */
const program = `
const [built, url] = process.argv.slice(1);
const open = {
  postgres: async () => {
    const { PostgresEventLog } = await import(built + '/postgres/postgres-event-log.js');
    return new PostgresEventLog(url, { readers: 1 });
  },
  esdb: async () => {
    const { EventStoreDbEventLog } = await import(built + '/eventstoredb/eventstoredb-event-log.js');
    return new EventStoreDbEventLog(url, { retriedMsMax: 30_000 });
  },
};
const log = await open[url.slice(0, url.indexOf(':'))]();
const say = (message) => new Promise((resolve) => process.send(message, resolve));
process.on('disconnect', () => process.exit());
process.on('message', async ({ call, append, follow }) => {
  if (follow) return log.follow(follow.after, follow.options, (batch) => say({ batch }));
  const [stream, expected, events] = append;
  await log.append(stream, expected, events).then(
    (appended) => say({ call, appended }),
    ({ name, message }) => say({ call, refusal: { name, message } }),
  );
});
await say({ isReady: true });`;

/** What the process says: that it listens, what became of an append, what it was handed. */
interface Said {
  readonly isReady?: true;
  readonly call?: number;
  readonly appended?: Appended;
  readonly refusal?: { readonly name: string; readonly message: string };
  readonly batch?: Batch;
}

/** The process was killed, or its log did not answer: nobody knows what became of the append. */
export class Interrupted extends Error {}

/** The log refused the append; `name` is the refusal's. */
export class Refused extends Error {
  constructor({ name, message }: { readonly name: string; readonly message: string }) {
    super(message);
    this.name = name;
  }
}

interface Answering {
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: Error) => void;
}

/** A process with an event log of its own, as built (`npm test` builds first): it can be killed. */
export class LogProcess {
  private readonly child: ChildProcess;
  private readonly ready: Promise<void>;
  /** Settles when the process has ended and all that it said has been heard. */
  private readonly ended: Promise<void>;
  private readonly answering = new Map<number, Answering>();
  private calls = 0;
  private take: ((batch: Batch) => void) | undefined;

  constructor(url: string) {
    if (!existsSync(built)) throw new Error(`${built} is missing: run npm run build.`);
    const args = ['--input-type=module', '-e', program, built, url];
    const { NODE_OPTIONS: _, ...env } = process.env;
    const stdio = ['ignore', 'inherit', 'inherit', 'ipc'] as const;
    this.child = spawn(process.execPath, args, { env, stdio: [...stdio] });
    this.ended = new Promise((resolve) => this.child.once('disconnect', resolve));
    this.ready = new Promise((resolve) => {
      this.child.on('message', (said: Said) => (said.isReady ? resolve() : this.hear(said)));
    });
    void this.ended.then(() => this.interrupt());
  }

  /** As `EventLog.append`. Throws `Interrupted` and `Refused`. */
  append(
    stream: string,
    expected: StreamHead | 'any',
    events: readonly NewEvent[],
  ): Promise<Appended> {
    const call = ++this.calls;
    return new Promise((resolve, reject) => {
      if (!this.child.connected) return reject(new Interrupted());
      this.answering.set(call, { resolve, reject });
      void this.tell({ call, append: [stream, expected, events] });
    });
  }

  /** As `EventLog.follow`, until it is killed; what was handed over is what `take` was told. */
  follow(
    after: number,
    options: EventFilter & { readonly batchMax: number },
    take: (batch: Batch) => void,
  ): void {
    this.take = take;
    void this.tell({ follow: { after, options } });
  }

  /** kill -9: no handler runs, nothing is flushed. */
  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.ended;
  }

  private async tell(message: object): Promise<void> {
    await Promise.race([this.ready, this.ended]);
    // Who is killed meanwhile is told nothing: whoever waits for an answer was interrupted.
    if (this.child.connected) this.child.send(message, () => undefined);
  }

  private hear({ call = 0, appended, refusal, batch }: Said): void {
    if (batch) this.take?.(batch);
    const answering = this.answering.get(call);
    this.answering.delete(call);
    if (appended) answering?.resolve(appended);
    else if (refusal?.name === 'LogUnavailable') answering?.reject(new Interrupted());
    else if (refusal) answering?.reject(new Refused(refusal));
  }

  private interrupt(): void {
    for (const { reject } of this.answering.values()) reject(new Interrupted());
    this.answering.clear();
  }
}
