import { LogUnavailable, type Snapshot } from '../event-log.js';
import { textArray } from './binary-array.js';
import { type Statement, persistently } from './connection.js';
import { Lane } from './lane.js';

/** Streams that one statement looks up, beyond which callers wait for the next. */
const streamsMax = 10_000;

const readVersions: Statement = {
  name: 'read_versions',
  text: `SELECT
      coalesce((SELECT h.position FROM ledger.event AS h ORDER BY h.position DESC LIMIT 1), 0),
      array_to_string(ARRAY(
        SELECT coalesce((
          SELECT e.version FROM ledger.event AS e
          WHERE e.stream = s.stream ORDER BY e.version DESC LIMIT 1
        ), 0)
        FROM unnest($1::text[]) WITH ORDINALITY AS s(stream, n) ORDER BY s.n
      ), ',')`,
};

interface Asking {
  readonly streams: readonly string[];
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks up the head of the log and versions of streams in one statement for all who ask. Who asks
 * while a statement is under way waits for the next: that one sees what he knows to be recorded.
 */
export class Snapshots {
  private asking: Asking[] = [];
  private isLooking = false;
  private isClosed = false;
  private readonly lane: Lane;

  constructor(url: string) {
    this.lane = new Lane(url, 'ledger log versions');
  }

  versions(streams: readonly string[]): Promise<Snapshot> {
    return new Promise((resolve, reject) => {
      if (this.isClosed) throw new LogUnavailable('The event log is closed.');
      this.asking.push({ streams, resolve, reject });
      if (!this.isLooking) void this.look();
    });
  }

  close(): void {
    this.isClosed = true;
    this.lane.close();
  }

  private async look(): Promise<void> {
    this.isLooking = true;
    // Whoever asks in the same turn shares the first statement too.
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
      const [row] = await persistently(() => this.lane.run(readVersions, [textArray(names)]));
      const head = Number(row?.[0]);
      const found = (row?.[1] ?? '').split(',').map(Number);
      const versionOf = new Map(names.map((name, index) => [name, found[index] ?? 0]));
      for (const { streams, resolve } of asking) {
        resolve({ head, versions: new Map(streams.map((s) => [s, versionOf.get(s) ?? 0])) });
      }
    } catch (error) {
      for (const { reject } of asking) reject(error);
    }
  }
}
