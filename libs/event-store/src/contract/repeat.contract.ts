import { noStream } from '../digest.js';
import { EventIdTaken, VersionConflict } from '../event-log.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import {
  appendAll,
  eachWith,
  expectOrdered,
  headAfter,
  type OpenLog,
  positionsOf,
  settle,
  wholeLog,
} from './log-under-test.js';

/** Appending the same event again: the earlier result, once in the log. */
export const repeatContract = (open: OpenLog): void => {
  describe('append of the same event ids again', () => {
    const under = eachWith(open);

    it('answers the earlier result and writes nothing', async () => {
      const stream = newStream();
      const events = newEvents(3);
      const first = await under.log.append(stream, noStream, events);
      const again = await under.other.append(stream, noStream, events);
      const head = headAfter(stream, ...events);
      expect(again).toMatchObject({ events: first.events, head, repeated: true });
      expect(await wholeLog(under.log, under.start)).toHaveLength(3);
    });

    it('answers the earlier result when the stream has moved on', async () => {
      const stream = newStream();
      const [one, two, three] = [newEvents(2), newEvents(2), newEvents(1)] as const;
      await appendAll(under.log, stream, one, two, three);
      const again = await under.log.append(stream, headAfter(stream, ...one), two);
      expect(again.repeated).toBe(true);
      expect(again.events).toEqual(await under.log.read(stream, 3, 4));
      expect(again.head).toMatchObject(headAfter(stream, ...one, ...two));
    });

    it('answers once recorded and otherwise repeated when the repeats race', async () => {
      const stream = newStream();
      const events = newEvents(2);
      const answers = await Promise.all(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? under.log : under.other).append(stream, noStream, events),
        ),
      );
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      const recorded = await under.log.read(stream);
      expect(recorded).toHaveLength(2);
      for (const answer of answers) expect(answer.events).toEqual(recorded);
    });

    it('does so at any version too', async () => {
      const stream = newStream('usage');
      const [before, event] = [newEvent(), newEvent()];
      await under.log.append(stream, 'any', [before]);
      const answers = await Promise.all(
        Array.from({ length: 10 }, (_, n) =>
          (n % 2 ? under.log : under.other).append(stream, 'any', [event]),
        ),
      );
      expect(answers.filter(({ repeated }) => !repeated)).toHaveLength(1);
      for (const { events, head } of answers) {
        expect(events).toMatchObject([{ id: event.id, version: 2 }]);
        expect(head.version).toBe(2);
      }
      expect(await under.log.read(stream)).toHaveLength(2);
    });

    it('is a conflict when another event stands there', async () => {
      const stream = newStream();
      const event = newEvent();
      const first = await under.log.append(stream, noStream, [newEvent()]);
      await under.log.append(stream, first.head, [event]);
      const wrong = under.log.append(stream, noStream, [event]);
      await expect(wrong).rejects.toEqual(new VersionConflict(stream, 0, 2));
    });

    it('answers of a longer append what was recorded', async () => {
      const stream = newStream();
      const [one, two, three] = [newEvent(), newEvent(), newEvent()];
      await under.log.append(stream, noStream, [one, two]);
      const again = await under.log.append(stream, noStream, [one, two, three]);
      expect(again).toMatchObject({ repeated: true, head: { version: 2 } });
      expect(again.events.map(({ id }) => id)).toEqual([one.id, two.id]);
    });
  });

  describe('an event id that is recorded elsewhere', () => {
    const under = eachWith(open);

    it('is refused, also at another version of the same stream', async () => {
      if (!under.guarantees.uniqueIds) return;
      const [stream, event] = [newStream(), newEvent()];
      const { head } = await under.log.append(stream, noStream, [event]);
      const taken = new EventIdTaken(event.id);
      await expect(under.log.append(newStream(), noStream, [event])).rejects.toEqual(taken);
      await expect(under.log.append(stream, head, [event])).rejects.toEqual(taken);
      const second = under.log.append(newStream(), noStream, [newEvent(), event]);
      await expect(second).rejects.toEqual(taken);
      const metered = under.log.append(newStream('usage'), 'any', [event]);
      await expect(metered).rejects.toEqual(taken);
      expect(await wholeLog(under.log, under.start)).toHaveLength(1);
    });

    it('is refused twice in one append', async () => {
      const twin = newEvent();
      const twice = under.log.append(newStream(), noStream, [twin, twin]);
      await expect(twice).rejects.toEqual(new EventIdTaken(twin.id));
      expect(await wholeLog(under.log, under.start)).toEqual([]);
    });

    it('fails alone among those written at the same time', async () => {
      if (!under.guarantees.uniqueIds) return;
      const taken = newEvent();
      await under.log.append(newStream(), noStream, [taken]);
      const { won, lost } = await settle(
        Array.from({ length: 30 }, (_, n) =>
          under.log.append(newStream(), noStream, n % 10 === 5 ? [taken] : newEvents(2)),
        ),
      );
      expect(won).toHaveLength(27);
      expect(lost).toEqual([0, 1, 2].map(() => new EventIdTaken(taken.id)));
      const log = await wholeLog(under.log, under.start);
      expect(log).toHaveLength(55);
      expectOrdered(positionsOf(log), under);
    });
  });

  describe('a conflict', () => {
    const under = eachWith(open);

    it('fails alone among those written at the same time', async () => {
      const stream = newStream();
      await under.log.append(stream, noStream, [newEvent()]);
      const { won, lost } = await settle(
        Array.from({ length: 30 }, (_, n) =>
          under.log.append(n % 10 === 5 ? stream : newStream(), noStream, newEvents(2)),
        ),
      );
      expect(won).toHaveLength(27);
      expect(lost).toEqual([0, 1, 2].map(() => new VersionConflict(stream, 0, 1)));
      const log = await wholeLog(under.log, under.start);
      expect(log).toHaveLength(55);
      expectOrdered(positionsOf(log), under);
    });
  });
};
