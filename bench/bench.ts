import type { BenchDatabase } from './database.js';
import type { FreshDatabases } from './fresh-databases.js';
import type { Sample } from './measure.js';
import type { Options } from './options.js';
import type { Measured } from './results.js';
import type { OpenStore, Store } from './store.js';

/** Connections that a store may have: more than these only wait in line on the server. */
const connectionsMax = 32;

/** Seconds after which a store that does not answer is given up. */
const stuckSeconds = 600;
const closeSeconds = 10;

type Key = Omit<Measured, 'samples'>;

/** One run of everything: what the scenarios share, and what they found. */
export class Bench {
  private readonly found = new Map<string, Measured & { samples: Sample[] }>();
  readonly failures = new Set<string>();

  constructor(
    readonly options: Options,
    readonly databases: FreshDatabases,
    /** Process id of the server, where it runs on this machine. */
    readonly server: number | undefined,
  ) {}

  get measured(): readonly Measured[] {
    return [...this.found.values()];
  }

  record(key: Key, sample: Sample): void {
    const name = JSON.stringify(key);
    const entry = this.found.get(name) ?? { ...key, samples: [] };
    entry.samples.push(sample);
    this.found.set(name, entry);
    console.log(
      `${key.scenario.padEnd(11)} ${String(key.inFlight).padStart(3)} in flight  ` +
        `${sample.perSecond.toFixed(0).padStart(7)}/s  p50 ${sample.p50Ms.toFixed(2)} ms  ` +
        `p99 ${sample.p99Ms.toFixed(2)} ms  CPU ${sample.clientMicros.toFixed(0)} + ` +
        `${sample.serverMicros.toFixed(0)} µs  ${key.store}`,
    );
  }

  /** Does something with a store in a database of its own; a store that fails is left out. */
  async with(
    store: Store,
    inFlight: number,
    work: (opened: OpenStore, database: BenchDatabase) => Promise<void>,
  ): Promise<void> {
    const database = await this.databases.create(store.isMigrated === true);
    let opened: OpenStore | undefined;
    try {
      opened = await store.open(database, Math.min(inFlight, connectionsMax));
      await inTime(stuckSeconds, work(opened, database));
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      this.failures.add(`${store.name}: ${reason.split('\n')[0] ?? ''}`);
      console.error(`${store.name} failed: ${reason}`);
    }
    await inTime(closeSeconds, opened?.close() ?? Promise.resolve()).catch(() => undefined);
    await database.drop();
  }
}

const inTime = async (seconds: number, work: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${seconds} s`)), seconds * 1000);
  });
  try {
    await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
};
