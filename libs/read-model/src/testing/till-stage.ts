import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import type { ReadModels } from '../read-models.js';
import { tillDatabase } from './till-rows.js';

export const clock = { now: () => '2026-11-21T17:00:00.000Z' };

/** A bound for what does not come about, not for what is slow. */
export const patienceMs = 120_000;

/** What one case of runners plays on: a database with the table of tills, a log, services. */
export const tillStage = async () => {
  const database = await tillDatabase();
  const log = new InMemoryEventLog(clock);
  const started: ReadModels[] = [];
  return {
    database,
    log,
    /** Starts services that end with the case, whatever has become of them. */
    start: (models: ReadModels): void => {
      models.start();
      started.push(models);
    },
    close: async (): Promise<void> => {
      await Promise.all(started.map((models) => models.stop()));
      await log.close();
      await database.close();
    },
  };
};
export type TillStage = Awaited<ReturnType<typeof tillStage>>;

/** Looks again and again, for what has no event to wait for: the state of another process. */
export const until = async (isSo: () => Promise<boolean> | boolean): Promise<void> => {
  for (const from = Date.now(); Date.now() - from < patienceMs;) {
    if (await isSo()) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error('It did not come about in time.');
};
