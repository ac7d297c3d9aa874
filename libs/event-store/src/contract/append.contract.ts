import { noDigest, noStream } from '../digest.js';
import { appendBytesMax, appendEventsMax, AppendTooLarge, eventBytesMax } from '../event-log.js';
import { VersionConflict } from '../event-log.js';
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

/** Appending: versions, conflicts, order, limits. */
export const appendContract = (open: OpenLog): void => {
  describe('append', () => {
    const under = eachWith(open);

    it('starts a stream at version 1 and the next position', async () => {
      const stream = newStream();
      const event = newEvent();
      const appended = await under.log.append(stream, noStream, [event]);
      expect(appended).toMatchObject({ head: { version: 1 }, repeated: false });
      expect(appended.events).toEqual([
        {
          ...event,
          stream,
          version: 1,
          position: expect.any(Number),
          previousDigest: noDigest,
          recordedAt: expect.any(String),
        },
      ]);
      expectOrdered(positionsOf(appended.events), under);
      expect(await under.other.read(stream)).toEqual(appended.events);
    });

    it('names both versions when the stream moved on', async () => {
      const stream = newStream();
      await under.log.append(stream, noStream, newEvents(2));
      const late = under.log.append(stream, noStream, [newEvent()]);
      await expect(late).rejects.toEqual(new VersionConflict(stream, 0, 2));
      const early = under.log.append(stream, { version: 7, digest: noDigest }, [newEvent()]);
      await expect(early).rejects.toEqual(new VersionConflict(stream, 7, 2));
      expect(await under.log.read(stream)).toHaveLength(2);
    });

    it('lets one of many writers of the same version win', async () => {
      const stream = newStream();
      const { won, lost } = await settle(
        Array.from({ length: 20 }, (_, n) =>
          (n % 2 ? under.log : under.other).append(stream, noStream, [newEvent()]),
        ),
      );
      expect(won).toHaveLength(1);
      expect(lost).toEqual(Array.from({ length: 19 }, () => new VersionConflict(stream, 0, 1)));
      expect(await under.log.read(stream)).toEqual(won[0]?.events);
    });

    it('keeps the events of one append together and in order', async () => {
      const appends = await Promise.all(
        Array.from({ length: 12 }, (_, n) =>
          (n % 2 ? under.log : under.other).append(newStream(), noStream, newEvents(1 + (n % 5))),
        ),
      );
      const log = await wholeLog(under.log, under.start);
      expectOrdered(positionsOf(log), under);
      for (const { events } of appends) {
        const first = log.findIndex(({ id }) => id === events[0]?.id);
        expect(log.slice(first, first + events.length)).toEqual(events);
        expect(events.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
        expect(events.map(({ data }) => data['index'])).toEqual(events.map((_, i) => i));
      }
    });

    it('gives ordered positions and instants, whatever the clock does', async () => {
      const instants = [
        '2026-11-21T09:00:00.000Z',
        '2026-11-21T08:59:59.000Z',
        '2026-11-21T09:30:00.000Z',
      ];
      for (const instant of instants) {
        await under.setClock(instant);
        await Promise.all(
          Array.from({ length: 10 }, (_, n) =>
            (n % 2 ? under.log : under.other).append(newStream(), noStream, newEvents(2)),
          ),
        );
      }
      const log = await wholeLog(under.log, under.start);
      expect(log).toHaveLength(60);
      expectOrdered(positionsOf(log), under);
      const recorded = log.map(({ recordedAt }) => recordedAt);
      for (const instant of recorded) expect(instant).toMatch(/^[-\d]{10}T[:\d]{8}\.\d{6}Z$/);
      if (!under.guarantees.orderedInstants) return;
      expect(recorded).toEqual([...new Set(recorded)].sort());
      expect(recorded[0]).toBe('2026-11-21T09:00:00.000000Z');
      expect(recorded[20]).toBe('2026-11-21T09:00:00.000020Z');
      expect(recorded[40]).toBe('2026-11-21T09:30:00.000000Z');
    });

    it('reads a part of a stream', async () => {
      const stream = newStream();
      await appendAll(under.log, stream, newEvents(10));
      const versions = async (from?: number, upTo?: number): Promise<number[]> =>
        (await under.log.read(stream, from, upTo)).map(({ version }) => version);
      expect(await versions(4, 6)).toEqual([4, 5, 6]);
      expect(await versions(9)).toEqual([9, 10]);
      expect(await versions(11)).toEqual([]);
      expect(await versions(1, 0)).toEqual([]);
      expect(await under.log.read(newStream())).toEqual([]);
    });

    it('appends at any version of a metering stream, without conflict and without loss', async () => {
      const stream = newStream('usage');
      const events = newEvents(60);
      const appends = await Promise.all(
        events.map((event, n) => (n % 2 ? under.log : under.other).append(stream, 'any', [event])),
      );
      const recorded = await under.log.read(stream);
      expect(recorded.map(({ version }) => version)).toEqual(events.map((_, i) => i + 1));
      expect(new Set(recorded.map(({ id }) => id))).toEqual(new Set(events.map(({ id }) => id)));
      for (const {
        events: [own],
        head,
      } of appends) {
        expect(own).toEqual(recorded[head.version - 1]);
        expect(own?.previousDigest).toBe(noDigest);
      }
    });

    it('refuses any version on a chained stream', async () => {
      await expect(under.log.append(newStream(), 'any', [newEvent()])).rejects.toThrow('chained');
    });
  });

  describe('limits of an append', () => {
    const under = eachWith(open);
    const text = (bytes: number) => newEvent({ data: { text: 'x'.repeat(bytes) } });

    it.each([
      ['no more than 100 events', () => newEvents(appendEventsMax + 1)],
      ['no event beyond 64 KiB', () => [text(eventBytesMax)]],
      [
        'no append beyond 512 KiB',
        () => Array.from({ length: 10 }, () => text(appendBytesMax / 9)),
      ],
      [
        'bytes, not characters',
        () => [newEvent({ data: { text: '资'.repeat(eventBytesMax / 3) } })],
      ],
    ])('%s', async (_, events) => {
      const stream = newStream();
      await expect(under.log.append(stream, noStream, events())).rejects.toThrow(AppendTooLarge);
      expect(await under.log.read(stream)).toEqual([]);
    });

    it('are taken to the full', async () => {
      const stream = newStream();
      const full = newEvents(appendEventsMax);
      await under.log.append(stream, noStream, full);
      expect(await under.log.read(stream)).toHaveLength(appendEventsMax);
      const large = Array.from({ length: 8 }, () => text(eventBytesMax - 400));
      const head = headAfter(stream, ...full);
      await under.log.append(stream, head, large);
      expect((await under.log.read(stream, 101)).map(({ data }) => data)).toEqual(
        large.map(({ data }) => data),
      );
    });

    it.each([
      ['an empty append', [], 'at least one event'],
      ['an id that is no UUID', [newEvent({ id: 'event-1' })], 'wrong form'],
      ['a salt of another length', [newEvent({ salt: 'ab' })], 'wrong form'],
      ['a lone surrogate', [newEvent({ data: { text: '\ud800' } })], 'surrogate'],
      ['not a number', [newEvent({ data: { amount: NaN } })], 'NaN'],
    ])('%s is an error of the caller', async (_, events, message) => {
      await expect(under.log.append(newStream(), noStream, events)).rejects.toThrow(message);
    });
  });
};
