import type { RecordedEvent } from '@ledger/event-store/event.js';
import { lastDayOf } from '@ledger/domain/month.js';
import { projectionCheck } from '../../../../test/support/projection-check.js';
import { marketChargeFold } from './market-charge.projection.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' });
const charged = (orderId: string, month: string, net: string, more: object = {}) => {
  const period = { from: `${month}-01`, until: lastDayOf(month) };
  const told = { orderId, ground: 'fee', period, net: cny(net), lines: [], ...more };
  return ['ChargePosted', told] as const;
};

const recorded = (
  events: readonly (readonly [type: string, data: object])[],
): readonly RecordedEvent[] =>
  events.map(([type, data], index) => ({
    ...{ id: `event-${index + 1}`, type, data, stream: 'order-o' },
    ...{ position: index + 1, version: index + 1 },
  })) as never;

describe('what the market knows of charges', () => {
  it('is what the periods of a month came to, corrections taken off, order by order', async () => {
    const check = await projectionCheck(marketChargeFold);
    try {
      const events = recorded([
        charged('a', '2026-10', '100.00'),
        charged('b', '2026-10', '70.00', { ground: 'package' }),
        charged('a', '2026-11', '50.00'),
        charged('a', '2026-10', '-30.01', { ground: 'adjustment' }),
        ['ChargesPaid', { orderId: 'a', amount: cny('69.99') }],
        charged('b', '2026-10', '-70.00', { ground: 'adjustment' }),
        charged('a', '2026-11', '-25.00', { lines: [{ item: 'fee', perUnits: 30 }] }),
      ]);
      await check.apply(events, 2, 2);
      const rows = await check.rows();
      expect(rows.size).toBe(3);
      expect(rows.get('a.2026-10')).toMatchObject({
        ...{ orderId: 'a', netMinor: '6999', comparableId: 'event-1', ground: 'fee', months: 1 },
      });
      expect(rows.get('b.2026-10')).toMatchObject({ netMinor: '0', ground: 'package', months: 0 });
      // Its last days were not used: what is left is no price of a month.
      expect(rows.get('a.2026-11')).toMatchObject({ netMinor: '2500', ground: 'fee', months: 0 });
      expect(await check.rebuilt(events)).toEqual(rows);
    } finally {
      await check.close();
    }
  });
});
