import { specOf } from '../testing/decider-spec.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import {
  after,
  agree,
  amend,
  cny,
  day,
  fund,
  stateOf,
  system,
  terminate,
} from './testing/course-samples.js';
import {
  buyer,
  meta,
  noteGrant,
  noteReservation,
  orderId,
  place,
  seller,
  sign,
} from './testing/order-samples.js';

const contracted = [place('ordinary'), sign(seller), sign(buyer)];
const given = (...past: readonly OrderCommand[]) => specOf(orderKind.decider)(...after(...past));
const typesOf = (past: readonly OrderCommand[], command: OrderCommand) =>
  given(...past)
    .when(command)
    .events()
    .map(({ type }) => type);

/** The clock itself: no side asks. */
const unpaidOn = (date: string): OrderCommand => ({
  ...terminate(seller, 'notFunded'),
  meta: system(day(date)),
});

describe('the time to pay', () => {
  const until = '2026-03-12';

  it('ends the contract by the clock, on the day after its last one', () => {
    given(...contracted)
      .when(unpaidOn(until))
      .thenRefused('order_not_due', { orderId, until });
    const log = after(...contracted, unpaidOn('2026-03-13'));
    expect(log.at(-1)).toMatchObject({ type: 'OrderTerminated', data: { reason: 'notFunded' } });
    const { stage, balances } = stateOf(log) ?? {};
    expect([stage, ...(balances?.values() ?? [])]).toEqual(['terminated', 0n, 0n]);
  });

  it('ends whatever kind of deal waits for its money', () => {
    const reserved = (kind: 'exclusive' | 'transfer') => [
      ...[place(kind), noteReservation(), sign(seller), sign(buyer)],
    ];
    for (const past of [
      [...reserved('exclusive'), noteGrant()],
      reserved('exclusive'),
      reserved('transfer'),
    ]) {
      expect(typesOf(past, unpaidOn('2026-03-13'))).toEqual(['OrderTerminated']);
    }
  });

  it('gives back what was paid in part', () => {
    const log = after(...contracted, fund('5000.00'), unpaidOn('2026-03-13'));
    const balances = stateOf(log)?.balances;
    expect(balances?.get(`payable:${buyer}`)).toBe(500_000n);
    expect(balances?.get(`escrow:${orderId}`) ?? 0n).toBe(0n);
    expect(balances?.get(`receivable:${buyer}`) ?? 0n).toBe(0n);
  });

  it('says nothing where the money was faster, or the order is over', () => {
    for (const past of [
      [...contracted, fund('120000.00')],
      [...contracted, unpaidOn('2026-03-13')],
      [place('ordinary')],
    ]) {
      given(...past)
        .when(unpaidOn('2026-04-01'))
        .thenNothing();
    }
  });

  it('is longer or shorter by an amendment, counted from the contract', () => {
    const agreed = (fundingDays: number, date = '2026-03-05'): readonly OrderCommand[] => [
      ...contracted,
      amend(seller, { fundingDays }),
      { ...agree(buyer), meta: meta(buyer, day(date)) },
    ];
    // The 22nd of March 2026 is a Sunday.
    const longer = after(...agreed(20));
    expect(longer.at(-1)).toMatchObject({ data: { fundingUntil: '2026-03-23' } });
    given(...agreed(20))
      .when(unpaidOn('2026-03-23'))
      .thenRefused('order_not_due', { orderId, until: '2026-03-23' });
    expect(typesOf(agreed(20), unpaidOn('2026-03-24'))).toEqual(['OrderTerminated']);
    expect(typesOf(agreed(3), unpaidOn('2026-03-06'))).toEqual(['OrderTerminated']);
    given(...contracted, amend(seller, { fundingDays: 3 }))
      .when({ ...agree(buyer), meta: meta(buyer, day('2026-03-06')) })
      .thenRefused('order_terms_invalid', { orderId, field: 'fundingDays' });
  });

  it('stays as it is by an amendment of something else, or of what is paid for', () => {
    const dearer = { price: { amount: cny('130000.00'), vatIncluded: true } };
    const other = after(...contracted, amend(seller, dearer), agree(buyer));
    expect(other.at(-1)?.data).not.toHaveProperty('fundingUntil');
    expect(stateOf(other)?.contract?.fundingUntil).toBe(until);
    const paid = [...contracted, fund('120000.00'), amend(seller, { fundingDays: 20 })];
    expect(after(...paid, agree(buyer)).at(-1)?.data).not.toHaveProperty('fundingUntil');
  });
});
