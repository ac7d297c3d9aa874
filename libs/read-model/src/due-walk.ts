import type { DataSource, EntityTarget, FindOptionsWhere, ObjectLiteral } from 'typeorm';
import { isOutage } from './passing.js';

/** Which rows are due, and how they are told apart. */
export interface DueRows<Row extends ObjectLiteral> {
  readonly table: EntityTarget<Row>;
  /** Column that says since when; text that sorts as what it says. */
  readonly due: keyof Row & string;
  /** Column that no two rows share. */
  readonly id: keyof Row & string;
  /** What else must hold. */
  readonly where?: FindOptionsWhere<Row>;
  /** Rows of one round; 100 where nothing is said. */
  readonly roundMax?: number;
}

/**
 * The rows of a table that are due, a round at a time, the longest overdue first. A round begins
 * where the one before ended, and behind the last row at the first again: rows that cannot be dealt
 * with yet hold up none of those behind them, however many they are.
 */
export class DueWalk<Row extends ObjectLiteral> {
  private last: Row | undefined;
  private readonly roundMax: number;

  constructor(
    private readonly dataSource: DataSource,
    private readonly rows: DueRows<Row>,
  ) {
    this.roundMax = rows.roundMax ?? 100;
  }

  /**
   * Deals with the next rows that were due by `until`; answers how much was done. Where one fails
   * the others are dealt with, and its error is thrown at the end; an outage ends the round.
   */
  async round(until: string, deal: (row: Row) => Promise<number>): Promise<number> {
    const found = await this.page(until);
    const failures: unknown[] = [];
    let done = 0;
    for (const row of found) {
      try {
        done += await deal(row);
      } catch (error) {
        if (isOutage(error)) throw error;
        failures.push(error);
      }
    }
    this.last = found.length < this.roundMax ? undefined : found.at(-1);
    if (failures.length > 0) throw failures[0];
    return done;
  }

  private page(until: string): Promise<readonly Row[]> {
    const { table, due, id, where } = this.rows;
    const { last, roundMax } = this;
    const query = this.dataSource
      .getRepository(table)
      .createQueryBuilder('row')
      .where(`row.${due} <= :until`, { until })
      .orderBy(`row.${due}`)
      .addOrderBy(`row.${id}`)
      .limit(roundMax);
    if (where !== undefined) query.andWhere(where);
    if (last !== undefined) {
      const place = { due: last[due] as unknown, id: last[id] as unknown };
      query.andWhere(`(row.${due}, row.${id}) > (:due, :id)`, place);
    }
    return query.getMany();
  }
}
