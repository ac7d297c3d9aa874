import fc from 'fast-check';
import { minorUnits } from '../money.js';
import { Refused } from '../refusal.js';
import { accountOf, type Balances, posted } from '../settlement/posting.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import { hasEnded, type OrderState } from './order.state.js';
import * as course from './testing/course-samples.js';
import { after, cny, day, stateOf } from './testing/course-samples.js';
import {
  buyer,
  cancel,
  digest,
  meta,
  orderId,
  place,
  seller,
  sign,
} from './testing/order-samples.js';

const { decide } = orderKind.decider;
const price = '120000.00';
const contracted = [place('ordinary'), sign(seller), sign(buyer)];
const funded = [...contracted, course.fund(price)];
const delivered = [...funded, course.deliver()];
const settled = [...delivered, course.accept(), course.settle()];

const signed = (by: string, termsVersion: number): OrderCommand => ({
  type: 'SignContract',
  data: { orderId, contractDigest: digest, termsVersion },
  meta: meta(by),
});
const balances = (log: readonly OrderEvent[]) =>
  log.reduce<Balances>(
    (sums, { data }) => posted(sums, 'postings' in data ? (data.postings ?? []) : []),
    new Map<string, bigint>(),
  );

const amount = fc
  .integer({ min: 1, max: 13_000_000 })
  .map((fen) => `${Math.floor(fen / 100)}.${String(fen % 100).padStart(2, '0')}`);
const date = fc.constantFrom('2026-03-02', '2026-03-11', '2026-03-20', '2026-04-20').map(day);
const anyCommand: fc.Arbitrary<OrderCommand> = fc.oneof(
  fc.constantFrom<OrderCommand>(
    sign(seller),
    sign(buyer),
    signed(seller, 2),
    signed(buyer, 2),
    cancel(buyer),
    course.receive(),
    course.prove(1),
    course.prove(2),
    course.agree(buyer),
    course.agree(seller),
    course.decline(buyer),
    course.licenceEnd,
    course.withdraw(),
    course.withdrawRefund(seller, day('2026-04-20')),
    course.decideRefund('0.00', day('2026-04-20')),
    course.decideRefund(price, day('2026-04-20')),
    course.signingLapse(day('2026-04-20')),
    course.refund('full'),
    course.resolve('dismissed'),
    course.resolve('fullRefund'),
    course.terminate(buyer, 'agreed'),
    course.terminate(seller, 'agreed'),
    course.terminate(seller, 'byOrder'),
    course.deliver(),
    course.deliver(false),
    course.fund(price),
  ),
  date.map(course.accept),
  date.map(course.silence),
  date.map((now) => course.settle(now)),
  date.map(course.close),
  date.map(course.reject),
  date.map((now) => course.dispute(buyer, now)),
  date.map((now) => course.terminate(seller, 'notFunded', now)),
  date.map((now) => course.terminate(buyer, 'notDelivered', now)),
  amount.map((some) => course.fund(some)),
  amount.map((some) => course.propose(buyer, { price: { amount: cny(some), vatIncluded: true } })),
  amount.map((some) => course.amend(seller, { price: { amount: cny(some), vatIncluded: true } })),
  amount.map((some) => course.refund('partial', some)),
  amount.map((some) => course.decideRefund(some, day('2026-04-20'))),
  amount.map((some) => course.refund('priceReduction', some)),
  amount.map((some) => course.resolve('partialRefund', some)),
);

describe('any history', () => {
  it('keeps the money: accounts sum to zero, escrow holds what was paid, ends leave it empty', () => {
    const start = fc.constantFrom<readonly OrderCommand[]>(
      [place('ordinary')],
      contracted,
      funded,
      delivered,
      settled,
    );
    fc.assert(
      fc.property(start, fc.array(anyCommand, { maxLength: 25 }), (first, history) => {
        const log = [...after(...first)];
        for (const command of history) {
          log.push(...tried(command, stateOf(log)));
          expectKept(log);
        }
      }),
      { numRuns: 400 },
    );
  });
});

const tried = (command: OrderCommand, state: OrderState): readonly OrderEvent[] => {
  try {
    return decide(command, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};

const expectKept = (log: readonly OrderEvent[]): void => {
  const order = stateOf(log);
  const sums = balances(log);
  const of = (kind: 'due' | 'escrow' | 'custody' | 'receivable', owner: string) =>
    sums.get(accountOf(kind, owner)) ?? 0n;
  expect([...sums.values()].reduce((sum, one) => sum + one, 0n)).toBe(0n);
  if (order === undefined) return;
  const paid = log.reduce(
    (sum, { type, data }) => sum + (type === 'OrderFunded' ? minorUnits(data.amount) : 0n),
    0n,
  );
  expect(of('custody', 'exchange')).toBe(-paid);
  expect(of('receivable', buyer)).toBe(-of('due', orderId));
  const isOpen = order.contract !== undefined && order.settled === undefined && !hasEnded(order);
  expect(of('escrow', orderId)).toBe(isOpen ? order.received : 0n);
  expect(of('due', orderId)).toBe(isOpen ? order.due - order.received : 0n);
  expect(order.received).toBeLessThanOrEqual(order.due < 0n ? 0n : order.due);
};
