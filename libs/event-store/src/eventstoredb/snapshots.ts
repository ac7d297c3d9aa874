import { LogUnavailable, type Snapshot } from '../event-log.js';
import type { Barrier } from './barrier.js';
import type { Connection } from './connection.js';
import { NodeChanged } from './failures.js';
import type { Reader } from './reader.js';
import type { Tail } from './tail.js';

/** Streams that one barrier serves, beyond which callers wait for the next. */
const streamsMax = 10_000;

interface Asking {
  readonly streams: readonly string[];
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Linearizable looks at streams: one barrier for all who ask, then each stream's version at the
 * barrier's position, from the very node that acknowledged it. Where any answer came from another
 * node, the barrier is repeated. Who asks while a look is under way waits for the next: that one
 * sees what he knows to be recorded.
 */
export class Snapshots {
  private asking: Asking[] = [];
  private isLooking = false;
  private isClosed = false;

  constructor(
    private readonly connection: Connection,
    private readonly barrier: Barrier,
    private readonly reader: Reader,
    private readonly tail: Tail,
  ) {}

  versions(streams: readonly string[]): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) throw new LogUnavailable('The event log is closed.');
      this.asking.push({ streams, resolve, reject });
      if (!this.isLooking) void this.look();
    });
  }

  close(): void {
    this.isClosed = true;
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    // Whoever asks in the same turn shares the first barrier too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.asking.length > 0) await this.answer(this.take());
    this.isLooking = false;
  }

  private take(): readonly Asking[] {
    let [count, streams] = [0, 0];
    for (const one of this.asking) {
      streams += one.streams.length;
      if (count > 0 && streams > streamsMax) break;
      count += 1;
    }
    return this.asking.splice(0, count);
  }

  private async answer(asking: readonly Asking[]): Promise<void> {
    try {
      const names = [...new Set(asking.flatMap(({ streams }) => streams))];
      const { head, versions } = await this.connection.persistently(() => this.snapshot(names));
      for (const { streams, resolve } of asking) {
        resolve({ head, versions: new Map(streams.map((s) => [s, versions.get(s) ?? 0])) });
      }
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }

  private async snapshot(names: readonly string[]): Promise<Snapshot> {
    const { position, node } = await this.barrier.raise();
    // Whoever shows the barrier shows all before it, so the head may come from any node.
    const [head, ...found] = await Promise.all([
      this.tail.lastUpTo(position),
      ...names.map((name) => this.reader.versionAt(name, position)),
    ]);
    if (found.some((one) => one.node !== node)) throw new NodeChanged();
    return { head, versions: new Map(names.map((name, n) => [name, found[n]?.version ?? 0])) };
  }
}
