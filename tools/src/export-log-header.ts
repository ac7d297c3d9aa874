import { withClient } from '@ledger/database/connection.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import {
  type FollowerPlace,
  logFileFormat,
  type LogFileHeader,
  logFileVersion,
  type ParkedRow,
} from '@ledger/event-store/transfer/log-file.js';
import { type Signed, signedSoFar } from './export-log-checkpoints.js';
import { LogTransferFailure } from './export-log-failure.js';

export interface ExportPlan {
  readonly log: EventLog;
  /** The database with the read models, as the application's role. */
  readonly appUrl: string;
  /** Whether positions are dense from 1, so that the last one tells how many events there are. */
  readonly isDense: boolean;
  /** Default: the head of the log now. */
  readonly through?: number;
  /** RFC 3339 instant in UTC. */
  readonly now: string;
}

export interface ExportBegun {
  readonly header: LogFileHeader;
  readonly checkpoints: Signed['checkpoints'];
  /** Whether the file ends before the log does. */
  readonly isCut: boolean;
}

/**
 * Fixes the head of an export. Where the followers stand and what was signed is read before: all
 * that they did up to there is then in the file; what they do again is recognised as done.
 */
export const beginExport = async (plan: ExportPlan): Promise<ExportBegun> => {
  const { log, appUrl, isDense, now } = plan;
  const standing = await standingOf(appUrl);
  const { origins, keys, checkpoints } = await signedSoFar(appUrl);
  const { head } = await log.versions([]);
  const { through = head } = plan;
  if (through > head) throw new LogTransferFailure('through_beyond', { head, through });
  const isCut = through < head;
  const header: LogFileHeader = {
    format: logFileFormat,
    version: logFileVersion,
    exportedAt: now,
    through,
    ...(isDense ? { events: through } : {}),
    ...(origins.length === 0 ? {} : { origins, keys }),
    // What followers did may lie beyond an earlier end: there they have no place.
    ...(isCut ? {} : standing),
  };
  return { header, checkpoints, isCut };
};

interface Standing {
  readonly followers: readonly FollowerPlace[];
  readonly parked: readonly ParkedRow[];
}

const standingOf = (appUrl: string): Promise<Standing> =>
  withClient(appUrl, async (client) => {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const followers = await client.query<{ name: string; position: string }>(
      'SELECT name, position FROM read.checkpoint ORDER BY name',
    );
    const parked = await client.query<{ row: ParkedRow }>(
      'SELECT to_jsonb(p) AS row FROM read.parked AS p ORDER BY process, position',
    );
    await client.query('COMMIT');
    return {
      followers: followers.rows.map(({ name, position }) => ({ name, position: Number(position) })),
      parked: parked.rows.map(({ row }) => row),
    };
  });
