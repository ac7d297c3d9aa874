import { Wake } from './wake.js';

const isSettled = async (promise: Promise<void>): Promise<boolean> => {
  const settled = promise.then(() => true);
  return Promise.race([settled, new Promise<boolean>((r) => setImmediate(() => r(false)))]);
};

describe('a wake', () => {
  it('wakes all who wait', async () => {
    const wake = new Wake();
    const sleepers = [1, 2, 3].map(() => wake.after(wake.count, 60_000));
    expect(await Promise.all(sleepers.map(isSettled))).toEqual([false, false, false]);
    wake.wakeAll();
    await Promise.all(sleepers);
  });

  it('does not let anyone sleep through what came since he looked', async () => {
    const wake = new Wake();
    const seen = wake.count;
    wake.wakeAll();
    await wake.after(seen, 60_000);
  });

  it('wakes after its time and when told to stop', async () => {
    const wake = new Wake();
    await wake.after(wake.count, 5);
    const stopping = new AbortController();
    const sleeping = wake.after(wake.count, 60_000, stopping.signal);
    stopping.abort();
    await sleeping;
    await wake.after(wake.count, 60_000, stopping.signal);
  });
});
