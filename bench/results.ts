import type { Machine } from './machine.js';
import type { Sample } from './measure.js';
import type { Options } from './options.js';
import type { Role } from './store.js';

/** All samples of one store in one setting. */
export interface Measured {
  readonly scenario: 'append' | 'hot stream' | 'read stream' | 'catch up' | 'growth';
  readonly store: string;
  readonly inFlight: number;
  /** Events in the log before, where it matters. */
  readonly events?: number;
  readonly samples: readonly Sample[];
}

/** What another program of this folder found out. */
export interface Section {
  readonly title: string;
  readonly lines: readonly string[];
}

/** A whole run, as it is kept and as the report is made from it. */
export interface Results {
  readonly at: string;
  readonly options: Options;
  readonly machine: Machine;
  readonly loadAfter: number;
  readonly versions: Readonly<Record<string, string>>;
  readonly payloadBytes: { readonly data: number; readonly metadata: number };
  readonly stores: readonly { readonly name: string; readonly role: Role }[];
  readonly measured: readonly Measured[];
  /** Transactions per second by clients; absent where pgbench is not on this machine. */
  readonly pgbench?: Readonly<Record<string, readonly number[]>>;
  readonly sections: readonly Section[];
  /** What could not be measured, and why. */
  readonly failures: readonly string[];
}

/** Middle, least and greatest of a figure over the runs. */
export interface Spread {
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

export const spread = (figures: readonly number[]): Spread => {
  const sorted = [...figures].sort((a, b) => a - b);
  const [low, high] = [(sorted.length - 1) >> 1, sorted.length >> 1];
  return {
    median: ((sorted[low] ?? 0) + (sorted[high] ?? 0)) / 2,
    min: sorted[0] ?? 0,
    max: sorted.at(-1) ?? 0,
  };
};
