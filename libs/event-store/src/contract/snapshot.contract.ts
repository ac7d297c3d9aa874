import { noStream } from '../digest.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { appendAll, eachWith, type OpenLog } from './log-under-test.js';

/** `versions`: one consistent look that sees all that was acknowledged. */
export const snapshotContract = (open: OpenLog): void => {
  describe('versions', () => {
    const under = eachWith(open);

    it('are 0 where there is no stream', async () => {
      const stream = newStream();
      const { head, versions } = await under.log.versions([stream]);
      const nothing = { head: under.start, versions: [[stream, 0]] };
      expect({ head, versions: [...versions] }).toEqual(nothing);
      expect((await under.other.versions([])).head).toBe(under.start);
      if (under.guarantees.densePositions) expect(under.start).toBe(0);
    });

    it('name each stream once, present or not', async () => {
      const [one, two, none] = [newStream(), newStream('资产'), newStream('title')];
      await appendAll(under.log, one, newEvents(3));
      const last = await appendAll(under.log, two, newEvents(2));
      const { head, versions } = await under.other.versions([one, none, two, one]);
      expect(head).toBe(last.events.at(-1)?.position);
      expect([...versions].sort()).toEqual(
        [
          [one, 3],
          [two, 2],
          [none, 0],
        ].sort(),
      );
    });

    it('see every append that was acknowledged before the call', async () => {
      const stream = newStream();
      let appended = await under.log.append(stream, noStream, [newEvent()]);
      for (let version = 2; version <= 25; version++) {
        const looks = Array.from({ length: 4 }, () => under.other.versions([newStream(), stream]));
        appended = await under.log.append(stream, appended.head, [newEvent()]);
        const look = await under.other.versions([stream]);
        expect(look.versions.get(stream)).toBe(version);
        expect(look.head).toBe(appended.events[0]?.position);
        await Promise.all(looks);
      }
    });

    it('are of one moment: streams written together are seen together', async () => {
      // The second stream is appended only after the first is acknowledged, so it is never ahead.
      const [first, second] = [newStream(), newStream()];
      let writing = true;
      const looked: { readonly head: number; readonly one: number; readonly two: number }[] = [];
      const writer = (async () => {
        let [one, two] = [noStream, noStream];
        for (let n = 0; n < 60; n++) {
          one = (await under.log.append(first, one, [newEvent()])).head;
          two = (await under.log.append(second, two, [newEvent()])).head;
        }
        writing = false;
      })();
      while (writing) {
        const looks = await Promise.all(
          [under.log, under.other, under.log].map((log) => log.versions([second, first])),
        );
        for (const { head, versions } of looks) {
          const [one, two] = [versions.get(first) ?? 0, versions.get(second) ?? 0];
          expect([0, 1]).toContain(one - two);
          looked.push({ head, one, two });
        }
        await new Promise((resolve) => setImmediate(resolve));
      }
      await writer;
      // The head is the position of the last event that the versions count.
      const [ones, twos] = [await under.log.read(first), await under.log.read(second)];
      for (const { head, one, two } of looked) {
        const last = one > two ? ones[one - 1] : twos[two - 1];
        expect(head).toBe(last?.position ?? under.start);
      }
    });
  });
};
