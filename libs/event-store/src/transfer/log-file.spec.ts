import { createHash } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { systemClock } from '../clock.js';
import { noStream, type StreamHead } from '../digest.js';
import { InMemoryEventLog } from '../in-memory/in-memory-event-log.js';
import { newEvent, newEvents } from '../testing/new-event.js';
import { exportedLog } from './export-log.js';
import {
  BrokenLogFile,
  type CheckpointLine,
  logFileFormat,
  type LogFileHeader,
  logFileVersion,
} from './log-file.js';
import { Places } from './places.js';
import { readLogFile } from './read-log-file.js';

const log = new InMemoryEventLog(systemClock);
let folder: string;
let lines: string[];

const header = (through: number, more: Partial<LogFileHeader> = {}): LogFileHeader => ({
  format: logFileFormat,
  version: logFileVersion,
  exportedAt: '2026-11-21T09:00:00.000Z',
  through,
  ...more,
});

const exported = async (
  head: LogFileHeader,
  more: Partial<Parameters<typeof exportedLog>[0]> = {},
): Promise<string> => {
  let text = '';
  for await (const part of exportedLog({ log, header: head, ...more })) text += part;
  return text;
};

async function* checkpoints(...sizes: number[]): AsyncGenerator<CheckpointLine> {
  const signedAt = '2026-11-22T09:00:00.000000Z';
  for (const size of sizes) yield { checkpoint: `of ${size}`, origin: 1, size, signedAt };
}

const parts = async (content: string | Buffer) => {
  const file = path.join(folder, 'log.ndjson');
  await writeFile(file, content);
  const all = [];
  for await (const part of readLogFile(file)) all.push(part);
  return all;
};

const read = async (content: string | Buffer) =>
  (await parts(content)).flatMap(({ events }) => events);

const fault = async (content: string | Buffer): Promise<BrokenLogFile> => {
  const error = await read(content).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(BrokenLogFile);
  return error as BrokenLogFile;
};

