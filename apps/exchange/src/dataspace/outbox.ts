import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** A process with a message of ours that is due. */
export interface DueProcess {
  readonly processId: string;
  readonly kind: 'negotiation' | 'transfer';
}

/** What was tried so far for one message. */
export interface Tried {
  readonly attempts: number;
  /** RFC 3339 UTC. */
  readonly firstTriedAt: string;
}

/**
 * What waits to be said follows from the log; beside it stands how often it was tried. Losing that
 * only means that it is tried at once.
 */
@Injectable()
export class Outbox {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  /** Processes whose oldest message is due, those that wait longest first. */
  due(now: string, limit: number): Promise<readonly DueProcess[]> {
    return this.dataSource.query<DueProcess[]>(
      `SELECT p.process_id AS "processId", p.kind FROM read.dataspace_process AS p
       LEFT JOIN side.dataspace_attempt AS a
         ON a.process_id = p.process_id AND a.message = p.oldest_unsettled
       WHERE p.oldest_unsettled IS NOT NULL
         AND (a.due_at IS NULL OR a.due_at <= $1::timestamptz)
       ORDER BY p.first_position LIMIT $2`,
      [now, limit],
    );
  }

  async tried(processId: string, message: number): Promise<Tried | undefined> {
    const [row] = await this.dataSource.query<Tried[]>(
      `SELECT attempts, to_char(first_tried_at AT TIME ZONE 'UTC',
         'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstTriedAt"
       FROM side.dataspace_attempt WHERE process_id = $1 AND message = $2`,
      [processId, message],
    );
    return row;
  }

  async failed(
    processId: string,
    message: number,
    { now, dueAt, error }: { readonly now: string; readonly dueAt: string; readonly error: string },
  ): Promise<void> {
    await this.dataSource.query(
      `INSERT INTO side.dataspace_attempt AS a
         (process_id, message, attempts, first_tried_at, due_at, last_error)
       VALUES ($1, $2, 1, $3, $4, $5)
       ON CONFLICT (process_id, message) DO UPDATE SET
         attempts = a.attempts + 1, due_at = EXCLUDED.due_at, last_error = EXCLUDED.last_error`,
      [processId, message, now, dueAt, error],
    );
  }

  async settled(processId: string, message: number): Promise<void> {
    await this.dataSource.query(
      'DELETE FROM side.dataspace_attempt WHERE process_id = $1 AND message = $2',
      [processId, message],
    );
  }
}
