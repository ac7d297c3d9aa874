import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { Bench } from './bench.js';
import type { Store } from './store.js';
import type { Answered, Asked, TaskName } from './store-task.js';

const program = fileURLToPath(new URL('./store-process.js', import.meta.url));

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
    const child = fork(program, [name], { stdio: [...stdio] });
    this.processes.set(name, child);
    return child;
  }
}
