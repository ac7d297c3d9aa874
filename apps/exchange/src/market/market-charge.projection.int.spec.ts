import type { RecordedEvent } from '@ledger/event-store/event.js';
import { projectionCheck } from '../../../../test/support/projection-check.js';
import { marketChargeFold } from './market-charge.projection.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const charged = (orderId: string, from: string, net: string) =>
  ['ChargePosted', { orderId, period: { from, until: from }, net: cny(net) }] as const;

const recorded = (
  events: readonly (readonly [type: string, data: object])[],
): readonly RecordedEvent[] =>
  events.map(([type, data], index) => ({
    ...{ type, data, stream: 'order-o', position: index + 1, version: index + 1 },
  })) as never;

describe('what the market knows of charges', () => {
  it('is what the periods of a month came to, corrections taken off, order by order', async () => {
    const check = await projectionCheck(marketChargeFold);
    try {
      const events = recorded([
        charged('a', '2026-10-01', '100.00'),
        charged('b', '2026-10-15', '70.00'),
        charged('a', '2026-11-01', '50.00'),
        charged('a', '2026-10-01', '-30.01'),
        ['ChargesPaid', { orderId: 'a', amount: cny('69.99') }],
        charged('b', '2026-10-15', '-70.00'),
      ]);
      await check.apply(events, 2, 2);
      const rows = await check.rows();
      expect(rows.size).toBe(3);
      expect(rows.get('a.2026-10')).toMatchObject({ orderId: 'a', netMinor: '6999' });
      expect(rows.get('b.2026-10')).toMatchObject({ orderId: 'b', netMinor: '0' });
      expect(rows.get('a.2026-11')).toMatchObject({ month: '2026-11', netMinor: '5000' });
      expect(await check.rebuilt(events)).toEqual(rows);
    } finally {
      await check.close();
    }
  });
});
