import fc from 'fast-check';
import { FinishedPrefix, Lanes, Slots } from './lanes.js';

describe('lanes', () => {
  it('keep the order of whatever shares a key, and let the rest pass', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uniqueArray(fc.nat({ max: 3 }), { maxLength: 2 }), { maxLength: 20 }),
        fc.scheduler(),
        async (works, scheduler) => {
          const lanes = new Lanes();
          const begun: number[] = [];
          const ended: number[] = [];
          const all = works.map((keys, index) =>
            lanes.run(keys.map(String), async () => {
              begun.push(index);
              await scheduler.schedule(Promise.resolve());
              ended.push(index);
            }),
          );
          await scheduler.waitFor(Promise.all(all));
          for (let later = 0; later < works.length; later++) {
            for (let earlier = 0; earlier < later; earlier++) {
              if (!works[earlier]!.some((key) => works[later]!.includes(key))) continue;
              expect(begun.indexOf(earlier)).toBeLessThan(begun.indexOf(later));
              expect(ended.indexOf(earlier)).toBeLessThan(ended.indexOf(later));
            }
          }
        },
      ),
    ));

  it('go on after a failure', async () => {
    const lanes = new Lanes();
    const failed = lanes.run(['a'], () => Promise.reject(new Error('no')));
    const next = lanes.run(['a'], () => Promise.resolve());
    await expect(failed).rejects.toThrow('no');
    await expect(next).resolves.toBeUndefined();
    await lanes.idle();
  });
});

describe('slots', () => {
  it('hold only so many at once', async () => {
    const slots = new Slots(3);
    let [now, most] = [0, 0];
    const work = async () => {
      now += 1;
      most = Math.max(most, now);
      await new Promise((resolve) => setImmediate(resolve));
      now -= 1;
    };
    await Promise.all(Array.from({ length: 20 }, () => slots.use(work)));
    expect([now, most]).toEqual([0, 3]);
  });
});

describe('a finished prefix', () => {
  it('moves only over what is finished without a gap', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }),
        fc.scheduler(),
        async (isWork, scheduler) => {
          const done = new Set<number>();
          const moves: number[] = [];
          const prefix = new FinishedPrefix(0, (through) => {
            moves.push(through);
            for (let position = 1; position <= through; position++) {
              expect(!isWork[position - 1] || done.has(position)).toBe(true);
            }
          });
          const works: Promise<void>[] = [];
          for (const [index, each] of isWork.entries()) {
            const position = index + 1;
            if (!each) {
              prefix.pass(position);
              continue;
            }
            const work = scheduler.schedule(Promise.resolve()).then(() => void done.add(position));
            works.push(work);
            prefix.add(position, work);
          }
          await scheduler.waitFor(Promise.all(works));
          await Promise.resolve();
          expect(prefix.through).toBe(isWork.length);
          expect(moves).toEqual([...moves].sort((a, b) => a - b));
        },
      ),
    ));

  it('stays where work failed, and makes room only when something is finished', async () => {
    const prefix = new FinishedPrefix(0, () => undefined);
    prefix.add(1, Promise.reject(new Error('no')));
    prefix.pass(2);
    await new Promise((resolve) => setImmediate(resolve));
    expect(prefix.through).toBe(0);
    const end = new AbortController();
    const room = prefix.room(2, end.signal);
    end.abort();
    await expect(room).resolves.toBeUndefined();
  });
});
