import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { FeedItem } from '../cloud-event.js';
import { FeedBodies } from '../feed-bodies.js';
import type { FeedPage } from '../feed.pages.js';
import { sightKeyOf } from '../sight/stream-sight.js';

/** Deliveries that may wait for one receiver; the feed is not read on while there are more. */
const pendingMax = 1_000;
/** Delivered ones that are kept to be looked at, for each subscription. */
const keptMax = 1_000;
/** How far a subscription has been taken in. */
export interface Progress {
  readonly position: number;
  /** Whether there is room for more. */
  readonly hasRoom: boolean;
}

/** A delivery that is ours to try now. */
export interface Claimed extends FeedItem {
  /** Attempts, this one included. */
  readonly attempts: number;
  /** RFC 3339 UTC; null before the first attempt has ended. */
  readonly firstTriedAt: string | null;
}

type ClaimedRow = Omit<Claimed, 'position' | 'body'> & { readonly position: string };

export interface Failure {
  readonly status?: number | undefined;
  readonly error?: string | undefined;
}

/**
 * What waits for each receiver, beside the log: it may be lost without losing a fact, since a
 * replay brings it back. Rows are claimed before they are sent, so that two processes never send
 * the same one at once, and of each subject only the oldest may be claimed.
 */
@Injectable()
export class WebhookDeliveries {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(FeedBodies) private readonly bodies: FeedBodies,
  ) {}

  /** Live subscriptions that have something to take in or to send, least served first. */
  async webhooksWithWork(now: string, limit: number): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ id: string }[]>(
      `SELECT w.webhook_id AS id FROM read.webhook AS w
       LEFT JOIN side.webhook_progress AS p ON p.webhook_id = w.webhook_id
       WHERE w.status = 'live' AND (
         (coalesce(p.position, w.after) < (SELECT position FROM read.checkpoint WHERE name = 'feed')
           OR coalesce(p.replays, 0) < w.replays)
         AND NOT EXISTS (SELECT FROM side.webhook_delivery AS d WHERE d.webhook_id = w.webhook_id
           AND d.state = 'pending' OFFSET ${pendingMax - 1})
         OR EXISTS (SELECT FROM side.webhook_delivery AS d WHERE d.webhook_id = w.webhook_id
           AND d.state = 'pending'
           AND (d.due_at <= $1::timestamptz OR d.last_tried_at < w.live_since::timestamptz)
           AND (d.claimed_until IS NULL OR d.claimed_until <= $1::timestamptz)
           AND NOT EXISTS (SELECT FROM side.webhook_delivery AS b
             WHERE b.webhook_id = d.webhook_id AND b.subject = d.subject AND b.state = 'pending'
               AND b.position < d.position)))
       ORDER BY coalesce(p.position, w.after), w.webhook_id LIMIT $2`,
      [now, limit],
    );
    return rows.map(({ id }) => id);
  }

  /** Where to read the feed on; a replay that was asked for meanwhile puts it back. */
  async progress(
    webhookId: string,
    { after, replays, replayFrom }: { after: number; replays: number; replayFrom: number },
  ): Promise<Progress> {
    const [row] = await this.dataSource.query<{ position: string; pending: number }[]>(
      `WITH moved AS (
         INSERT INTO side.webhook_progress AS p (webhook_id, position, replays)
         VALUES ($1, CASE WHEN $3 > 0 THEN least($2::bigint, $4::bigint) ELSE $2::bigint END, $3)
         ON CONFLICT (webhook_id) DO UPDATE SET
           position = CASE WHEN p.replays < $3 THEN least(p.position, $4::bigint) ELSE p.position END,
           replays = greatest(p.replays, $3)
         RETURNING p.position
       )
       SELECT m.position, (SELECT count(*)::integer FROM (
         SELECT FROM side.webhook_delivery WHERE webhook_id = $1 AND state = 'pending' LIMIT $5
       ) AS waiting) AS pending FROM moved AS m`,
      [webhookId, after, replays, replayFrom, pendingMax],
    );
    return { position: Number(row?.position ?? after), hasRoom: (row?.pending ?? 0) < pendingMax };
  }

  /**
   * Takes in a page that was read after `from`, unless another process has moved on meanwhile. What
   * was delivered waits again only where a later replay asks for it.
   */
  async takeIn(
    webhookId: string,
    replays: number,
    from: number,
    { items, through }: FeedPage,
    now: string,
  ): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      const [, moved] = await manager.query<[unknown, number]>(
        `UPDATE side.webhook_progress SET position = $3
         WHERE webhook_id = $1 AND position = $2 AND replays = $4`,
        [webhookId, from, through, replays],
      );
      if (moved === 0 || items.length === 0) return;
      await manager.query(insertPage, [
        webhookId,
        replays,
        now,
        items.map(({ position }) => position),
        items.map(({ stream }) => sightKeyOf(stream)),
        items.map(({ body }) => body.id),
        items.map(({ type }) => type),
        items.map(({ level }) => level),
      ]);
      await manager.query(forgetOld, [webhookId, keptMax]);
    });
  }

  /**
   * Claims what may be sent now: of each subject the oldest, where it is due. The claim keeps others
   * off for as long as said; a process that died lets go by it.
   */
  async claim(
    webhookId: string,
    now: string,
    liveSince: string,
    { limit, claimMs }: { readonly limit: number; readonly claimMs: number },
  ): Promise<readonly Claimed[]> {
    const [rows] = await this.dataSource.query<[ClaimedRow[], number]>(claimHeads, [
      webhookId,
      now,
      liveSince,
      limit,
      claimMs / 1_000,
    ]);
    const places = rows
      .map((row) => ({ ...row, position: Number(row.position) }))
      .toSorted((a, b) => a.position - b.position);
    try {
      return await this.bodies.of(places);
    } catch (error) {
      // Nothing was tried: what the log cannot tell just now is not an attempt.
      for (const { position } of places) await this.release(webhookId, position);
      throw error;
    }
  }

  async delivered(webhookId: string, position: number, status: number, now: string): Promise<void> {
    await this.dataSource.query(
      `UPDATE side.webhook_delivery SET state = 'delivered', delivered_at = $4, claimed_until = NULL,
         first_tried_at = coalesce(first_tried_at, $4), last_tried_at = $4, last_status = $3,
         last_error = NULL
       WHERE webhook_id = $1 AND position = $2`,
      [webhookId, position, status, now],
    );
  }

  async failed(
    webhookId: string,
    position: number,
    { status, error }: Failure,
    triedAt: string,
    dueAt: string,
  ): Promise<void> {
    await this.dataSource.query(
      `UPDATE side.webhook_delivery SET due_at = $6, claimed_until = NULL, last_status = $3,
         last_error = $4, first_tried_at = coalesce(first_tried_at, $5), last_tried_at = $5
       WHERE webhook_id = $1 AND position = $2`,
      [webhookId, position, status ?? null, error ?? null, triedAt, dueAt],
    );
  }

  /** Lets go of what was claimed and not tried to the end: another process may try it at once. */
  async release(webhookId: string, position: number): Promise<void> {
    await this.dataSource.query(
      `UPDATE side.webhook_delivery SET claimed_until = NULL, attempts = attempts - 1
       WHERE webhook_id = $1 AND position = $2 AND state = 'pending'`,
      [webhookId, position],
    );
  }
}

