/**
 * One store in a process of its own, as a service has it: what another store leaves behind in the
 * engine (compiled code thrown out, calls that have seen every client) is no part of its figures.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { Bench } from './bench.js';
import { FreshDatabases, type SharedDatabases } from './fresh-databases.js';
import type { Sample } from './measure.js';
import type { Options } from './options.js';
import type { Measured } from './results.js';
import { appendsOf } from './scenarios/append.js';
import { growth } from './scenarios/growth.js';
import { hotStreamOf } from './scenarios/hot-stream.js';
import { readsOf } from './scenarios/reads.js';
import type { Store } from './store.js';
import { stores } from './stores.js';

/** What is done with one store at a time. */
const tasks = { append: appendsOf, hot: hotStreamOf, reads: readsOf, growth } as const;

type TaskName = keyof typeof tasks;

/** A task for the process, with all that it needs; the load where the task has several. */
interface Asked {
  readonly task: TaskName;
  readonly inFlight: number;
  readonly options: Options;
  readonly databases: SharedDatabases;
  readonly server: number | undefined;
}

interface Answered {
  readonly measured: readonly (Measured & { readonly samples: readonly Sample[] })[];
  readonly failures: readonly string[];
}

/** The processes of all stores; each begins when its store first has its turn. */
export class StoreProcesses {
  private readonly processes = new Map<string, ChildProcess>();

  constructor(private readonly bench: Bench) {}

  /** Has a store do a task. What it measures is recorded, unless the task only warms it up. */
  async run(store: Store, task: TaskName, inFlight = 0, isRecorded = true): Promise<void> {
    const child = this.processes.get(store.name) ?? this.start(store);
    const { options, server, databases } = this.bench;
    const asked: Asked = { task, inFlight, options, server, databases: databases.shared };
    child.send(asked);
    const [answer] = (await Promise.race([
      once(child, 'message'),
      once(child, 'exit').then(() => [undefined]),
    ])) as [Answered | undefined];
    if (answer === undefined) this.processes.delete(store.name);
    const { measured = [], failures = [`${store.name}: its process ended`] } = answer ?? {};
    for (const failure of failures) this.bench.failures.add(failure);
    for (const { samples, ...key } of isRecorded ? measured : []) {
      for (const sample of samples) this.bench.record(key, sample);
    }
  }

  close(): void {
    for (const child of this.processes.values()) child.disconnect();
  }

  private start({ name }: Store): ChildProcess {
    // What it measured is printed here, in the order of all.
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const child = fork(fileURLToPath(import.meta.url), [name], { stdio: [...stdio] });
    this.processes.set(name, child);
    return child;
  }
}

/** The process itself: every message is a task. */
const serve = (name: string): void => {
  const store = stores.find((each) => each.name === name);
  if (store === undefined) throw new Error(`There is no store ${name}.`);
  process.on('message', ({ task, inFlight, options, databases, server }: Asked) => {
    const bench = new Bench(options, new FreshDatabases(databases), server);
    void tasks[task](bench, store, inFlight).then(() => {
      const answered: Answered = { measured: bench.measured, failures: [...bench.failures] };
      process.send?.(answered);
    });
  });
};

const [, program, storeName] = process.argv;
if (program === fileURLToPath(import.meta.url) && storeName !== undefined) serve(storeName);
