import fc from 'fast-check';
import { minorUnits } from '../money.js';
import type { PricePlan } from '../pricing/price-plan.js';
import { Refused } from '../refusal.js';
import { outstandingOf } from './charge.state.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import {
  balanceOf,
  balancesOf,
  chargesIn,
  contractedUnder,
  credit,
  declare,
  disputeCharge,
  due,
  pay,
} from './testing/charge-samples.js';
import { accept, after, cny, deliver, resolve, settle, stateOf } from './testing/course-samples.js';
import { buyer, orderId } from './testing/order-samples.js';

const { decide } = orderKind.decider;

const plans: readonly PricePlan[] = [
  { kind: 'subscription', amount: cny('333.33'), every: 'month', vatIncluded: false },
  { kind: 'perUse', unitPrice: '0.0777', perUnits: 1, vatIncluded: true },
  {
    ...{ kind: 'tiered', method: 'graduated', perUnits: 1, vatIncluded: false },
    tiers: [{ upTo: 100, unitPrice: '1.01' }, { unitPrice: '0.333333' }],
  },
  {
    ...{ kind: 'tiered', method: 'volume', perUnits: 1, vatIncluded: true },
    tiers: [{ upTo: 100, unitPrice: '1.01' }, { unitPrice: '0.333333' }],
  },
  {
    ...{ kind: 'revenueShare', rate: '0.033333', every: 'month', vatIncluded: true },
    minimum: cny('77.77'),
  },
];

const amount = fc
  .integer({ min: 1, max: 60_000 })
  .map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
const date = fc.constantFrom('2026-03-02', '2026-04-02', '2026-05-03', '2026-06-04', '2026-07-05');
const units = fc.integer({ min: 0, max: 400 });

const anyCommand: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc
    .tuple(date, units, units, units)
    .map(([on, a, b, c]) => due(on, { '2026-03': a, '2026-04': b, '2026-05': c })),
  fc
    .tuple(date, amount, fc.constantFrom('2026-03-02', '2026-04-02'))
    .map(([on, revenue, from]) => declare(buyer, on, { from, revenue: cny(`9${revenue}`) })),
  fc.tuple(amount, fc.uuid()).map(([some, id]) => pay(some, id)),
  fc.tuple(fc.integer({ min: 1, max: 6 }), amount).map(([no, some]) => credit(no, some)),
  fc.integer({ min: 1, max: 4 }).map((no) => disputeCharge(no)),
  fc.constantFrom<OrderCommand>(resolve('fullRefund'), resolve('dismissed')),
  amount.map((some) => resolve('priceReduction', some)),
  fc.constantFrom<OrderCommand>(deliver(), accept(), settle()),
);

const tried = (command: OrderCommand, log: readonly OrderEvent[]): readonly OrderEvent[] => {
  try {
    return decide(command, stateOf(log));
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

describe('any history of charges', () => {
  it('keeps the money: accounts sum to zero, escrow and dues are what is paid and unpaid', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans),
        fc.array(anyCommand, { maxLength: 25 }),
        (plan, history) => {
          const log = [...after(...contractedUnder(plan))];
          for (const command of history) log.push(...tried(command, log));
          expectKept(log);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes to what the periods come to, less what was taken back', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...plans),
        fc.array(anyCommand, { maxLength: 25 }),
        (plan, history) => {
          const log = [...after(...contractedUnder(plan))];
          for (const command of history) log.push(...tried(command, log));
          const order = stateOf(log);
          if (order === undefined) throw new Error('No order.');
          const charges = chargesIn(log);
          const sum = charges.reduce((total, { gross }) => total + minorUnits(gross), 0n);
          const left = order.charging.charges.reduce(
            (total, { gross, credited }) => (gross > 0n ? total + gross - credited : total),
            0n,
          );
          expect(left).toBe(sum);
          for (const { gross, net, vat } of charges) {
            expect(minorUnits(gross)).toBe(minorUnits(net) + minorUnits(vat));
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

const expectKept = (log: readonly OrderEvent[]): void => {
  const order = stateOf(log);
  if (order === undefined) throw new Error('No order.');
  const sums = balancesOf(log);
  expect([...sums.values()].reduce((sum, one) => sum + one, 0n)).toBe(0n);
  const outstanding = outstandingOf(order.charging);
  expect(outstanding >= 0n && order.charging.pool >= 0n).toBe(true);
  expect(balanceOf(log, 'escrow', orderId)).toBe(order.charging.pool);
  expect(balanceOf(log, 'due', orderId)).toBe(outstanding);
  expect(balanceOf(log, 'receivable', buyer)).toBe(-outstanding);
  // All taken back: nobody keeps anything of it.
  const isUndone = order.charging.charges.every(
    ({ gross, credited }) => gross <= 0n || gross === credited,
  );
  if (!isUndone) return;
  for (const [account, minor] of sums) {
    if (!account.startsWith('custody') && account !== `payable:${buyer}`) expect(minor).toBe(0n);
  }
};
