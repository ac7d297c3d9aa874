import fc from 'fast-check';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { noStream } from '../digest.js';
import { digestsOf } from '../digested-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { PostgresDigestedLog } from './postgres-digested-log.js';
import { PostgresEventLog } from './postgres-event-log.js';

let database: TestDatabase;
let log: PostgresEventLog;
let digested: PostgresDigestedLog;

beforeAll(async () => {
  database = await createTestDatabase();
  log = new PostgresEventLog(database.appUrl);
  digested = new PostgresDigestedLog(database.appUrl);
});
afterAll(async () => {
  await Promise.all([log.close(), digested.close()]);
  await database.drop();
});

const text = fc.string({ unit: 'grapheme' }).filter((each) => each.isWellFormed());
const data = fc.oneof(
  fc.record({ text, count: fc.maxSafeInteger() }),
  fc.record({ confidential: fc.record({ text }), open: text }),
  fc.dictionary(fc.constantFrom('confidential"', 'a', '数据'), text),
  fc.record({ text: fc.constant('"confidential":') }),
);

const name = fc
  .string({ unit: 'binary', minLength: 1, maxLength: 50 })
  .filter((each) => each.isWellFormed() && !each.includes('\0'));

describe('a log that the database reads as digests', () => {
  it('has the digests of the events, whatever they say and are called', async () => {
    const described = fc.array(fc.record({ data, type: name }), { minLength: 1, maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(described, name, async (all, last) => {
        const { head: before } = await log.versions([]);
        const salt = { confidentialSalt: 'ab'.repeat(16) };
        const events = all.map(({ data: said, type }) =>
          newEvent({ data: said, type, ...('confidential' in said ? salt : {}) }),
        );
        await log.append(`${newStream()}${last}`, noStream, events);
        expect(await digested.readAll(before, 100)).toEqual(
          await digestsOf(log).readAll(before, 100),
        );
      }),
      { numRuns: 40 },
    );
  });

  it('reads on from a position, as far as asked', async () => {
    const head = await digested.head();
    await log.append(newStream('usage'), 'any', newEvents(5));
    expect((await digested.readAll(head, 2)).events.map(({ position }) => position)).toEqual([
      head + 1,
      head + 2,
    ]);
    const { events, through } = await digested.readAll(head + 2, 100);
    expect([events.length, through, events[0]?.isChained]).toEqual([3, head + 5, false]);
    expect(await digested.head()).toBe(head + 5);
    expect(await digested.readAll(head + 5, 100)).toEqual({ events: [], through: head + 5 });
  });

  it('leaves barriers out', async () => {
    const head = await digested.head();
    await log.append(newStream('barrier'), noStream, newEvents(1));
    expect(await digested.readAll(head, 100)).toEqual({ events: [], through: head + 1 });
  });
});
