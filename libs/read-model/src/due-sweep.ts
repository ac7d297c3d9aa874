import { shanghaiDate } from '@ledger/domain/calendar.js';
import { Refused, type RefusalCode } from '@ledger/domain/refusal.js';
import type { DataSource, ObjectLiteral } from 'typeorm';
import { type DueRows, DueWalk } from './due-walk.js';
import type { Sweep } from './process.js';

/**
 * A sweep over the rows of one table that are due. The table only says where to look; the stream of
 * each row decides.
 */
export abstract class DueSweep<Row extends ObjectLiteral> implements Sweep {
  abstract readonly name: string;
  abstract readonly everySeconds: number;
  private readonly walk: DueWalk<Row>;

  constructor(dataSource: DataSource, rows: DueRows<Row>) {
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    return this.walk.round(this.dueBy(now), (row) => this.settle(row, now));
  }

  /** The last value of the column `due` that is due at `now`: today in Shanghai. */
  protected dueBy(now: string): string {
    return shanghaiDate(now);
  }

  /**
   * Does what is due; answers how much was written now. A row that its projection has yet to change
   * counts nothing, or the rounds would never end.
   */
  protected abstract settle(row: Row, now: string): Promise<number>;
}

/** How much a command wrote now; nothing where it had been written before. */
export const writtenNow = async (
  outcome: Promise<{ readonly events: readonly unknown[]; readonly replayed: boolean }>,
): Promise<number> => {
  const { events, replayed } = await outcome;
  return replayed ? 0 : events.length;
};

/** Nothing where it is refused as not due by the stream's own clock: the next round looks again. */
export const unlessRefused = async (
  notDue: RefusalCode,
  written: Promise<number>,
): Promise<number> => {
  try {
    return await written;
  } catch (error) {
    if (error instanceof Refused && error.code === notDue) return 0;
    throw error;
  }
};
