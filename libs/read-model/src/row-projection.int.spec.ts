import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import type { TillEvent } from '@ledger/event-store/testing/till.js';
import { context, lock, put, take, tillKind, unlock } from '@ledger/event-store/testing/till.js';
import fc from 'fast-check';
import type { DataSource } from 'typeorm';
import { rowProjection } from './row-projection.js';
import { openTillFold, OpenTillView } from './testing/open-till.js';
import { expectedRows, rowsOf, tillDatabase } from './testing/till-rows.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };
const projection = rowProjection(openTillFold);
const commands = { put: put(2), take: take(1), lock, unlock };

let database: Awaited<ReturnType<typeof tillDatabase>>;
let source: DataSource;

beforeAll(async () => {
  database = await tillDatabase();
  source = await database.source();
});
afterAll(() => database.close());
beforeEach(() => source.query('TRUNCATE read.open_till'));

const history = async (
  steps: readonly (readonly [till: number, command: keyof typeof commands])[],
): Promise<readonly RecordedEvent[]> => {
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(tillKind);
  for (const [till, name] of steps) {
    await handle(`till-${till}`, commands[name], context()).catch(() => undefined);
  }
  return (await log.readAll(0, 1_000)).events;
};

const apply = (events: readonly RecordedEvent[]) =>
  source.transaction((manager) => projection.apply(events, manager));

const steps = fc.array(
  fc.tuple(fc.nat({ max: 4 }), fc.constantFrom(...(['put', 'take', 'lock', 'unlock'] as const))),
  { minLength: 1, maxLength: 40 },
);

describe('a projection made of a fold', () => {
  it('leaves the rows of the fold, whatever the history and wherever it is cut', () =>
    fc.assert(
      fc.asyncProperty(steps, fc.array(fc.integer({ min: 1, max: 9 })), async (made, cuts) => {
        await source.query('TRUNCATE read.open_till');
        const events = await history(made);
        let from = 0;
        for (const cut of [...cuts, events.length]) {
          await apply(events.slice(from, from + cut));
          from += cut;
        }
        expect(await rowsOf(source)).toEqual(expectedRows(events));
      }),
      { numRuns: 60 },
    ));

  it('changes nothing when the same run is applied again', () =>
    fc.assert(
      fc.asyncProperty(steps, async (made) => {
        await source.query('TRUNCATE read.open_till');
        const events = await history(made);
        await apply(events);
        await apply(events);
        expect(await rowsOf(source)).toEqual(expectedRows(events));
      }),
      { numRuns: 30 },
    ));

  it('keeps what a row was made with, and reads and writes only the rest', async () => {
    const made = rowProjection<TillEvent, OpenTillView>({
      ...openTillFold,
      fixed: ['lastNote', 'types'],
      evolve: (row, event, till) => {
        if (event.type === 'TillLocked') return undefined;
        const coins = event.type === 'CoinsPut' ? event.data.coins : 0;
        if (row !== undefined) return { ...row, coins: row.coins + coins };
        return { till, coins, lastNote: `made of ${coins}`, movements: [coins], types: ['x', 'y'] };
      },
    });
    const till = async () =>
      (await rowsOf(source)).map(({ coins, lastNote, types }) => [coins, lastNote, types]);
    const events = await history([
      [1, 'put'],
      [1, 'put'],
      [2, 'put'],
      [1, 'put'],
      [1, 'lock'],
      [1, 'unlock'],
    ]);
    const run = (from: number, upTo: number) =>
      source.transaction((manager) => made.apply(events.slice(from, upTo), manager));
    await run(0, 1);
    await run(1, 2);
    expect(await till()).toEqual([[4, 'made of 2', ['x', 'y']]]);
    // One row that is there and one that is not, in the same run.
    await run(2, 4);
    expect(await till()).toEqual([
      [6, 'made of 2', ['x', 'y']],
      [2, 'made of 2', ['x', 'y']],
    ]);
    // Gone and made anew within a run: all of it is new.
    await run(4, 6);
    expect((await till())[0]).toEqual([0, 'made of 0', ['x', 'y']]);
  });

  it('derives columns once for a row that is written, knowing the one that was there', async () => {
    const seen: (readonly [number, number | undefined])[] = [];
    const derived = rowProjection<TillEvent, OpenTillView>({
      ...openTillFold,
      derive: (row, stored) => {
        seen.push([row.coins, stored?.coins]);
        return { lastNote: `${row.coins} coins` };
      },
    });
    const events = await history([
      [1, 'put'],
      [1, 'put'],
      [1, 'put'],
      [2, 'put'],
    ]);
    for (const run of [events.slice(0, 2), events.slice(2)])
      await source.transaction((manager) => derived.apply(run, manager));
    expect(seen).toEqual([
      [4, undefined],
      [6, 4],
      [2, undefined],
    ]);
    const notes = (await rowsOf(source)).map(({ till, lastNote }) => [till, lastNote]);
    expect(notes).toEqual([
      ['till-1', '6 coins'],
      ['till-2', '2 coins'],
    ]);
  });

  it('writes thousands of rows at once, and text of every kind', async () => {
    const strange = `O'Hara "数据" \\ {a,b} NULL \n\t %s $1`;
    const [sample] = await history([[1, 'put']]);
    const events = Array.from({ length: 2_500 }, (_, index) => ({
      ...sample!,
      stream: `till-${index}-${strange}`,
      position: index + 1,
      data: { coins: index, note: strange },
    }));
    await apply(events);
    expect(await source.getRepository(OpenTillView).count()).toBe(2_500);
    expect(await rowsOf(source)).toEqual(expectedRows(events));
  });

  it('makes the same rows of a run so long that they are not all in memory at once', async () => {
    const names = Object.keys(commands) as (keyof typeof commands)[];
    const made = Array.from({ length: 1_600 }, (_, at) => [at % 3, names[(at % 7) % 4]!] as const);
    const events = await history(made);
    expect(events.length).toBeGreaterThan(600);
    await apply(events);
    expect(await rowsOf(source)).toEqual(expectedRows(events));
  });

  it('names the event that its fold cannot take', async () => {
    const broken = rowProjection({
      ...openTillFold,
      evolve: () => {
        throw new TypeError('no such thing');
      },
    });
    const events = await history([[1, 'put']]);
    const failing = source.transaction((manager) => broken.apply(events, manager));
    await expect(failing).rejects.toThrow(
      'CoinsPut at position 1 (till-1/1): TypeError: no such thing',
    );
  });

  it('refuses a row that names another key than its own', async () => {
    const broken = rowProjection({
      ...openTillFold,
      evolve: () => ({ till: 'other', coins: 1, lastNote: null, movements: [], types: [] }),
    });
    const events = await history([[1, 'put']]);
    const failing = source.transaction((manager) => broken.apply(events, manager));
    await expect(failing).rejects.toThrow('names another key');
  });
});
