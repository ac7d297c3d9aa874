import { withClient } from '@ledger/database/connection.js';
import { SealedLog } from '@ledger/evidence/testing/sealed-log.js';
import { EventStoreDbEventLog } from '@ledger/event-store/eventstoredb/eventstoredb-event-log.js';
import fc from 'fast-check';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { ProtocolCluster } from '../../../test/support/eventstoredb/protocol-cluster.js';
import type { LogRecord } from '../../../test/support/eventstoredb/record-log.js';
import { runVerify } from './run.js';

/** A log of three hundred events, sealed in several steps, barriers and the server's own between. */
let server: ProtocolCluster;
let sealed: SealedLog;
let checkpoint: string;
let key: string;
/** Where the log's events stand, in order. */
let positions: readonly number[];

beforeAll(async () => {
  server = await ProtocolCluster.start({ linksByCategory: true });
  sealed = await SealedLog.open(new EventStoreDbEventLog(server.url()));
  const sealer = await sealed.sealer({ batchMax: 64 });
  await sealed.sealedUpTo(await sealed.append(100, 40));
  await sealed.log.versions([]);
  await sealed.sealedUpTo(await sealed.append(200, 40));
  await sealer.stop();
  checkpoint = path.join(sealed.folder, 'checkpoint.txt');
  const latest = (await sealed.reader.checkpoint())!;
  expect(latest.size).toBe(300);
  writeFileSync(checkpoint, latest.note);
  key = (await sealed.reader.keys())[0]!.verifier;
  positions = (await sealed.log.readAll(0, 1_000)).events.map(({ position }) => position);
});
afterAll(async () => {
  await sealed.close();
  await server.stop();
});

const verify = async () => {
  const lines: string[] = [];
  const env = {
    DATABASE_URL: sealed.database.appUrl,
    EVENT_STORE_URL: server.url(),
    LANG: 'C',
  };
  const args = ['--checkpoint', checkpoint, '--key', key];
  const code = await runVerify(args, env, (line) => lines.push(line));
  return { code, text: lines.join('\n') };
};

const corrupted = async (change: (records: LogRecord[]) => void) => {
  const undo = server.tamper(change);
  try {
    return await verify();
  } finally {
    undo();
  }
};

/** Index in the server's log of the ledger's n-th event, from 1. */
const at = (records: readonly LogRecord[], n: number): number =>
  records.findIndex(({ position }) => position === positions[n - 1]);

/** Puts something else in the place of the ledger's n-th event. */
const put =
  (n: number, other: (was: LogRecord) => Partial<LogRecord>) => (records: LogRecord[]) => {
    const index = at(records, n);
    records[index] = { ...records[index]!, ...other(records[index]!) };
  };

const textIn = (bytes: Uint8Array, from: RegExp, to: string): Buffer => {
  const text = Buffer.from(bytes).toString();
  expect(text).toMatch(from);
  return Buffer.from(text.replace(from, to));
};

/** All of a record but its place. */
const contentOf = ({ position: _, postPosition: __, ...content }: LogRecord) => content;

const swap = (a: number, b: number) => (records: LogRecord[]) => {
  const [one, two] = [at(records, a), at(records, b)];
  const [first, second] = [records[one]!, records[two]!];
  records[one] = { ...first, ...contentOf(second) };
  records[two] = { ...second, ...contentOf(first) };
};

