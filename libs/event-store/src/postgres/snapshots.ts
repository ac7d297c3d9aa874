import { LogUnavailable, type Snapshot } from '../event-log.js';
import { SharedSnapshot } from '../shared-snapshot.js';
import { textArray } from './binary-array.js';
import { persistently } from './connection.js';
import { KnownVersions, type Told } from './known-versions.js';
import { Lane } from './lane.js';
import type { Row, Statement } from './text-query.js';

/** Events since the look before that one statement tells of; after more than that all is asked anew. */
const newsMax = 500;

/**
 * In one snapshot: the head of the log, the versions of streams, whether the event at which the look
 * before ended is still there, and what was recorded since.
 */
const readVersions: Statement = {
  name: 'read_versions',
  text: `SELECT coalesce(head.position, 0), head.id,
      array_to_string(ARRAY(
        SELECT coalesce((
          SELECT e.version FROM ledger.event AS e
          WHERE e.stream = s.stream ORDER BY e.version DESC LIMIT 1
        ), 0)
        FROM unnest($1::text[]) WITH ORDINALITY AS s(stream, n) ORDER BY s.n
      ), ','),
      (SELECT b.id FROM ledger.event AS b WHERE b.position = $2::bigint),
      array_to_string(ARRAY(
        SELECT n.version || ' ' || n.stream FROM ledger.event AS n
        WHERE n.position > $2::bigint ORDER BY n.position LIMIT ${newsMax + 1}
      ), chr(10))
    FROM (SELECT) AS one LEFT JOIN LATERAL (
      SELECT h.position, h.id FROM ledger.event AS h ORDER BY h.position DESC LIMIT 1
    ) AS head ON true`,
};

/**
 * Looks up the head of the log and versions of streams in one statement for all who ask. What was
 * looked up before is not asked for again: the statement tells what came since.
 */
export class Snapshots {
  private readonly shared = new SharedSnapshot((names) => this.look(names));
  private readonly lane: Lane;
  private readonly known = new KnownVersions();
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

  /** One at a time: what is known is as of the look before. */
  private async look(names: readonly string[]): Promise<Snapshot> {
    const known = this.known.of(names);
    const since = this.known.end?.position ?? null;
    const values = [textArray(known.lacking), since];
    const [row] = await persistently(() => this.lane.run(readVersions, values));
    const told = toldBy(row ?? [], known.lacking);
    if (since !== null && !this.continues(told)) {
      this.known.forget();
      return this.look(names);
    }
    return { head: told.head, versions: this.known.learn(known, told) };
  }

  /** No longer so where a backup was restored, or where too much has happened to tell of it all. */
  private continues({ endId, news }: Told): boolean {
    return endId === this.known.end?.id && news.length <= newsMax;
  }
}

const toldBy = (
  [head, headId = null, versions, endId = null, news]: Row,
  unknown: readonly string[],
): Told => {
  const found = (versions ?? '').split(',').map(Number);
  return {
    head: Number(head),
    headId,
    endId,
    found: new Map(unknown.map((name, index) => [name, found[index] ?? 0])),
    news: (news ? news.split('\n') : []).map((line) => {
      const space = line.indexOf(' ');
      return [line.slice(space + 1), Number(line.slice(0, space))];
    }),
  };
};
