import { LogUnavailable, type Snapshot } from '../event-log.js';
import { textArray } from './binary-array.js';
import { type Statement, persistently } from './connection.js';
import { SharedSnapshot } from '../shared-snapshot.js';
import { Lane } from './lane.js';

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

/** Looks up the head of the log and versions of streams in one statement for all who ask. */
export class Snapshots {
  private readonly shared = new SharedSnapshot((names) => this.look(names));
  private readonly lane: Lane;
  private isClosed = false;

  constructor(url: string) {
    this.lane = new Lane(url, 'ledger log versions');
  }

  async versions(streams: readonly string[]): Promise<Snapshot> {
    if (this.isClosed) throw new LogUnavailable('The event log is closed.');
    return this.shared.take(streams);
  }

  close(): void {
    this.isClosed = true;
    this.lane.close();
  }

  private async look(names: readonly string[]): Promise<Snapshot> {
    const [row] = await persistently(() => this.lane.run(readVersions, [textArray(names)]));
    const found = (row?.[1] ?? '').split(',').map(Number);
    const versions = new Map(names.map((name, index) => [name, found[index] ?? 0]));
    return { head: Number(row?.[0]), versions };
  }
}
