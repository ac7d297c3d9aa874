import type { EventLog } from '@ledger/event-store/event-log.js';
import type { Checkpoint, Checkpoints } from './checkpoints.js';

/** How the reason begins that a follower stands where its log does not reach. */
const ahead = 'stands at position ';

/** Whether a follower stopped because its log was shorter than what it had dealt with. */
export const isAhead = ({ failure }: Checkpoint): boolean => failure?.startsWith(ahead) === true;

/**
 * Marks every follower of the cluster that stands beyond the log's end: the log was restored from
 * an older backup, and what is recorded now would take positions that the follower passes over.
 * The mark stays when the log has grown beyond, until somebody has set the follower back.
 */
export const markAhead = async (
  log: Pick<EventLog, 'versions' | 'readAll'>,
  checkpoints: Checkpoints,
): Promise<void> => {
  // In this order: whatever a follower had dealt with by then is in a log that lost nothing.
  const standing = await checkpoints.all();
  const { head } = await log.versions([]);
  const beyond = [...standing.values()].filter(({ position }) => position > head);
  const furthest = Math.max(head, ...beyond.map(({ position }) => position));
  const end = await endOf(log, head, furthest);
  for (const row of beyond) {
    if (row.position > end) await checkpoints.fail(row, reasonOf(row, end));
  }
};

/** Where the log ends: a store may have passed over more than the last event of ours. */
const endOf = async (
  log: Pick<EventLog, 'readAll'>,
  head: number,
  furthest: number,
): Promise<number> => {
  let end = head;
  while (end < furthest) {
    const { through } = await log.readAll(end, 1);
    if (through <= end) break;
    end = through;
  }
  return end;
};

const reasonOf = ({ position }: Checkpoint, end: number): string =>
  `${ahead}${position}, but the log ended at ${end}: it was restored from an older backup. ` +
  'Projections have to be made anew, processes set back: see docs/guides/backup.md, ' +
  '"A log older than its read models".';
