import { Busy } from '@ledger/event-store/loop-errors.js';
import type { DataSource } from 'typeorm';
import { DueWalk } from './due-walk.js';
import { OpenTillView } from './testing/open-till.js';
import { tillDatabase } from './testing/till-rows.js';

let database: Awaited<ReturnType<typeof tillDatabase>>;
let source: DataSource;

beforeAll(async () => {
  database = await tillDatabase();
  source = await database.source();
});
afterAll(() => database.close());
beforeEach(() => source.query('TRUNCATE read.open_till'));

/** Rows `<till> <day since which it is due>`. */
const due = async (...rows: readonly string[]): Promise<void> => {
  for (const row of rows) {
    const [till, day] = row.split(' ');
    await source.query(
      `INSERT INTO read.open_till (till, coins, last_note, movements, types, last_position)
       VALUES ($1, 1, $2, '[]', '{}', 1)`,
      [till, day],
    );
  }
};
const walkBy = (roundMax: number) => {
  const rows = { table: OpenTillView, due: 'lastNote', id: 'till', roundMax } as const;
  const walk = new DueWalk(source, rows);
  const seen: string[] = [];
  const round = async (deal: (till: string) => number = () => 0): Promise<number> =>
    walk.round('2026-11-20', ({ till }) => {
      seen.push(till);
      return Promise.resolve(deal(till));
    });
  return { round, seen };
};

describe('a walk over what is due', () => {
  it('begins with the longest overdue and leaves out what is not due yet', async () => {
    await due('c 2026-11-19', 'a 2026-11-20', 'b 2026-11-18', 'd 2026-11-21');
    const { round, seen } = walkBy(10);
    expect(await round(() => 2)).toBe(6);
    expect(seen).toEqual(['b', 'c', 'a']);
  });

  it('goes on behind rows that nothing can be done about, and comes back to them', async () => {
    await due('a 2026-11-01', 'b 2026-11-01', 'c 2026-11-01', 'd 2026-11-02', 'e 2026-11-03');
    const { round, seen } = walkBy(2);
    expect([await round(), await round(), await round()]).toEqual([0, 0, 0]);
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    await round();
    expect(seen.slice(5)).toEqual(['a', 'b']);
  });

  it('meets a row that has become due behind it in its next turn', async () => {
    await due('b 2026-11-02', 'c 2026-11-03');
    const { round, seen } = walkBy(1);
    await round();
    await due('a 2026-11-01');
    for (let times = 0; times < 3; times++) await round();
    expect(seen).toEqual(['b', 'c', 'a']);
  });

  it('deals with the others where one fails, says so at the end and does not stop there', async () => {
    await due('a 2026-11-01', 'b 2026-11-02', 'c 2026-11-03');
    const { round, seen } = walkBy(2);
    const failing = (till: string): number => {
      if (till === 'a') throw new Error(`${till} is broken`);
      return 1;
    };
    await expect(round(failing)).rejects.toThrow('a is broken');
    expect(await round(failing)).toBe(1);
    expect(seen).toEqual(['a', 'b', 'c']);
  });

  it('stays where it is in an outage', async () => {
    await due('a 2026-11-01', 'b 2026-11-02');
    const { round, seen } = walkBy(2);
    const busy = (): number => {
      throw new Busy('stream');
    };
    await expect(round(busy)).rejects.toThrow(Busy);
    await round();
    expect(seen).toEqual(['a', 'a', 'b']);
  });
});
