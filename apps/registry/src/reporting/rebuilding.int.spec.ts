import { exampleA } from '@ledger/domain/reporting/testing/worked-examples.js';
import { postingProjection } from './posting.projection.js';
import {
  recordedVouchers,
  type ReportingDatabase,
  reportingDatabase,
} from './testing/reporting-database.js';

const tables = ['voucher', 'posting', 'posting_sum', 'posting_book'];
const { posted } = exampleA();

let db: ReportingDatabase;
beforeAll(async () => {
  db = await reportingDatabase();
  await db.post(posted.slice(0, 5));
  await db.post(posted.slice(5));
});
afterAll(() => db.close());

const rows = (schema: string, table: string): Promise<readonly object[]> =>
  db.source.query(`SELECT * FROM ${schema}.${table} ORDER BY key`);

describe('the tables of postings', () => {
  it('are made anew beside the live ones, the same in every row, whatever the runs', async () => {
    const events = recordedVouchers(posted);
    for (const table of tables) await db.source.query('SELECT rebuild.prepare($1)', [table]);
    const place = { schema: 'rebuild', eventsExpected: events.length };
    const replay = postingProjection.replayInto!(db.source, place);
    await replay.take(events.slice(0, 9), db.source);
    await replay.take(events.slice(9), db.source);
    await replay.flush(db.source);
    for (const table of tables) {
      const live = await rows('read', table);
      expect(live.length).toBeGreaterThan(0);
      expect(await rows('rebuild', table)).toEqual(live);
      await db.source.query('SELECT rebuild.discard($1)', [table]);
    }
  });
});
