import type { EventLog } from '@ledger/event-store/event-log.js';
import type { ReadModels } from '@ledger/read-model/read-models.js';
import { seen } from './seen.js';

/** What tells whether a row is missing because there is no such thing, or only not yet there. */
export interface Acknowledged {
  readonly log: Pick<EventLog, 'read'>;
  readonly readModels: Pick<ReadModels, 'caughtUp'>;
  /** The stream whose first event makes the row. */
  readonly stream: string;
  readonly projections: readonly string[];
}

/**
 * Looks a row up so that what was acknowledged is never told not to be there. Where there is no row
 * but the stream has begun, it waits until the tables have seen that and looks again; where they
 * are too far behind it throws `read_model_behind` (503).
 */
export const acknowledged = async <Row>(
  { log, readModels, stream, projections }: Acknowledged,
  look: () => Promise<Row | null | undefined>,
): Promise<Row | undefined> => {
  const row = await look();
  if (row) return row;
  const [first] = await log.read(stream, 1, 1);
  if (first === undefined) return undefined;
  await seen(readModels, projections, first.position);
  return (await look()) ?? undefined;
};
