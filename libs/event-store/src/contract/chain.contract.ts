import { contentDigest, eventDigest, noDigest, noStream } from '../digest.js';
import { newEvent, newEvents, newStream } from '../testing/new-event.js';
import { appendAll, eachWith, type OpenLog } from './log-under-test.js';

/** What is stored is what was given, and every digest can be computed from it again. */
export const chainContract = (open: OpenLog): void => {
  describe('what the log holds', () => {
    const under = eachWith(open);

    it.each([
      ['Chinese, emoji and control characters', { text: '数据资产 🧾 \u0001\t\n\u2028 "\\' }],
      ['keys in any script', { 'b "k"': 1, 资产: 2, '': 3, é: 4, _: 5 }],
      ['large integers as text', { amount: '9007199254740993.000000000000000001' }],
      ['the largest safe integers', { max: 9007199254740991, min: -9007199254740991, zero: 0 }],
      ['empty object and list', { object: {}, list: [], text: '' }],
      ['nested nulls', { a: null, b: [null, { c: null, d: [[], [null]] }] }],
      ['booleans and deep nesting', { a: { b: { c: { d: [true, false, [{ e: 'f' }]] } } } }],
      ['the zero character', { text: 'a\u0000b' }],
      ['nothing', {}],
    ])('is the JSON it was given: %s', async (_, data) => {
      const stream = newStream();
      const event = newEvent({ data });
      const { events, head } = await under.log.append(stream, noStream, [event]);
      const [read] = await under.other.read(stream);
      expect(read?.data).toStrictEqual(data);
      expect(read).toEqual(events[0]);
      expect(read && eventDigest(read)).toBe(head.digest);
    });

    it('leaves out what is undefined', async () => {
      const stream = newStream();
      const data = { here: 1, gone: undefined };
      const { events } = await under.log.append(stream, noStream, [newEvent({ data })]);
      expect(events[0]?.data).toStrictEqual({ here: 1 });
      expect(await under.log.read(stream)).toEqual(events);
    });

    it('keeps the whole envelope', async () => {
      const stream = newStream();
      const event = newEvent({
        type: 'AssetRegistered',
        schemaVersion: 3,
        data: { confidential: { price: '1.00' }, open: true },
        confidentialSalt: 'ab'.repeat(16),
        metadata: {
          effectiveOn: '2026-02-28',
          actor: { person: 'p', partyId: 'q', role: 'system' },
          correlationId: '关联',
          causationId: 'c',
          idempotency: { key: 'k', fingerprint: 'f'.repeat(64) },
        },
      });
      await under.log.append(stream, noStream, [event]);
      const [read] = await under.other.read(stream);
      expect(read).toMatchObject(event);
      expect(read && contentDigest(read)).toBe(contentDigest(event));
    });

    it('has the same digest whatever the order of keys', async () => {
      const event = newEvent({ data: { a: 1, b: { c: 2, d: 3 } } });
      const other = { ...event, data: { b: { d: 3, c: 2 }, a: 1 } };
      expect(contentDigest(other)).toBe(contentDigest(event));
      const stream = newStream();
      const { head } = await under.log.append(stream, noStream, [other]);
      const [read] = await under.log.read(stream);
      expect(read && eventDigest(read)).toBe(head.digest);
    });

    it('chains each event of a stream to the one before', async () => {
      const stream = newStream();
      const { head } = await appendAll(under.log, stream, newEvents(3), newEvents(1), newEvents(2));
      let previous = noDigest;
      for (const event of await under.other.read(stream)) {
        expect(event.previousDigest).toBe(previous);
        previous = eventDigest(event);
      }
      expect(head).toMatchObject({ version: 6, digest: previous });
    });

    it('has no chain on a metering stream', async () => {
      const stream = newStream('usage');
      await under.log.append(stream, 'any', newEvents(2));
      const { head } = await under.log.append(stream, 'any', newEvents(1));
      expect(head).toEqual({ version: 3, digest: noDigest });
      for (const event of await under.log.read(stream)) expect(event.previousDigest).toBe(noDigest);
    });
  });
};
