import { withClient } from '@ledger/database/connection.js';
import { SealedLog } from '@ledger/evidence/testing/sealed-log.js';
import { canonicalJson } from '@ledger/event-store/canonical-json.js';
import { noDigest } from '@ledger/event-store/digest.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type pg from 'pg';
import { runVerify } from './run.js';

/** A log of some hundred events, sealed in several steps, then left alone. */
let sealed: SealedLog;
let checkpoint: string;
let key: string;

beforeAll(async () => {
  sealed = await SealedLog.open();
  const sealer = await sealed.sealer({ batchMax: 64 });
  const position = await sealed.append(300, 40);
  await sealed.sealedUpTo(position);
  await sealed.until(
    async () => (await sealed.reader.streamState('asset-1'))?.checkpoint.size === 300,
  );
  await sealer.stop();
  checkpoint = path.join(sealed.folder, 'checkpoint.txt');
  writeFileSync(checkpoint, (await sealed.reader.checkpoint())!.note);
  key = (await sealed.reader.keys())[0]!.verifier;
});
afterAll(() => sealed.close());

const verify = async (args: readonly string[] = ['--key', key]) => {
  const lines: string[] = [];
  const env = { DATABASE_URL: sealed.database.appUrl, LANG: 'C' };
  const code = await runVerify(['--checkpoint', checkpoint, ...args], env, (line) =>
    lines.push(line),
  );
  return { code, text: lines.join('\n') };
};

/** Runs statements as a superuser whom no trigger stops, looks, and puts everything back. */
const corrupted = async <T>(
  change: (client: pg.Client) => Promise<unknown>,
  look: () => Promise<T>,
): Promise<T> => {
  const tables = [
    'ledger.event',
    ...['origin', 'tile', 'leaf_tile', 'page', 'checkpoint', 'progress'].map(
      (t) => `evidence.${t}`,
    ),
  ];
  return withClient(sealed.database.adminUrl, async (client) => {
    await client.query("SET session_replication_role = 'replica'");
    for (const table of tables)
      await client.query(`CREATE TEMP TABLE ${table.replace('.', '_')} AS TABLE ${table}`);
    await change(client);
    try {
      return await look();
    } finally {
      for (const table of tables) {
        await client.query(`DELETE FROM ${table}`);
        await client.query(`INSERT INTO ${table} SELECT * FROM ${table.replace('.', '_')}`);
      }
    }
  });
};
const after = (sql: string) => corrupted((client) => client.query(sql), verify);

const event = 'UPDATE ledger.event SET';
const oneBitOf = (table: string) =>
  `UPDATE evidence.${table} SET bytes = set_byte(bytes, 7, get_byte(bytes, 7) # 4)`;
const swap = (a: number, b: number) => `
  ${event} position = -1 WHERE position = ${a}; ${event} position = ${a} WHERE position = ${b};
  ${event} position = ${b} WHERE position = -1`;

