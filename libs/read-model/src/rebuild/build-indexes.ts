import type { DataSource, QueryRunner } from 'typeorm';

/** Sessions that build at the same time: an index is work for one core of the server. */
const sessionsMax = 2;

/**
 * Builds the indexes of a table that was made anew, the largest first. Where the signal aborts, those
 * under way are finished and no other is begun.
 */
export const buildIndexes = async (
  dataSource: DataSource,
  table: string,
  signal: AbortSignal,
): Promise<void> => {
  const names = await dataSource.query<{ name: string }[]>(
    'SELECT name FROM rebuild.index_names($1) AS name',
    [table],
  );
  const left = names.values();
  const build = async (): Promise<void> => {
    const session = dataSource.createQueryRunner();
    try {
      await session.query('SET statement_timeout = 0');
      for (const { name } of left) {
        if (signal.aborted) return;
        await session.query('SELECT rebuild.build_index($1, $2)', [table, name]);
      }
    } finally {
      await reset(session);
    }
  };
  const built = await Promise.allSettled(Array.from({ length: sessionsMax }, build));
  for (const each of built) if (each.status === 'rejected') throw each.reason;
};

const reset = async (session: QueryRunner): Promise<void> => {
  await session.query('RESET ALL').catch(() => undefined);
  await session.release();
};
