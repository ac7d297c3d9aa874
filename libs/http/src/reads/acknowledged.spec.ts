import { InMemoryEventLog } from '@ledger/event-store/in-memory/in-memory-event-log.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { context, put, tillKind } from '@ledger/event-store/testing/till.js';
import { acknowledged } from './acknowledged.js';

const clock = { now: () => '2026-11-21T00:00:00.000Z' };

/** A log in which `till-1` has begun, and tables that come as far as they are let. */
const world = async () => {
  const log = new InMemoryEventLog(clock);
  const handle = new CommandLoop(log, clock).handler(tillKind);
  await handle('till-2', put(1), context());
  await handle('till-1', put(1), context());
  const asked: [string, number][] = [];
  let reached = true;
  return {
    asked,
    fallBehind: () => (reached = false),
    of: (stream: string) => ({
      log,
      stream,
      projections: ['till', 'coins'],
      readModels: {
        caughtUp: (name: string, position: number) => {
          asked.push([name, position]);
          return Promise.resolve(reached);
        },
      },
    }),
  };
};

describe('a row', () => {
  it('that is there is answered without a look at the log', async () => {
    const { of, asked } = await world();
    expect(await acknowledged(of('till-1'), () => Promise.resolve('row'))).toBe('row');
    expect(asked).toEqual([]);
  });

  it('that is not there yet is waited for, from the first event of its stream', async () => {
    const { of, asked } = await world();
    const rows = [null, 'row'];
    const look = () => Promise.resolve(rows.shift());
    expect(await acknowledged(of('till-1'), look)).toBe('row');
    expect(asked).toEqual([
      ['till', 2],
      ['coins', 2],
    ]);
  });

  it('of a stream that never began is not there, without waiting', async () => {
    const { of, asked, fallBehind } = await world();
    fallBehind();
    expect(await acknowledged(of('till-3'), () => Promise.resolve(null))).toBeUndefined();
    expect(asked).toEqual([]);
  });

  it('of tables far behind is no 404 but a 503', async () => {
    const { of, fallBehind } = await world();
    fallBehind();
    await expect(acknowledged(of('till-1'), () => Promise.resolve(null))).rejects.toMatchObject({
      code: 'read_model_behind',
    });
  });
});