describe('npm run verify', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await verify()).toEqual({
      code: 0,
      text: expect.stringMatching(/300 events read, \d+ checkpoints[^]*All is as it was sealed/),
    });
    const { code, text } = await verify([]);
    expect([code, text]).toEqual([0, expect.stringContaining('keys come from the very log')]);
  });

  it.each([
    ['a payload', `${event} data = '{"index":99}' WHERE position = 123`, 123],
    [
      'a payload at the end of its stream',
      `${event} data = '{"what":"x"}' WHERE position = 300`,
      300,
    ],
    ['a salt', `${event} salt = sha256('x') WHERE position = 5`, 5],
    [
      'a salt that is no part of a digest',
      `${event} confidential_salt = '\\xab' WHERE position = 6`,
      6,
    ],
    [
      'metadata',
      `${event} metadata = replace(metadata::text, 'manager', 'auditor')::json WHERE position = 77`,
      77,
    ],
    [
      'the spelling of JSON',
      `${event} data = replace(data::text, ':', ': ')::json WHERE position = 78`,
      78,
    ],
    [
      'an instant',
      `${event} recorded_at = recorded_at + interval '1 microsecond' WHERE position = 9`,
      9,
    ],
    ['a type', `${event} type = 'SomethingElse' WHERE position = 256`, 256],
    ['an id', `${event} id = gen_random_uuid() WHERE position = 257`, 257],
    ['a stream', `${event} stream = 'asset-x' WHERE position = 12`, 12],
    ['a chain', `${event} previous_digest = sha256('x') WHERE position = 100`, 100],
    ['the order of neighbours', swap(20, 21), 20],
    ['the order of events far apart', swap(30, 130), 30],
    ['a deletion', 'DELETE FROM ledger.event WHERE position = 50', 50],
    [
      'a deletion closed up',
      `DELETE FROM ledger.event WHERE position = 50;
      UPDATE ledger.event SET position = -position; UPDATE ledger.event
      SET position = -position - (position < -50)::int`,
      50,
    ],
    ['the cut of the tail', 'DELETE FROM ledger.event WHERE position > 290', 291],
    ['the loss of all', 'DELETE FROM ledger.event', 1],
    [
      'an insertion',
      `UPDATE ledger.event SET position = -position;
      UPDATE ledger.event SET position = -position + (position < -60)::int;
      INSERT INTO ledger.event SELECT 61, 'asset-new', 1, gen_random_uuid(), type, 1, recorded_at,
        data, metadata, salt, NULL, sha256('') FROM ledger.event WHERE position = 60`,
      61,
    ],
    [
      'an insertion before the first event, at the end of its stream',
      `INSERT INTO ledger.event SELECT -7, stream, version + 1, gen_random_uuid(), type, 1,
        recorded_at, data, metadata, salt, NULL, sha256('') FROM ledger.event WHERE position = 300`,
      -7,
    ],
  ])('finds %s changed, and names the position', async (_, sql, position) => {
    const { code, text } = await after(sql);
    expect(code).toBe(1);
    expect(text).toMatch(new RegExp(`position ${position}\\b`));
  });

  it.each([
    [
      'a tile',
      'UPDATE evidence.tile SET bytes = set_byte(bytes, 70, get_byte(bytes, 70) # 4) WHERE level = 0 AND index = 0',
      'tile 0/0 was changed',
    ],
    [
      'a tile above',
      'UPDATE evidence.tile SET bytes = set_byte(bytes, 7, get_byte(bytes, 7) # 4) WHERE level = 1',
      'tile 1/0 was changed',
    ],
    [
      'a lost tile',
      'DELETE FROM evidence.tile WHERE level = 0 AND index = 1',
      'tile 0/1 was changed',
    ],
    [
      'entries',
      'UPDATE evidence.leaf_tile SET entries = set_byte(entries, 9, get_byte(entries, 9) # 1) WHERE index = 1',
      'leaf tile 1',
    ],
    [
      'positions',
      'UPDATE evidence.leaf_tile SET positions = set_byte(positions, 9, 1) WHERE index = 1',
      'leaf tile 1',
    ],
    [
      'a state page',
      "UPDATE evidence.page SET bytes = set_byte(bytes, 50, get_byte(bytes, 50) # 1) WHERE name = ''",
      'state page root',
    ],
    [
      'where a stream stands in a state page',
      "UPDATE evidence.page SET bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1) WHERE name = ''",
      'state page root',
    ],
    [
      'a lost state page',
      "DELETE FROM evidence.page WHERE name = (SELECT max(name) FROM evidence.page WHERE name <> '')",
      'state page',
    ],
    [
      'a stored checkpoint',
      "UPDATE evidence.checkpoint SET note = replace(note, 'state ', 'state A') WHERE size = (SELECT min(size) FROM evidence.checkpoint)",
      'stored checkpoint of',
    ],
    [
      'the size of a stored checkpoint',
      'UPDATE evidence.checkpoint SET size = size - 1 WHERE size = (SELECT min(size) FROM evidence.checkpoint)',
      'stored checkpoint of',
    ],
    [
      'the signature of a stored checkpoint',
      "UPDATE evidence.checkpoint SET note = overlay(note placing 'AAAA' from length(note) - 20 for 4) WHERE size = (SELECT min(size) FROM evidence.checkpoint)",
      'stored checkpoint of',
    ],
    [
      'the loss of a stored checkpoint',
      'DELETE FROM evidence.checkpoint WHERE size = 300',
      'no checkpoint of 300',
    ],
    ['how far it was sealed', 'UPDATE evidence.progress SET size = 256', 'tile 0/1 was added'],
    ['that it was sealed', 'UPDATE evidence.progress SET size = 0', 'tile 0/0 was added'],
    ['whether it was sealed', 'DELETE FROM evidence.progress', 'tile 0/0 was added'],
    [
      'how few are sealed, and a tile',
      `UPDATE evidence.progress SET size = 1; ${oneBitOf('tile')}`,
      'tile 0/0 was changed',
    ],
    [
      'the name under which it was sealed',
      `UPDATE evidence.origin SET name = 'ledger.test/other'; ${oneBitOf('tile')}`,
      'no checkpoint of 300',
    ],
    [
      'an added leaf tile',
      `INSERT INTO evidence.leaf_tile SELECT 2, 999, positions, entries FROM evidence.leaf_tile
        WHERE index = 1`,
      'leaf tile 2 was added',
    ],
    [
      'bytes behind the positions',
      "UPDATE evidence.leaf_tile SET positions = positions || '\\x01' WHERE index = 1",
      'leaf tile 1',
    ],
    [
      'the spelling of a signature',
      `UPDATE evidence.checkpoint SET note = left(note, -3) ||
        chr(ascii(left(right(note, 3), 1)) + 1) || right(note, 2)
        WHERE size = (SELECT min(size) FROM evidence.checkpoint)`,
      'stored checkpoint of',
    ],
    [
      'a line added to a stored checkpoint',
      `UPDATE evidence.checkpoint SET note = note || 'x'
        WHERE size = (SELECT min(size) FROM evidence.checkpoint)`,
      'stored checkpoint of',
    ],
  ])('finds %s changed', async (_, sql, told) => {
    const { code, text } = await after(sql);
    expect(code).toBe(1);
    expect(text).toContain(told);
  });

  it('finds any one bit flipped in any row of the log, the tiles, the pages or the checkpoints', async () => {
    const places = [
      ...['data', 'metadata', 'type', 'stream'].map(
        (c) => ['ledger.event', c, 'position', 'text'] as const,
      ),
      ...['salt', 'previous_digest'].map((c) => ['ledger.event', c, 'position', 'bytea'] as const),
      ['evidence.tile', 'bytes', 'index', 'bytea'] as const,
      ['evidence.leaf_tile', 'entries', 'index', 'bytea'] as const,
      ['evidence.leaf_tile', 'positions', 'index', 'bytea'] as const,
      ['evidence.page', 'bytes', 'name', 'bytea'] as const,
      ['evidence.checkpoint', 'note', 'size', 'text'] as const,
    ];
    const flip = fc.record({
      place: fc.constantFrom(...places),
      row: fc.nat(),
      byte: fc.nat(),
      bit: fc.nat(7),
    });
    await fc.assert(
      fc.asyncProperty(flip, async ({ place: [table, column, order, kind], row, byte, bit }) => {
        const bytes = kind === 'bytea' ? column : `convert_to(${column}::text, 'UTF8')`;
        const flipped = (client: pg.Client) =>
          client.query<{ was: Buffer; ctid: string; length: number }>(
            `WITH rows AS (${inForce(table)})
             SELECT ctid, ${bytes} AS was FROM rows ORDER BY ${order}
             OFFSET ${row} % (SELECT count(*) FROM rows) LIMIT 1`,
          );
        const change = async (client: pg.Client): Promise<void> => {
          const { rows } = await flipped(client);
          const { was, ctid } = rows[0]!;
          const now = Buffer.from(was);
          now[byte % now.length] = (now[byte % now.length] as number) ^ (1 << bit);
          const type = column === 'data' || column === 'metadata' ? 'json' : 'text';
          const value = kind === 'bytea' ? '$1' : `convert_from($1, 'UTF8')::${type}`;
          await client.query(`UPDATE ${table} SET ${column} = ${value} WHERE ctid = '${ctid}'`, [
            now,
          ]);
        };
        const answer = await corrupted(change, verify).catch((error: Error) => {
          // The database itself refuses what is no UTF-8 or JSON, and a place that is taken.
          const refused = /invalid (byte|input)|unsupported Unicode|violates .* constraint/;
          if (refused.test(error.message)) return undefined;
          throw error;
        });
        if (answer !== undefined) expect(answer.code).not.toBe(0);
      }),
      { numRuns: 30 },
    );
  });

  it('does not take a checkpoint that another key signed, or none', async () => {
    const other = await SealedLog.open();
    await other.sealer();
    await other.sealedUpTo(await other.append(1));
    const { verifier } = (await other.reader.keys())[0]!;
    await other.close();
    expect((await verify(['--key', verifier])).code).toBe(1);
    expect((await verify(['--key', 'nonsense'])).code).toBe(2);
    const lines: string[] = [];
    expect(await runVerify([], { LANG: 'zh_CN' }, (line) => lines.push(line))).toBe(2);
    expect(lines.join('')).toContain('npm run verify');
  });

  it('verifies an export without a database, packed or not, and finds what was changed in it', async () => {
    const { events } = await sealed.log.readAll(0, 1_000);
    const file = path.join(sealed.folder, 'export.ndjson');
    const args = ['--key', key, '--export', file];
    writeFileSync(file, written(events));
    expect(await verify(args)).toMatchObject({ code: 0 });
    writeFileSync(file, gzipSync(written(events)));
    expect(await verify(args)).toMatchObject({ code: 0 });
    writeFileSync(
      file,
      written(
        events.map((each) => (each.position === 17 ? { ...each, data: { index: 1 } } : each)),
      ),
    );
    expect(await verify(args)).toEqual({ code: 1, text: expect.stringContaining('position 17') });
    writeFileSync(file, written(events.slice(0, -3)));
    expect(await verify(args)).toEqual({ code: 1, text: expect.stringContaining('position 298') });
    writeFileSync(file, written(events).replace('"index":0', '"index":1'));
    expect(await verify(args)).toEqual({
      code: 2,
      text: expect.stringContaining('not as it was written'),
    });
    writeFileSync(file, written(events).split('\n').slice(0, -2).join('\n'));
    expect(await verify(args)).toEqual({ code: 2, text: expect.stringContaining('was cut off') });
    writeFileSync(file, gzipSync(written(events)).subarray(0, -20));
    expect(await verify(args)).toMatchObject({ code: 2 });
  });

  it('reads every character that the text of an event may have in an export', async () => {
    const { events } = await sealed.log.readAll(0, 1_000);
    const file = path.join(sealed.folder, 'separators.ndjson');
    const last = {
      ...events.at(-1)!,
      ...{ position: 301, stream: 'asset-new', version: 1, previousDigest: noDigest },
      data: { what: 'line\u2028paragraph\u2029next\u0085return\r' },
    };
    writeFileSync(file, written([...events, last]));
    expect(await verify(['--key', key, '--export', file])).toMatchObject({ code: 0 });
  });

  it.each([
    ['a salt spelled otherwise', ({ salt }: RecordedEvent) => ({ salt: salt.toUpperCase() }), 41],
    ['a member that nothing seals', () => ({ note: 'more' }), 41],
    ['a position out of order', () => ({ position: 39 }), 39],
  ])('finds %s in an export', async (_, change, position) => {
    const { events } = await sealed.log.readAll(0, 1_000);
    const file = path.join(sealed.folder, 'changed.ndjson');
    const changed = events.map((one, n) => (n === 40 ? { ...one, ...change(one) } : one));
    writeFileSync(file, written(changed));
    expect(await verify(['--key', key, '--export', file])).toEqual({
      code: 1,
      text: expect.stringContaining(`position ${position}:`),
    });
  });
});

/** An export of events, with a last line that fits. */
const written = (all: readonly object[]): string => {
  const lines = all.map((one) => `${canonicalJson(one)}\n`).join('');
  const sha256 = createHash('sha256').update(lines).digest('hex');
  const header = { format: 'data-asset-registry-log', version: 1 };
  return `${JSON.stringify(header)}\n${lines}{"count":${all.length},"sha256":"${sha256}"}\n`;
};

/** A page that a later round has replaced says nothing any more; every other row does. */
const inForce = (table: string): string =>
  table === 'evidence.page'
    ? 'SELECT DISTINCT ON (name) ctid, * FROM evidence.page ORDER BY name, round DESC'
    : `SELECT ctid, * FROM ${table}`;
