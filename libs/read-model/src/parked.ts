import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { DataSource } from 'typeorm';

/** Rows of one answer, at most. */
const listMax = 200;

/** A reaction that failed, or (without an error) one of the same correlation that waits behind. */
export interface ParkedEvent {
  readonly process: string;
  readonly position: number;
  readonly correlation: string;
  readonly eventId: string;
  readonly eventType: string;
  readonly stream: string;
  readonly error: string | null;
  readonly attempts: number;
  /** RFC 3339 UTC. */
  readonly at: string;
  readonly retryRequested: boolean;
}

const isLive = 'abandoned_at IS NULL';

/** The table `read.parked`. */
export class ParkedEvents {
  constructor(private readonly dataSource: DataSource) {}

  /** What is parked, in log order, from after a position on. */
  async list(after = 0, limit = listMax): Promise<readonly ParkedEvent[]> {
    const rows = await this.dataSource.query<(Omit<ParkedEvent, 'at'> & { at: Date })[]>(
      `SELECT process, position, correlation, event_id AS "eventId", event_type AS "eventType",
              stream, error, attempts, at, retry_requested_at IS NOT NULL AS "retryRequested"
       FROM read.parked WHERE ${isLive} AND position > $1
       ORDER BY position, process LIMIT $2`,
      [after, Math.min(limit, listMax)],
    );
    return rows.map((row) => ({
      ...row,
      position: Number(row.position),
      at: row.at.toISOString(),
    }));
  }

  /** Asks the runner to try a correlation again; answers whether there is such a one. */
  async retry(process: string, correlation: string): Promise<boolean> {
    const [, count] = await this.dataSource.query<[unknown, number]>(
      `UPDATE read.parked SET retry_requested_at = now()
       WHERE process = $1 AND correlation = $2 AND ${isLive}`,
      [process, correlation],
    );
    return count > 0;
  }

  /**
   * Gives up the reaction at the head of a correlation, for a stated reason; those behind it are
   * tried next. Answers whether there was one. The row stays, as a record of who gave up what.
   */
  abandon(process: string, correlation: string, by: string, reason: string): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [, count] = await manager.query<[unknown, number]>(
        `UPDATE read.parked SET abandoned_at = now(), abandoned_by = $3, abandon_reason = $4
         WHERE process = $1 AND position = (
           SELECT min(position) FROM read.parked
           WHERE process = $1 AND correlation = $2 AND ${isLive})`,
        [process, correlation, by, reason],
      );
      await manager.query(
        `UPDATE read.parked SET retry_requested_at = now()
         WHERE process = $1 AND correlation = $2 AND ${isLive}`,
        [process, correlation],
      );
      return count > 0;
    });
  }

  /** Puts an event aside: with the error it met, or behind another of its correlation. */
  async park(process: string, event: RecordedEvent, error: string | null): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO read.parked AS p
         (process, position, correlation, event_id, event_type, stream, error, attempts)
       VALUES ($1, $2, $3, $4, $5, $6, $7, CASE WHEN $7::text IS NULL THEN 0 ELSE 1 END)
       ON CONFLICT (process, position) DO UPDATE
       SET error = EXCLUDED.error, attempts = p.attempts + EXCLUDED.attempts, at = now()`,
      [
        process,
        event.position,
        event.metadata.correlationId,
        event.id,
        event.type,
        event.stream,
        error,
      ],
    );
  }

  /** Tried again in vain: waits for the next request. */
  async failedAgain(process: string, row: ParkedEvent, error: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE read.parked
       SET retry_requested_at = NULL,
           error = CASE WHEN position = $3 THEN $4 ELSE error END,
           attempts = attempts + CASE WHEN position = $3 THEN 1 ELSE 0 END,
           at = CASE WHEN position = $3 THEN now() ELSE at END
       WHERE process = $1 AND correlation = $2 AND ${isLive}`,
      [process, row.correlation, row.position, error],
    );
  }

  async done(process: string, position: number): Promise<void> {
    await this.dataSource.query(`DELETE FROM read.parked WHERE process = $1 AND position = $2`, [
      process,
      position,
    ]);
  }

  /** The correlations of a process that wait, and whether somebody asked to try them again. */
  async correlations(process: string): Promise<ReadonlyMap<string, boolean>> {
    const rows = await this.dataSource.query<{ correlation: string; retry: boolean }[]>(
      `SELECT correlation, bool_or(retry_requested_at IS NOT NULL) AS retry
       FROM read.parked WHERE process = $1 AND ${isLive} GROUP BY correlation`,
      [process],
    );
    return new Map(rows.map(({ correlation, retry }) => [correlation, retry]));
  }

  /** Positions after a checkpoint that were given up and must not be tried when met again. */
  async abandonedAfter(process: string, position: number): Promise<ReadonlySet<number>> {
    const rows = await this.dataSource.query<{ position: string }[]>(
      `SELECT position FROM read.parked
       WHERE process = $1 AND position > $2 AND abandoned_at IS NOT NULL`,
      [process, position],
    );
    return new Set(rows.map((row) => Number(row.position)));
  }

  /** One correlation's events in order, each with whether a retry was asked for. */
  async of(process: string, correlation: string): Promise<readonly ParkedEvent[]> {
    const rows = await this.dataSource.query<ParkedEvent[]>(
      `SELECT process, position, correlation, event_id AS "eventId", event_type AS "eventType",
              stream, error, attempts, at, retry_requested_at IS NOT NULL AS "retryRequested"
       FROM read.parked WHERE process = $1 AND correlation = $2 AND ${isLive} ORDER BY position`,
      [process, correlation],
    );
    return rows.map((row) => ({ ...row, position: Number(row.position) }));
  }

  /** Parked correlations by process. */
  async counts(): Promise<ReadonlyMap<string, number>> {
    const rows = await this.dataSource.query<{ process: string; count: string }[]>(
      `SELECT process, count(DISTINCT correlation) AS count
       FROM read.parked WHERE ${isLive} GROUP BY process`,
    );
    return new Map(rows.map(({ process, count }) => [process, Number(count)]));
  }
}
