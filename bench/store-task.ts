import type { SharedDatabases } from './fresh-databases.js';
import type { Sample } from './measure.js';
import type { Options } from './options.js';
import type { Measured } from './results.js';

/** What is done with one store at a time. */
export type TaskName = 'append' | 'hot' | 'reads' | 'growth';

/** A task for a store's process, with all that it needs; the load where the task has several. */
export interface Asked {
  readonly task: TaskName;
  readonly inFlight: number;
  readonly options: Options;
  readonly databases: SharedDatabases;
  readonly server: number | undefined;
}

export interface Answered {
  readonly measured: readonly (Measured & { readonly samples: readonly Sample[] })[];
  readonly failures: readonly string[];
}
