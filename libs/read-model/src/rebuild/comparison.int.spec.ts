import { OpenTillView } from '../testing/open-till.js';
import type { Statements } from '../row-table.js';
import { tillDatabase } from '../testing/till-rows.js';
import { compareTables, type Side } from './comparison.js';

let database: Awaited<ReturnType<typeof tillDatabase>>;

beforeAll(async () => {
  database = await tillDatabase();
});
afterAll(() => database.close());

/** Notes how many questions were under way at once, as no connection takes them. */
class Watched implements Statements {
  private asked = 0;
  private underWay = 0;
  atOnceMost = 0;

  constructor(
    private readonly db: Statements,
    private readonly whenAnswered: (question: number) => Promise<unknown> | void,
  ) {}

  async query<T>(sql: string, parameters?: unknown[]): Promise<T> {
    const question = (this.asked += 1);
    this.underWay += 1;
    this.atOnceMost = Math.max(this.atOnceMost, this.underWay);
    const answer = await this.db.query<T>(sql, parameters);
    await this.whenAnswered(question);
    this.underWay -= 1;
    return answer;
  }
}

describe('the comparison of two tables', () => {
  it('names rows that differ in any part of a large one, asking each side one question at a time', async () => {
    const source = await database.source();
    await source.query(`INSERT INTO read.open_till
      SELECT 'till-' || lpad(n::text, 6, '0'), n, NULL, '[]', '{}', n FROM generate_series(1, 12001) AS n`);
    const sides = [source.createQueryRunner(), source.createQueryRunner()] as const;
    const [one, other] = sides;
    await other.query('CREATE TEMPORARY TABLE beside AS SELECT * FROM read.open_till');
    await other.query(`UPDATE beside SET coins = 0 WHERE till = 'till-000007'`);
    await other.query(`DELETE FROM beside WHERE till = 'till-012000'`);
    // The second part of the live table comes after the first difference is known.
    let known = (): void => undefined;
    const difference = new Promise<void>((resolve) => (known = resolve));
    const live = new Watched(one, (question) => (question === 2 ? difference : undefined));
    const rebuilt = new Watched(other, () => void setImmediate(known));
    const side = (db: Statements, path: string): Side => ({ db, path });
    const outcome = await compareTables(
      source.getMetadata(OpenTillView),
      side(live, 'read.open_till'),
      side(rebuilt, 'pg_temp.beside'),
      new AbortController().signal,
    );
    expect(outcome).toEqual({
      ...{ rows: 12_000, differences: 2 },
      named: [
        { table: 'open_till', key: 'till-000007', kind: 'differs', columns: ['coins'] },
        { table: 'open_till', key: 'till-012000', kind: 'surplus', columns: [] },
      ],
    });
    expect([live.atOnceMost, rebuilt.atOnceMost]).toEqual([1, 1]);
    await Promise.all(sides.map((runner) => runner.release()));
  });
});