/** The file with other lines and a last line that fits them: what somebody does who means it. */
const forged = (change: (lines: string[]) => void): string => {
  const changed = lines.slice(0, -1);
  change(changed);
  const events = changed.slice(1).map((line) => `${line}\n`);
  const sha256 = createHash('sha256').update(events.join('')).digest('hex');
  const count = events.filter((line) => !line.startsWith('{"checkpoint"')).length;
  const trailer = { count, checkpoints: events.length - count, sha256 };
  return `${changed.join('\n')}\n${JSON.stringify(trailer)}\n`;
};

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'ledger-file-'));
  const heads = new Map<string, StreamHead>();
  for (const stream of ['asset-1', 'title-1', 'asset-1', 'asset-2', 'title-1', 'asset-1']) {
    const { head } = await log.append(stream, heads.get(stream) ?? noStream, newEvents(3));
    heads.set(stream, head);
  }
  const secret = { data: { confidential: { 金额: '12.00' } }, confidentialSalt: 'ab'.repeat(16) };
  await log.append('offer-1', noStream, [newEvent(secret)]);
  await log.append('usage-1', 'any', newEvents(2));
  await log.append('usage-1', 'any', newEvents(1));
  lines = (await exported(header(22, { events: 22 }))).trimEnd().split('\n');
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a log file', () => {
  it('holds the log, plain or packed, and gives back the same events', async () => {
    const { events } = await log.readAll(0, 100);
    const text = await exported(header(22));
    expect(await read(text)).toEqual(events);
    expect(await read(gzipSync(text))).toEqual(events);
  });

  it('carries every checkpoint behind the last event that it covers', async () => {
    const text = await exported(header(22), { checkpoints: checkpoints(1, 9, 9, 22, 30) });
    const shown = text.split('\n').map((line) => /^{"checkpoint":"of (\d+)"/.exec(line)?.[1]);
    const places = shown.flatMap((size, at) => (size === undefined ? [] : [[Number(size), at]]));
    expect(places).toEqual([
      [1, 2],
      [9, 11],
      [9, 12],
      [22, 26],
      [30, 27],
    ]);
    const back = (await parts(text)).flatMap((part) => part.checkpoints);
    expect(back.map(({ size }) => size)).toEqual([1, 9, 9, 22, 30]);
    const trailer = JSON.parse(text.trimEnd().split('\n').at(-1)!) as object;
    expect(trailer).toMatchObject({ count: 22, checkpoints: 5 });
    const cut = { checkpoints: checkpoints(1, 9, 22), isCut: true };
    const short = (await parts(await exported(header(10), cut))).flatMap(
      (part) => part.checkpoints,
    );
    expect(short.map(({ size }) => size)).toEqual([1, 9]);
  });

  it('with a checkpoint changed, moved or taken out is refused', async () => {
    const text = await exported(header(22), { checkpoints: checkpoints(1, 9, 22, 30) });
    const all = text.trimEnd().split('\n');
    const at = all.findIndex((line) => line.startsWith('{"checkpoint":"of 9"'));
    const moved = (to: number) => {
      const others = all.filter((_, n) => n !== at);
      others.splice(to, 0, all[at]!);
      return `${others.join('\n')}\n`;
    };
    const reasons: [string, RegExp][] = [
      [text.replace('of 9"', 'of 8"'), /not those whose SHA-256/],
      [text.replace(`${all[at]}\n`, ''), /should hold 4 checkpoints, not 3/],
      [text.replace('"origin":1', '"origin":0'), /not a checkpoint of the log/],
      [moved(at + 3), /checkpoint of 9 events stands behind event 12/],
      [moved(at - 3), /an event stands behind a checkpoint of 9 events/],
    ];
    for (const [content, reason] of reasons) expect((await fault(content)).reason).toMatch(reason);
  });

  it('ends at the position asked for, whatever has been recorded since', async () => {
    const { events } = await log.readAll(0, 10);
    expect(await read(await exported(header(10)))).toEqual(events);
  });

  it('is not written where the log holds less than it should', async () => {
    await expect(exported(header(23))).rejects.toThrow('The log ends at position 22, before 23.');
    await expect(exported(header(22, { events: 23 }))).rejects.toThrow('22 events where 23');
  });

  it('that was cut off is refused wherever the cut is, packed or not', async () => {
    const text = `${lines.join('\n')}\n`;
    const cuts = [0, 1, lines[0]!.length + 1, Math.floor(text.length / 2), text.length - 1];
    for (const cut of cuts) await fault(text.slice(0, cut));
    const packed = gzipSync(text);
    for (const cut of [30, Math.floor(packed.length / 2), packed.length - 1])
      await fault(packed.subarray(0, cut));
    expect((await fault(`${lines.slice(0, 9).join('\n')}\n`)).line).toBe(10);
  });

  it('in which a line was changed, taken out, doubled or moved is refused with that line', async () => {
    const at = 8;
    const changes: Record<string, [change: (all: string[]) => void, line: number]> = {
      changed: [(all) => (all[at] = all[at]!.replace(/"index":\d/, '"index":7')), 9],
      gone: [(all) => all.splice(at, 1), 8],
      doubled: [(all) => all.splice(at, 0, all[at]!), 10],
      moved: [(all) => all.splice(at, 2, all[at + 1]!, all[at]!), 9],
      added: [(all) => all.push(all.at(-1)!), 24],
    };
    for (const [change] of Object.values(changes)) {
      const whole = lines.slice();
      change(whole);
      await fault(`${whole.join('\n')}\n`);
    }
    for (const [name, [change, line]] of Object.entries(changes)) {
      const found = await fault(forged(change));
      // A changed event is found out by the next of its stream, which carries its digest.
      if (name === 'changed' || name === 'gone') expect(found.line).toBeGreaterThanOrEqual(line);
      else expect([name, found.line]).toEqual([name, line]);
    }
  });

  it('of another form is refused with the reason', async () => {
    const reasons = [
      ['{}\n', 'this is not a file of the format'],
      ['\n', 'this is not JSON'],
      [`${lines[0]!.replace('"version":1', '"version":2')}\n`, 'version 2 of the format'],
      [forged((all) => (all[3] = '[]')), 'this is not a JSON object'],
      [forged((all) => (all[3] = all[3]!.replace('{', '{ '))), 'canonical'],
      [forged((all) => (all[3] = all[3]!.replace('{', '{"more":1,'))), 'not an event'],
      [
        forged((all) => (all[3] = all[3]!.replace('"position":3', '"position":"3"'))),
        'not an event',
      ],
      [`${lines.join('\n')}\n\n`, 'behind the last line'],
    ] as const;
    for (const [content, reason] of reasons)
      expect((await fault(content)).reason).toContain(reason);
  });
});

describe('the places of followers', () => {
  it('are carried over by event: the last one up to a position', () => {
    const places = new Places([0, 5, 7, 20, 99, 5]);
    const moved = [
      [2, 100],
      [5, 140],
      [9, 170],
      [20, 250],
    ] as const;
    for (const [before, now] of moved) places.note(before, now);
    expect([0, 5, 7, 20, 99].map((place) => places.of(place))).toEqual([0, 140, 140, 250, 250]);
    expect(new Places([3]).of(3)).toBe(0);
  });
});
