import { CheckpointChain } from '@ledger/evidence/transfer/checkpoint-chain.js';
import type { CheckpointLine, LogFileHeader } from '@ledger/event-store/transfer/log-file.js';
import { readLogFile } from '@ledger/event-store/transfer/read-log-file.js';
import { LogTransferFailure } from './export-log-failure.js';
import type { Query } from './import-log-followers.js';

/** How many checkpoints a file carries: that its events lead to, and of names given up. */
export type CheckpointsSeen = CheckpointChain['seen'];

/**
 * Reads a whole file for nothing but its faults: form, chains, and what was signed of it. Throws
 * `BrokenLogFile` and `UnprovenLog`.
 */
export const checkWholeFile = async (
  file: string,
  header: LogFileHeader,
): Promise<{ readonly count: number; readonly seen: CheckpointsSeen }> => {
  const chain = new CheckpointChain(header);
  let count = 0;
  for await (const part of readLogFile(file)) {
    await chain.take(part);
    count += part.events.length;
  }
  return { count, seen: chain.seen };
};

/**
 * Puts back what was signed: names, keys, checkpoints with their cosignatures. What the database
 * has of it already must be the same. Throws `LogTransferFailure` where it has signed otherwise.
 */
export class SignedRestore {
  constructor(
    private readonly query: Query,
    private readonly header: LogFileHeader,
  ) {}

  async begin(): Promise<void> {
    const { origins = [], keys = [] } = this.header;
    const own = await this.query<{ number: number; name: string }>(
      'SELECT number, name FROM evidence.origin',
    );
    for (const { number, name } of origins) {
      const other = own.find((one) => (one.number === number) !== (one.name === name));
      if (other) throw new LogTransferFailure('signed_otherwise', { what: other.name });
    }
    await this.query(
      `INSERT INTO evidence.origin (number, name, reason, started_by, started_at)
       SELECT number, name, reason, "startedBy", "startedAt" FROM jsonb_to_recordset($1) AS o
         (number integer, name text, reason text, "startedBy" text, "startedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(origins)],
    );
    await this.query(
      `INSERT INTO evidence.key (origin, verifier, from_size, since)
       SELECT origin, verifier, "fromSize", since FROM jsonb_to_recordset($1) AS k
         (origin integer, verifier text, "fromSize" bigint, since timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(keys)],
    );
  }

  async take(checkpoints: readonly CheckpointLine[]): Promise<void> {
    if (checkpoints.length === 0) return;
    const [other] = await this.query<{ size: string; name: string }>(otherNote, [
      JSON.stringify(
        checkpoints.map(({ origin, size, checkpoint }) => ({ origin, size, checkpoint })),
      ),
    ]);
    if (other)
      throw new LogTransferFailure('signed_otherwise', { what: `${other.name}, ${other.size}` });
    await this.query(
      `INSERT INTO evidence.checkpoint (origin, size, note, signed_at)
       SELECT origin, size, checkpoint, "signedAt" FROM jsonb_to_recordset($1) AS c
         (origin integer, size bigint, checkpoint text, "signedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(checkpoints)],
    );
    const lines = checkpoints.flatMap(({ origin, size, cosignatures = [] }) =>
      cosignatures.map((cosignature) => ({ origin, size, ...cosignature })),
    );
    await this.query(
      `INSERT INTO evidence.cosignature (origin, size, witness, line, received_at)
       SELECT origin, size, witness, line, "receivedAt" FROM jsonb_to_recordset($1) AS s
         (origin integer, size bigint, witness text, line text, "receivedAt" timestamptz)
       ON CONFLICT DO NOTHING`,
      [JSON.stringify(lines)],
    );
  }

  /** The whole of a file once more, for its checkpoints only. */
  async takeFrom(file: string): Promise<void> {
    for await (const { checkpoints } of readLogFile(file)) await this.take(checkpoints);
  }
}

/** A checkpoint that says something else; further signatures of the same text are no difference. */
const otherNote = `
  SELECT c.size, o.name FROM jsonb_to_recordset($1) AS f
    (origin integer, size bigint, checkpoint text)
  JOIN evidence.checkpoint AS c ON c.origin = f.origin AND c.size = f.size
  JOIN evidence.origin AS o ON o.number = c.origin
  WHERE split_part(c.note, E'\\n\\n', 1) <> split_part(f.checkpoint, E'\\n\\n', 1) LIMIT 1`;
