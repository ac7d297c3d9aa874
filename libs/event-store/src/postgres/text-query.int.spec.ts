import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import pg from 'pg';
import { integerArray, textArray } from './binary-array.js';
import { connectionConfig, runOn } from './connection.js';
import { LogClient } from './log-client.js';
import { asTexts, type Value } from './text-query.js';

describe('a statement whose columns are text', () => {
  let database: TestDatabase;
  let client: LogClient;

  beforeEach(async () => {
    database = await createTestDatabase();
    client = new LogClient(connectionConfig(database.adminUrl, 'text query spec'));
    await client.connect();
  });
  afterEach(async () => {
    await client.end();
    await database.drop();
  });

  const run = (text: string, values: readonly Value[] = []) =>
    runOn(client, { name: 'tried', text }, values, asTexts);
  const prepared = async () =>
    (await client.query<{ name: string }>('SELECT name FROM pg_prepared_statements')).rows.map(
      ({ name }) => name,
    );

  it('takes texts, numbers, bytes, arrays and nothing, and answers texts and nothing', async () => {
    const text = `SELECT $1::text, $2::bigint, $3::bytea, $4::text[], $5::integer[], $6::text`;
    const values = [
      '数据',
      7,
      Buffer.from([0, 255]),
      textArray(['a"b', '']),
      integerArray([]),
      null,
    ];
    expect(await run(text, values)).toEqual([['数据', '7', '\\x00ff', '{"a\\"b",""}', '{}', null]]);
  });

  it('answers every row in order, and none where there is none', async () => {
    const text = 'SELECT n FROM generate_series(1, $1::integer) AS n';
    expect(await run(text, [3])).toEqual([['1'], ['2'], ['3']]);
    expect(await run(text, [0])).toEqual([]);
  });

  it('answers what the driver answers, over many messages and parts of messages', async () => {
    const text = `SELECT n, repeat('x', n), repeat('数', n % 50), NULLIF(n % 3, 0), n || '据',
        '[' || repeat('"数据",', n) || '1]'
      FROM generate_series(1, $1::integer) AS n`;
    const general = new pg.Client(connectionConfig(database.adminUrl, 'text query spec'));
    await general.connect();
    const types = { getTypeParser: () => String };
    const query = { text, values: [1_000], rowMode: 'array', types };
    const { rows } = await general.query<(string | null)[]>(query as pg.QueryArrayConfig);
    await general.end();
    expect(rows).toHaveLength(1_000);
    expect(await run(text, [1_000])).toEqual(rows);
  });

  it('is prepared once', async () => {
    const text = 'SELECT $1::integer + 1';
    await run(text, [1]);
    expect(await run(text, [2])).toEqual([['3']]);
    expect(await prepared()).toEqual(['tried']);
  });

  it('goes on after it failed while it ran: it stays prepared', async () => {
    const text = 'SELECT 1 / $1::integer';
    await expect(run(text, [0])).rejects.toMatchObject({ code: '22012' });
    expect(await run(text, [1])).toEqual([['1']]);
    expect(await prepared()).toEqual(['tried']);
  });

  it('is prepared anew after it could not be', async () => {
    const text = 'SELECT n FROM late';
    await expect(run(text)).rejects.toMatchObject({ code: '42P01' });
    await client.query('CREATE TABLE late AS SELECT 5 AS n');
    expect(await run(text)).toEqual([['5']]);
  });

  it('fails where a row cannot be taken, and goes on', async () => {
    const text = 'SELECT n FROM generate_series(1, $1::integer) AS n';
    const taken = runOn(client, { name: 'tried', text }, [3], ([n]) => {
      if (n === '2') throw new Error(`not ${n}`);
      return Number(n);
    });
    await expect(taken).rejects.toThrow('not 2');
    expect(await runOn(client, { name: 'tried', text }, [2], ([n]) => Number(n))).toEqual([1, 2]);
  });

  it('fails where the connection was closed', async () => {
    const closed = new LogClient(connectionConfig(database.adminUrl, 'text query spec'));
    await closed.connect();
    await closed.end();
    await expect(runOn(closed, { name: 'one', text: 'SELECT 1' }, [], asTexts)).rejects.toThrow(
      'closed',
    );
  });
});
