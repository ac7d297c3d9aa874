import type { RecordedEvent } from '@ledger/event-store/event.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import {
  foldedRows,
  type ProjectionCheck,
  projectionCheck,
} from '../../../../test/support/projection-check.js';
import { assetSaleFold } from './asset-sale.projection.js';
import { RiskRows } from './risk-rows.js';
import { watchFold } from './watch.projection.js';
import { WatchView } from './watch.view.js';

const assetId = '01a20128-c664-779f-b8c0-416a9a2f3054';
const otherAsset = '01a20128-c664-779f-b8c0-416a9a2f3055';

const cny = (amount: string) => ({ amount, currency: 'CNY' });

const recorded = (
  events: readonly (readonly [type: string, data: object, recordedAt?: string])[],
  stream: string,
): readonly RecordedEvent[] =>
  events.map(([type, data, recordedAt = '2026-11-20T02:00:00.000000Z'], index) => ({
    ...{ type, data, recordedAt, stream, position: index + 1, version: index + 1 },
  })) as never;

describe('the table of sales', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(assetSaleFold);
  });
  afterAll(() => check.close());

  const placed = (orderId: string, amount: string, of = assetId) =>
    ['OrderPlaced', { orderId, content: { assetId: of, price: { amount: cny(amount) } } }] as const;
  const contracted = (orderId: string, date: string) =>
    ['OrderContracted', { orderId }, `${date}T02:00:00.000000Z`] as const;

  const charged = (orderId: string, chargeNo: number, on: string, amount: string) =>
    ['ChargePosted', { orderId, chargeNo, assetId, on, gross: cny(amount) }] as const;

  it('gives what an asset earned in two periods of whole months', async () => {
    const events = recorded(
      [
        placed('a', '1000.00'),
        placed('b', '70.01'),
        placed('c', '5.00'),
        placed('d', '9.00'),
        placed('e', '11.00', otherAsset),
        placed('f', '13.00'),
        contracted('a', '2026-05-01'),
        contracted('b', '2026-10-31'),
        contracted('c', '2026-11-02'),
        contracted('d', '2026-09-09'),
        contracted('e', '2026-09-09'),
        ['OrderCancelled', { orderId: 'd', reason: 'withdrawnByBuyer' }],
        placed('g', '40.00'),
        ['TermsProposed', { orderId: 'g', terms: { price: { gross: cny('30.00') } } }],
        ['OrderContracted', { orderId: 'g', on: '2026-10-01' }],
        ['RefundPosted', { orderId: 'g', amount: cny('10.00') }],
        placed('h', '40.00'),
        contracted('h', '2026-10-01'),
        ['OrderRefunded', { orderId: 'h' }],
        placed('i', '500.00'),
        contracted('i', '2026-10-01'),
        ['OrderTerminated', { orderId: 'i', postings: [{}] }],
        placed('j', '0.00'),
        contracted('j', '2026-05-01'),
        charged('j', 1, '2026-06-01', '200.00'),
        charged('j', 2, '2026-10-01', '60.00'),
        charged('j', 3, '2026-10-02', '-10.50'),
        charged('j', 4, '2026-11-01', '60.00'),
        ['OrderTerminated', { orderId: 'j', reason: 'agreed' }],
      ],
      'order-o',
    );
    await check.apply(events, 3, 4);
    expect(await check.rows()).toEqual(foldedRows(assetSaleFold, events));
    const rows = new RiskRows(check.source);
    const trend = await rows.revenue(assetId, '2026-11-20T02:00:00.000Z', 3);
    expect(trend).toEqual({
      ...{ from: '2026-05-01', middle: '2026-08-01', to: '2026-11-01' },
      ...{ before: 100_000n + 20_000n, latest: 9_001n + 4_950n },
    });
    expect(await rows.revenue(assetId, '2028-11-20T02:00:00.000Z', 3)).toBeUndefined();
  });
});

describe('the table of watches', () => {
  let check: ProjectionCheck;
  beforeAll(async () => {
    check = await projectionCheck(watchFold);
  });
  afterAll(() => check.close());

  it('says who watches an asset, and whose day has come', async () => {
    const of = (watchId: string, partyId: string) => ({ watchId, partyId, assetId });
    const events = recorded(
      [
        ['AssetWatched', { ...of('w-1', 'lender-1'), note: '拟授信' }],
        ['WatchScheduled', { ...of('w-1', 'lender-1'), grounds: ['lender'] }],
        [
          'WatchScheduled',
          { ...of('w-2', 'lender-2'), grounds: ['pledgee'], nextOn: '2026-12-01' },
        ],
        ['WatchScheduled', { ...of('w-3', 'lender-3'), grounds: ['pledgee'] }],
        ['WatchScheduled', { ...of('w-3', 'lender-3'), grounds: [] }],
        ['AlertRaised', { ...of('w-2', 'lender-2'), alertId: 'w-2.1' }],
        ['AssetUnwatched', { ...of('w-1', 'lender-1'), reason: '不再授信' }],
      ],
      'watch-w',
    );
    const expected = foldedRows(watchFold, events);
    await check.apply(events, 2, 3);
    expect(await check.rows()).toEqual(expected);
    await check.apply(events);
    expect(await check.rows()).toEqual(expected);
    const rows = new RiskRows(check.source);
    expect(await rows.watching(assetId)).toEqual(['lender-1', 'lender-2']);
    const due = new DueWalk(check.source, {
      ...({ table: WatchView, due: 'nextOn', id: 'watchId', roundMax: 10 } as const),
    });
    const seen: string[] = [];
    const see = ({ watchId }: WatchView) => Promise.resolve(seen.push(watchId));
    expect(await due.round('2026-11-30', see)).toBe(0);
    expect(await due.round('2026-12-01', see)).toBe(1);
    expect(seen).toEqual(['w-2']);
    expect(await rows.after('w-1')).toMatchObject([{ watchId: 'w-2' }]);
    expect(await rows.after('', 'lender-1')).toMatchObject([{ watchId: 'w-1' }]);
  });
});
