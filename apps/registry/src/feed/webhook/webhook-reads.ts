import type { DataSource } from 'typeorm';

/** Deliveries that are counted; more are told as so many. */
const countedMax = 1_000;

/** A delivery as the table has it; instants are RFC 3339 UTC. */
export interface DeliveryRow {
  readonly position: string;
  readonly subject: string;
  readonly eventId: string;
  readonly type: string;
  readonly state: 'pending' | 'delivered';
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastError: string | null;
  readonly lastTriedAt: string | null;
  readonly dueAt: string;
  readonly deliveredAt: string | null;
}

const utc = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** A page of deliveries, latest event first. */
export const deliveryPage = (
  dataSource: DataSource,
  webhookId: string,
  before: number | null,
  limit: number,
): Promise<readonly DeliveryRow[]> =>
  dataSource.query<DeliveryRow[]>(
    `SELECT position, subject, event_id AS "eventId", type, state, attempts,
       last_status AS "lastStatus", last_error AS "lastError",
       ${utc('last_tried_at')} AS "lastTriedAt", ${utc('due_at')} AS "dueAt",
       ${utc('delivered_at')} AS "deliveredAt"
     FROM side.webhook_delivery
     WHERE webhook_id = $1 AND ($2::bigint IS NULL OR position < $2::bigint)
     ORDER BY position DESC LIMIT $3`,
    [webhookId, before, limit],
  );

/** What waits, and how far the log has been looked at, for each of some subscriptions. */
export const waitingOf = async (
  dataSource: DataSource,
  webhookIds: readonly string[],
): Promise<ReadonlyMap<string, { readonly pending: number; readonly through: number | null }>> => {
  const rows = await dataSource.query<{ id: string; pending: number; through: string | null }[]>(
    `SELECT w.id, p.position AS through, (
       SELECT count(*)::integer FROM (
         SELECT FROM side.webhook_delivery AS d
         WHERE d.webhook_id = w.id AND d.state = 'pending' LIMIT ${countedMax}
       ) AS waiting
     ) AS pending
     FROM unnest($1::uuid[]) AS w (id)
     LEFT JOIN side.webhook_progress AS p ON p.webhook_id = w.id`,
    [webhookIds],
  );
  return new Map(
    rows.map(({ id, pending, through }) => [
      id,
      { pending, through: through === null ? null : Number(through) },
    ]),
  );
};
