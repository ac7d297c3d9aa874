import { withClient } from '@ledger/database/connection.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import {
  type FollowerPlace,
  logFileFormat,
  type LogFileHeader,
  logFileVersion,
  type ParkedRow,
} from '@ledger/event-store/transfer/log-file.js';
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

/**
 * Fixes the head of an export. Where the followers stand is read before: all that they did up to
 * there is then in the file; what they do again is recognised as done.
 */
export const headerOfExport = async (plan: ExportPlan): Promise<LogFileHeader> => {
  const { log, appUrl, isDense, now } = plan;
  const standing = await standingOf(appUrl);
  const { head } = await log.versions([]);
  const { through = head } = plan;
  if (through > head) throw new LogTransferFailure('through_beyond', { head, through });
  const checkpoint = await latestCheckpoint(appUrl, isDense ? 'size' : 'position', through);
  return {
    format: logFileFormat,
    version: logFileVersion,
    exportedAt: now,
    through,
    ...(isDense ? { events: through } : {}),
    ...(checkpoint === undefined ? {} : { checkpoint }),
    // What followers did may lie beyond an earlier end: there they have no place.
    ...(through === head ? standing : {}),
  };
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

/** The signed note with the cosignatures that came for it, where anything was sealed. */
const latestCheckpoint = (
  appUrl: string,
  column: 'size' | 'position',
  through: number,
): Promise<string | undefined> =>
  withClient(appUrl, async (client) => {
    const text = `SELECT to_regclass('evidence.checkpoint') IS NOT NULL AS there`;
    const found = await client.query<{ there: boolean }>(text);
    if (found.rows[0]?.there !== true) return undefined;
    const { rows } = await client.query<{ note: string }>(
      `SELECT c.note || coalesce((
          SELECT string_agg(rtrim(s.line, E'\\n') || E'\\n', '' ORDER BY s.witness)
          FROM evidence.cosignature AS s WHERE s.origin = c.origin AND s.size = c.size
        ), '') AS note
       FROM evidence.checkpoint AS c WHERE c.${column} <= $1
       ORDER BY c.origin DESC, c.size DESC LIMIT 1`,
      [through],
    );
    return rows[0]?.note;
  });
