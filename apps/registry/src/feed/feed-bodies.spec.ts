import { LogUnavailable } from '@ledger/event-store/event-log.js';
import { FeedBodies } from './feed-bodies.js';
import { RecordedLog } from './testing/recorded.js';

const [one, other] = ['offer-one', 'offer-other'];
const log = new RecordedLog();
for (const stream of [one, one, other, one, one]) {
  log.add(stream, 'OfferDrafted', { offerId: stream, confidential: { price: '底价' } });
}

const readBy = () => {
  const asked: unknown[] = [];
  const bodies = new FeedBodies({
    read: (...ask) => {
      asked.push(ask);
      return log.read(...ask);
    },
  });
  return { asked, bodies };
};

describe('what events of the feed say', () => {
  it('is read from the log, by runs of versions, and answered in the order asked for', async () => {
    const { asked, bodies } = readBy();
    const places = log.events.filter(({ position }) => position !== 4);
    const found = await bodies.of(places.map(({ stream, version }) => ({ stream, version })));
    expect(asked).toEqual([
      [one, 1, 2],
      [other, 1, 1],
      [one, 4, 4],
    ]);
    expect(found.map(({ body }) => body.id)).toEqual(places.map(({ id }) => id));
    expect(found.map(({ version }) => version)).toEqual([1, 2, 1, 4]);
  });

  it('has no confidential member', async () => {
    const [first] = await readBy().bodies.of([{ stream: one, version: 1 }]);
    expect(first?.body).toEqual({
      id: log.events[0]?.id,
      schemaVersion: 1,
      recordedAt: log.events[0]?.recordedAt,
      ...log.events[0]?.metadata,
      data: { offerId: one },
    });
  });

  it('reads nothing for a page of nothing', async () => {
    const { asked, bodies } = readBy();
    expect(await bodies.of([])).toEqual([]);
    expect(asked).toEqual([]);
  });

  it('cannot be told where the log ends before the tables do', () =>
    expect(readBy().bodies.of([{ stream: one, version: 5 }])).rejects.toThrow(LogUnavailable));
});
