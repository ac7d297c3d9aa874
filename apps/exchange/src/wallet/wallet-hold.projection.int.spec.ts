import type { WalletEvent } from '@ledger/domain/wallet/wallet.events.js';
import {
  captured,
  credited,
  debited,
  heldEvent,
  lapsed,
  owner,
  voided,
} from '@ledger/domain/wallet/testing/wallet-samples.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { walletHoldFold } from './wallet-hold.projection.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(walletHoldFold);
});
afterAll(() => check.close());

/** As much of a recorded event as the fold reads. */
const recorded = (events: readonly WalletEvent[]): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...event,
    stream: `wallet-${owner}`,
    position: index + 1,
    version: index + 1,
  })) as never;

describe('the table of open holds', () => {
  it('has a row from the hold to its capture, void or lapse', async () => {
    const events = recorded([
      credited(100),
      heldEvent(10),
      heldEvent(10, 'h-2'),
      heldEvent(10, 'h-3', '2026-03-18T02:00:00.5Z'),
      captured(4),
      captured(2, true, 4),
      heldEvent(10, 'h-4'),
      lapsed(10, 'h-2'),
      debited(5),
      heldEvent(10),
      voided(10),
    ]);
    const expected = foldedRows(walletHoldFold, events);
    expect([...expected.values()]).toMatchObject([
      { subject: `${owner}/h-3`, holdId: 'h-3', dueAt: '2026-03-18T02:00:00.500000Z' },
      { subject: `${owner}/h-4`, dueAt: '2026-03-17T02:00:00.000000Z' },
    ]);
    await check.apply(events, 3, 4);
    expect(await check.rows()).toEqual(expected);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    expect(await check.rebuilt(events)).toEqual(expected);
  });
});
