import { withClient } from '@ledger/database/connection.js';
import type {
  CheckpointLine,
  FileCosignature,
  FileKey,
  FileOrigin,
} from '@ledger/event-store/transfer/log-file.js';

/** Checkpoints read at once. */
const pageMax = 1_000;

/** A timestamp as the file has it. */
const instant = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')`;

/** What the log had signed at one moment. */
export interface Signed {
  readonly origins: readonly FileOrigin[];
  readonly keys: readonly FileKey[];
  /** Every checkpoint there was, by growing size. */
  readonly checkpoints: () => AsyncIterable<CheckpointLine>;
}

/** Notes what has been signed so far; what is signed later stays out. */
export const signedSoFar = (appUrl: string): Promise<Signed> =>
  withClient(appUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { rows: origins } = await client.query<FileOrigin & { readonly size: string | null }>(
      `SELECT number, name, reason, started_by AS "startedBy",
         ${instant('started_at')} AS "startedAt",
         (SELECT max(size) FROM evidence.checkpoint WHERE origin = number) AS size
       FROM evidence.origin ORDER BY number`,
    );
    const { rows: keys } = await client.query<Omit<FileKey, 'fromSize'> & { fromSize: string }>(
      `SELECT origin, verifier, from_size AS "fromSize", ${instant('since')} AS since
       FROM evidence.key ORDER BY origin, from_size, verifier`,
    );
    await client.query('COMMIT');
    return {
      origins: origins.map(({ size: _, ...origin }) => origin),
      keys: keys.map((key) => ({ ...key, fromSize: Number(key.fromSize) })),
      checkpoints: () =>
        bySize(origins.map(({ number, size }) => linesOf(appUrl, number, Number(size ?? 0)))),
    };
  });

/** The checkpoints of one origin up to a size, page by page: no transaction stays open meanwhile. */
async function* linesOf(
  appUrl: string,
  origin: number,
  upTo: number,
): AsyncGenerator<CheckpointLine> {
  for (let after = 0; after < upTo;) {
    const rows = await pageOf(appUrl, origin, after, upTo);
    for (const { size, cosignatures, ...row } of rows)
      yield {
        ...row,
        origin,
        size: Number(size),
        ...(cosignatures === null ? {} : { cosignatures }),
      };
    after = Number(rows.at(-1)?.size ?? upTo);
  }
}

interface CheckpointRow {
  readonly size: string;
  readonly checkpoint: string;
  readonly signedAt: string;
  readonly cosignatures: readonly FileCosignature[] | null;
}

const pageOf = (
  appUrl: string,
  origin: number,
  after: number,
  upTo: number,
): Promise<readonly CheckpointRow[]> =>
  withClient(appUrl, async (client) => {
    const { rows } = await client.query<CheckpointRow>(
      `SELECT c.size, c.note AS checkpoint, ${instant('c.signed_at')} AS "signedAt", (
           SELECT json_agg(json_build_object('witness', s.witness, 'line', s.line,
             'receivedAt', ${instant('s.received_at')}) ORDER BY s.witness)
           FROM evidence.cosignature AS s WHERE s.origin = c.origin AND s.size = c.size
         ) AS cosignatures
       FROM evidence.checkpoint AS c WHERE c.origin = $1 AND c.size > $2 AND c.size <= $3
       ORDER BY c.size LIMIT ${pageMax}`,
      [origin, after, upTo],
    );
    return rows;
  });

/** Several runs of growing sizes as one. */
async function* bySize(
  runs: readonly AsyncGenerator<CheckpointLine>[],
): AsyncGenerator<CheckpointLine> {
  const heads = await Promise.all(runs.map((run) => run.next()));
  for (;;) {
    let least = -1;
    for (const [n, { done, value }] of heads.entries()) {
      const size = (at: number): number => (heads[at]?.value as CheckpointLine).size;
      if (done !== true && (least === -1 || (value as CheckpointLine).size < size(least)))
        least = n;
    }
    if (least === -1) return;
    yield heads[least]?.value as CheckpointLine;
    heads[least] = await (runs[least] as AsyncGenerator<CheckpointLine>).next();
  }
}