describe('npm run verify on EventStoreDB', () => {
  it('finds nothing where nothing was changed', async () => {
    expect(await verify()).toEqual({
      code: 0,
      text: expect.stringMatching(/300 events read, \d+ checkpoints[^]*All is as it was sealed/),
    });
  });

  it.each<[string, (records: LogRecord[]) => void, number]>([
    ['a payload', put(123, () => ({ data: Buffer.from('{"index":99}') })), 123],
    [
      'a payload at the end of its stream',
      put(300, () => ({ data: Buffer.from('{"what":"x"}') })),
      300,
    ],
    [
      'a salt',
      put(5, ({ metadata }) => ({ metadata: textIn(metadata, /"salt":"../, '"salt":"zz') })),
      5,
    ],
    [
      'metadata',
      put(77, ({ metadata }) => ({ metadata: textIn(metadata, /manager/, 'auditor') })),
      77,
    ],
    ['the spelling of JSON', put(78, ({ data }) => ({ data: textIn(data, /:/, ': ') })), 78],
    ['what is no JSON any more', put(79, () => ({ data: Buffer.from('{') })), 79],
    [
      'a member beside the others',
      put(80, ({ metadata }) => ({ metadata: textIn(metadata, /}$/, ',"zz":1}') })),
      80,
    ],
    ['an instant', put(9, ({ created }) => ({ created: created + 10n })), 9],
    [
      'an instant given later',
      put(10, ({ metadata }) => ({
        metadata: textIn(metadata, /"salt"/, '"recordedAt":"2020-01-01T00:00:00.000000Z","salt"'),
      })),
      10,
    ],
    ['a type', put(256, () => ({ type: 'SomethingElse' })), 256],
    ['an id', put(257, () => ({ id: '0190a2b0-0000-7000-8000-000000000000' })), 257],
    ['a stream', put(12, () => ({ stream: 'asset-x' })), 12],
    ['the order of neighbours', swap(20, 21), 20],
    ['the order of events far apart', swap(30, 130), 30],
    ['a removal', (records) => void records.splice(at(records, 50), 1), 50],
    ['the cut of the tail', (records) => void records.splice(at(records, 291)), 291],
    ['the loss of all', (records) => void records.splice(0), 1],
    [
      'an addition',
      (records) => {
        const index = at(records, 61);
        const position = positions[60]! - 1;
        const { created } = records[index]!;
        const content = {
          created,
          stream: 'asset-new',
          revision: 0,
          id: 'x',
          type: 'RightGranted',
        };
        const bytes = { isJson: true, data: Buffer.from('{}'), metadata: Buffer.from('{}') };
        records.splice(index, 0, { ...content, ...bytes, position, postPosition: position + 1 });
      },
      61,
    ],
  ])('finds %s changed, and names the position', async (name, change, n) => {
    const { code, text } = await corrupted(change);
    expect(code).toBe(1);
    // An event that was added stands where none of the sealed ones does.
    const position = positions[n - 1]! - (name === 'an addition' ? 1 : 0);
    expect(text).toMatch(new RegExp(`position ${position}\\b`));
  });

  it.each([
    ['tile', 'bytes', 'level = 0 AND index = 0', 'tile 0/0 was changed'],
    ['leaf_tile', 'entries', 'index = 0', 'leaf tile 0'],
    ['page', 'bytes', "name = ''", 'state page'],
  ])('finds one bit of a %s flipped', async (table, column, row, told) => {
    const flip = `UPDATE evidence.${table} SET ${column} =
      set_byte(${column}, 40, get_byte(${column}, 40) # 1) WHERE ${row}`;
    await withClient(sealed.database.adminUrl, (client) => client.query(flip));
    const { code, text } = await verify();
    await withClient(sealed.database.adminUrl, (client) => client.query(flip));
    expect([code, text]).toEqual([1, expect.stringContaining(told)]);
  });

  it('finds any one bit flipped in any event', () =>
    fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 300 }),
        fc.constantFrom('data' as const, 'metadata' as const),
        fc.nat(),
        fc.nat(7),
        async (n, column, byte, bit) => {
          const change = put(n, (was) => {
            const bytes = Buffer.from(was[column]);
            const place = byte % bytes.length;
            bytes[place]! ^= 1 << bit;
            // The name of the call that wrote an event is no part of what was sealed.
            const named = /^{"append":"[0-9a-f]{16}"/.exec(bytes.toString('latin1'))?.[0] ?? '';
            fc.pre(place >= named.length);
            return { [column]: bytes };
          });
          const { code, text } = await corrupted(change);
          expect(code).toBe(1);
          expect(text).toContain(`position ${positions[n - 1]}`);
        },
      ),
      { numRuns: 25 },
    ));

  it('says so when the store cannot be read', async () => {
    const lines: string[] = [];
    const env = {
      DATABASE_URL: sealed.database.appUrl,
      EVENT_STORE_URL: 'esdb://127.0.0.1:9?tls=false&maxDiscoverAttempts=1',
    };
    const args = ['--checkpoint', checkpoint, '--key', key];
    expect(await runVerify(args, env, (line) => lines.push(line))).toBe(2);
    const malformed = { ...env, EVENT_STORE_URL: 'esdb://admin:secret@host:port' };
    expect(await runVerify(args, malformed, (line) => lines.push(line))).toBe(2);
    expect(lines.join('\n')).toMatch(/cannot be verified[^]*no address of an event store/);
    expect(lines.join('\n')).not.toContain('secret');
  });
});
