import { LogUnavailable, type Snapshot } from '../event-log.js';
import { SharedSnapshot } from '../shared-snapshot.js';
import type { Barrier } from './barrier.js';
import type { Connection } from './connection.js';
import { NodeChanged } from './failures.js';
import type { Reader } from './reader.js';
import type { Tail } from './tail.js';

/**
 * Linearizable looks at streams: one barrier for all who ask, then each stream's version at the
 * barrier's position, from the very node that acknowledged it. Where any answer came from another
 * node, the barrier is repeated.
 */
export class Snapshots {
  private readonly shared = new SharedSnapshot((names) =>
    this.connection.persistently(() => this.snapshot(names)),
  );
  private isClosed = false;

  constructor(
    private readonly connection: Connection,
    private readonly barrier: Barrier,
    private readonly reader: Reader,
    private readonly tail: Tail,
  ) {}

  async versions(streams: readonly string[]): Promise<Snapshot> {
    if (this.isClosed) throw new LogUnavailable('The event log is closed.');
    return this.shared.take(streams);
  }

  close(): void {
    this.isClosed = true;
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
