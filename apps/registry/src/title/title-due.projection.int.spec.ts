import {
  claimed,
  expiresAt,
  granted,
  licensed,
  opened,
  pledgeId,
  reserved,
  fact,
  today,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { titleDueFold } from './title-due.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(titleDueFold);
});
afterAll(() => check.close());

/** As much of a recorded event as the fold reads. */
const recorded = (events: readonly TitleEvent[]): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...event,
    stream: `title-${event.data.assetId}`,
    position: index + 1,
    version: index + 1,
  })) as never;

describe('the table of what waits for its time', () => {
  it('keeps a row while a reservation or claim waits', async () => {
    const events = recorded([
      opened(),
      licensed(),
      reserved('r-1'),
      reserved('r-2'),
      reserved('r-3'),
      claimed(1),
      claimed(2),
      fact('ReservationReleased', {
        reservationId: 'r-1',
        orderId: 'order',
        reason: 'cancelled',
        releasedAt: expiresAt,
      }),
      granted('r-2'),
      granted('grant-1'),
      fact('PledgeDeclined', { pledgeId: pledgeId(1), reason: '未约定', on: today }),
    ]);
    const expected = foldedRows(titleDueFold, events);
    expect([...expected.values()]).toMatchObject([
      { subject: 'reservation/r-3', dueAt: '2026-11-24T02:00:00.000000Z' },
      { subject: `claim/${pledgeId(2)}`, dueAt: '2026-12-21T16:00:00.000000Z' },
    ]);
    await check.apply(events, 5, 3);
    expect(await check.rows()).toEqual(expected);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
  });
});
