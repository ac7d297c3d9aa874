/**
 * One store in a process of its own, as a service has it: what another store leaves behind in the
 * engine (compiled code thrown out, calls that have seen every client) is no part of its figures.
 * Argument: the store's name. Every message is a task.
 */
import { Bench } from './bench.js';
import { FreshDatabases } from './fresh-databases.js';
import { appendsOf } from './scenarios/append.js';
import { growth } from './scenarios/growth.js';
import { hotStreamOf } from './scenarios/hot-stream.js';
import { readsOf } from './scenarios/reads.js';
import type { Store } from './store.js';
import type { Answered, Asked, TaskName } from './store-task.js';
import { stores } from './stores.js';

const tasks: Readonly<
  Record<TaskName, (bench: Bench, store: Store, inFlight: number) => Promise<unknown>>
> = { append: appendsOf, hot: hotStreamOf, reads: readsOf, growth };

const name = process.argv[2];
const store = stores.find((each) => each.name === name);
if (store === undefined) throw new Error(`There is no store ${name}.`);
process.on('message', ({ task, inFlight, options, databases, server }: Asked) => {
  const bench = new Bench(options, new FreshDatabases(databases), server);
  void tasks[task](bench, store, inFlight).then(() => {
    const answered: Answered = { measured: bench.measured, failures: [...bench.failures] };
    process.send?.(answered);
  });
});
