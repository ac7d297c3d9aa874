import { Leases } from './leases.js';
import type { Sweep } from './process.js';
import { silentJournal } from './running.js';
import { SweepRunner } from './sweep-runner.js';
import { tillDatabase } from './testing/till-rows.js';

const clock = { now: () => '2026-11-21T17:00:00.000Z' };

let database: Awaited<ReturnType<typeof tillDatabase>>;
let closing: (() => Promise<void>)[];

beforeEach(async () => {
  database = await tillDatabase();
  closing = [];
});
afterEach(async () => {
  for (const close of closing) await close();
  await database.close();
});

/** A runner whose interval ends when the test says so. */
const runner = async (run: Sweep['run']) => {
  const leases = new Leases(await database.source(), 20);
  const sleeping: { readonly ms: number; readonly wake: () => void }[] = [];
  let tellAsleep = (): void => undefined;
  const sleep = (ms: number, signal: AbortSignal) =>
    new Promise<void>((wake) => {
      sleeping.push({ ms, wake });
      signal.addEventListener('abort', () => wake());
      tellAsleep();
    });
  const asleep = async () => {
    if (sleeping.length === 0) await new Promise<void>((resolve) => (tellAsleep = resolve));
    return sleeping.shift()!;
  };
  const sweep: Sweep = { name: 'sweep', everySeconds: 60, run };
  const made = new SweepRunner(sweep, { leases, clock, journal: silentJournal, sleep });
  closing.push(async () => {
    await made.stop();
    await leases.close();
  });
  made.start();
  return { made, asleep };
};

describe('a sweep runner', () => {
  it('does what is due, round after round, then waits for its interval', async () => {
    const due = [2, 1, 0, 5, 0];
    const asked: string[] = [];
    const { made, asleep } = await runner((now) => {
      asked.push(now);
      return Promise.resolve(due.shift() ?? 0);
    });
    const { ms, wake } = await asleep();
    expect([ms, made.done, asked.length]).toEqual([60_000, 3, 3]);
    wake();
    await asleep();
    expect([made.done, asked[0]]).toEqual([8, clock.now()]);
    expect(await made.runDue()).toBe(0);
  });

  it('tells of a failure, and comes back to it', async () => {
    const failures = [new Error('no')];
    const { made, asleep } = await runner(() => {
      const failure = failures.shift();
      return failure === undefined ? Promise.resolve(0) : Promise.reject(failure);
    });
    const { wake } = await asleep();
    expect(made.status).toMatchObject({ state: 'running', reason: 'Error: no' });
    wake();
    await asleep();
    expect(made.status).toMatchObject({ state: 'running', reason: null });
  });

  it('sweeps in one process at a time', async () => {
    let runs = 0;
    const count = () => Promise.resolve(void (runs += 1)).then(() => 0);
    const one = await runner(count);
    await one.asleep();
    const two = await runner(count);
    expect([one.made.status.state, two.made.status.state]).toEqual(['running', 'standby']);
    await one.made.stop();
    await two.asleep();
    expect(runs).toBe(2);
  });
});