const insertPage = `
  INSERT INTO side.webhook_delivery AS d
    (webhook_id, position, subject, event_id, type, level, replays, state, due_at)
  SELECT $1, u.position, u.subject, u.event_id, u.type, u.level, $2, 'pending', $3::timestamptz
  FROM unnest($4::bigint[], $5::text[], $6::uuid[], $7::text[], $8::smallint[])
    AS u (position, subject, event_id, type, level)
  ON CONFLICT (webhook_id, position) DO UPDATE SET
    state = 'pending', replays = EXCLUDED.replays, due_at = EXCLUDED.due_at, attempts = 0,
    claimed_until = NULL, first_tried_at = NULL, last_tried_at = NULL, delivered_at = NULL,
    last_status = NULL, last_error = NULL
  WHERE d.state = 'delivered' AND d.replays < EXCLUDED.replays`;

const forgetOld = `
  DELETE FROM side.webhook_delivery WHERE webhook_id = $1 AND state = 'delivered' AND position < (
    SELECT position FROM side.webhook_delivery WHERE webhook_id = $1 AND state = 'delivered'
    ORDER BY position DESC OFFSET $2 LIMIT 1)`;

/** What was put off before the subscription was resumed is due at once. */
const claimHeads = `
  WITH heads AS (
    SELECT DISTINCT ON (subject) position, due_at, claimed_until, last_tried_at
    FROM side.webhook_delivery WHERE webhook_id = $1 AND state = 'pending'
    ORDER BY subject, position
  ), ready AS (
    SELECT position FROM heads
    WHERE (due_at <= $2::timestamptz OR last_tried_at < $3::timestamptz)
      AND (claimed_until IS NULL OR claimed_until <= $2::timestamptz)
    ORDER BY position LIMIT $4
  )
  UPDATE side.webhook_delivery AS d
  SET claimed_until = $2::timestamptz + make_interval(secs => $5), attempts = d.attempts + 1
  FROM ready AS r JOIN read.feed_event AS e USING (position)
  WHERE d.webhook_id = $1 AND d.position = r.position AND d.state = 'pending'
    AND (d.claimed_until IS NULL OR d.claimed_until <= $2::timestamptz)
  RETURNING d.position, d.level, d.attempts,
    to_char(d.first_tried_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "firstTriedAt",
    e.stream, e.version, e.type`;
