import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { noStream } from '../digest.js';
import { LogUnavailable } from '../event-log.js';
import { newEvents, newStream } from '../testing/new-event.js';
import type { Statement, Take, Value } from './text-query.js';
import { PostgresEventLog } from './postgres-event-log.js';
import { Reader } from './reader.js';

const range = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

describe('reads of streams', () => {
  let database: TestDatabase;
  let log: PostgresEventLog;
  let statements: string[];
  const { rows } = Reader.prototype;

  beforeEach(async () => {
    database = await createTestDatabase();
    log = new PostgresEventLog(database.appUrl, { readers: 2 });
    statements = [];
    Reader.prototype.rows = function <T>(
      this: Reader,
      statement: Statement,
      values: readonly Value[],
      take: Take<T>,
    ): Promise<readonly T[]> {
      statements.push(statement.name);
      return (rows<T>).call(this, statement, values, take);
    };
  });
  afterEach(async () => {
    Reader.prototype.rows = rows;
    await log.close();
    await database.drop();
  });

  const written = async (count: number): Promise<readonly string[]> => {
    const streams = range(count).map(() => newStream());
    await Promise.all(
      streams.map((stream, n) => log.append(stream, noStream, newEvents(1 + (n % 7)))),
    );
    return streams;
  };

  it('share statements when many ask at once, and each gets what it asked for', async () => {
    const streams = [...(await written(50)), newStream()];
    const asks: (readonly [string, number, number])[] = streams.flatMap((stream) => [
      [stream, 1, Infinity],
      [stream, 2, 3],
      [stream, 3, Infinity],
      [stream, 5, 4],
    ]);
    const together = await Promise.all(asks.map((ask) => log.read(...ask)));
    expect(statements.length).toBeLessThan(asks.length / 4);
    expect(new Set(statements)).toEqual(new Set(['read_streams']));
    for (const [index, ask] of asks.entries()) {
      const alone = await log.read(...ask);
      expect(together[index]).toEqual(alone);
      const versions = alone.map(({ version }) => version);
      expect(versions).toEqual(versions.map((_, at) => ask[1] + at));
    }
    expect(new Set(statements)).toEqual(new Set(['read_streams', 'read_stream']));
  });

  it('fail together where their statement fails, and those that follow do not', async () => {
    const streams = await written(8);
    Reader.prototype.rows = () => Promise.reject(new LogUnavailable('no answer'));
    const failed = await Promise.allSettled(streams.map((stream) => log.read(stream)));
    expect(failed.map(({ status }) => status)).toEqual(streams.map(() => 'rejected'));
    Reader.prototype.rows = rows;
    const read = await Promise.all(streams.map((stream) => log.read(stream)));
    expect(read.map(({ length }) => length)).toEqual([1, 2, 3, 4, 5, 6, 7, 1]);
  });
});
