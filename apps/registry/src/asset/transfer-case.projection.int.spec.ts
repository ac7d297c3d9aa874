import {
  assetId,
  bank,
  buyer,
  fact,
  operation,
  otherBuyer,
} from '@ledger/domain/title/testing/title-samples.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { transferCaseFold } from './transfer-case.projection.js';
import type { TransferCaseView } from './transfer-case.view.js';

let check: ProjectionCheck;
beforeAll(async () => {
  check = await projectionCheck(transferCaseFold);
});
afterAll(() => check.close());

const registrarPartyId = 'c1000000-0000-5000-8000-000000000009';
const transferId = 'f1000000-0000-7000-8000-00000000000a';
const otherId = 'f1000000-0000-7000-8000-00000000000b';
const applied = (id: string) =>
  fact('TransferApplied', {
    ...{ transferId: id, holdingId: operation, registrarPartyId, transferorPartyId: bank },
    toHoldingId: 'f1000000-0000-7000-8000-000000000001',
    remainingHoldingId: 'f1000000-0000-7000-8000-000000000002',
    transferees: [{ partyId: buyer }, { partyId: otherBuyer }],
    ...{ contractDigest: '12'.repeat(32), reviewDays: 10, on: '2026-11-23' },
  });
const joined = (partyId: string, on: string, last: { readonly reviewBy?: string } = {}) =>
  fact('TransferJoined', { transferId, partyId, on, ...last });

/** As much of a recorded event as the fold reads. */
const recorded = (events: readonly TitleEvent[]): readonly RecordedEvent[] =>
  events.map((event, index) => ({
    ...event,
    stream: `title-${assetId}`,
    position: index + 1,
    version: index + 1,
  })) as never;

afterEach(() => check.empty());

/** The rows that the table has after these events, held against the fold and a rebuild. */
const rowsAfter = async (...events: TitleEvent[]): Promise<readonly TransferCaseView[]> => {
  const all = recorded(events);
  const expected = foldedRows(transferCaseFold, all);
  await check.apply(all, 1);
  await check.apply(all);
  expect(await check.rows()).toEqual(expected);
  expect(await check.rebuilt(all)).toEqual(expected);
  return [...expected.values()] as readonly TransferCaseView[];
};

const reason = '双方解除合同';

describe('the table of transfers in hand', () => {
  it('keeps one until it is decided: for the transferees first, then for the registrar', async () => {
    const partyIds = [bank, buyer, otherBuyer];
    const asked = { transferId, registrarPartyId, partyIds, caseDue: '9999-12-31' };
    const one = [applied(transferId), applied(otherId), joined(buyer, '2026-11-24')];
    expect(await rowsAfter(...one)).toMatchObject([
      { ...asked, waitingSince: '2026-11-23' },
      { ...asked, transferId: otherId },
    ]);
    const last = joined(otherBuyer, '2026-11-25', { reviewBy: '2026-12-09' });
    expect((await rowsAfter(...one, last))[0]).toMatchObject({
      ...asked,
      ...{ waitingSince: '2026-11-25', caseDue: '2026-12-09' },
      application: { joinedPartyIds: [buyer, otherBuyer], reviewBy: '2026-12-09' },
    });
  });

  it.each([
    fact('TransferWithdrawn', { transferId, partyId: buyer, reason, on: '2026-11-24' }),
    fact('TransferTurnedDown', {
      ...{ transferId, ground: 'falseProof', explanation: reason, on: '2026-11-24' },
    }),
    fact('RightTransferred', { transferId } as never),
  ])('lets go of one that came to its end: $type', async (end) => {
    const left = await rowsAfter(applied(transferId), applied(otherId), end);
    expect(left).toMatchObject([{ transferId: otherId }]);
  });

  it('knows no transfer that nobody had to apply for', async () => {
    expect(await rowsAfter(fact('RightTransferred', { transferId } as never))).toEqual([]);
  });
});
