import { specOf } from '../testing/decider-spec.js';
import { allowedUse } from '../entitlement/entitlement.js';
import { Refused } from '../refusal.js';
import { noUse } from '../usage/usage.totals.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import {
  accept,
  after,
  agree,
  amend,
  cny,
  day,
  deliver,
  dispute,
  fund,
  operator,
  propose,
  prove,
  refund,
  reject,
  resolve,
  settle,
  signingLapse,
  silence,
  stateOf,
  terminate,
  withdraw,
  withdrawRefund,
} from './testing/course-samples.js';
import {
  buyer,
  cancel,
  digest,
  meta,
  orderId,
  outsider,
  place,
  seller,
  sign,
} from './testing/order-samples.js';

const given = (...past: readonly OrderCommand[]) => specOf(orderKind.decider)(...after(...past));
const last = (...past: readonly OrderCommand[]) => after(...past).at(-1);
const at = (command: OrderCommand, date: string): OrderCommand =>
  ({ ...command, meta: { ...command.meta, now: day(date) } }) as OrderCommand;
const signed = (by: string, termsVersion: number): OrderCommand => ({
  type: 'SignContract',
  data: { orderId, contractDigest: digest, termsVersion },
  meta: meta(by),
});

describe('the time to sign', () => {
  const placed = [place('ordinary')];
  const until = '2026-04-01';

  it('begins with the placing, and the clock calls the order off on the day after it', () => {
    given(...placed)
      .when(signingLapse(day(until)))
      .thenRefused('order_not_due', { orderId, until });
    expect(last(...placed, signingLapse(day('2026-04-02')))).toEqual({
      type: 'OrderCancelled',
      data: { orderId, reason: 'notSigned' },
    });
  });

  it('ends signing and proposing with it, whether or not the clock has written it down', () => {
    const offered = propose(seller, { acceptanceDays: 9 });
    for (const command of [sign(buyer), offered]) {
      expect(last(...placed, at(command, until))).toBeDefined();
      given(...placed)
        .when(at(command, '2026-04-02'))
        .thenRefused('order_signing_over', { orderId, until });
    }
    expect(last(...placed, at(cancel(buyer), '2026-04-02'))).toMatchObject({
      data: { reason: 'withdrawnByBuyer' },
    });
  });

  it('begins anew with each counter-offer, for as long as it says', () => {
    const counter = (change: { signingDays?: number; acceptanceDays?: number }) =>
      last(...placed, at(propose(seller, change), '2026-03-20'))?.data;
    expect(counter({ acceptanceDays: 9 })).toMatchObject({ signUntil: '2026-04-20' });
    // The 29th of March 2026 is a Sunday.
    expect(counter({ signingDays: 9 })).toMatchObject({ signUntil: '2026-03-30' });
    given(...placed, at(propose(seller, { signingDays: 9 }), '2026-03-20'))
      .when(at(signed(buyer, 2), '2026-03-31'))
      .thenRefused('order_signing_over', { orderId, until: '2026-03-30' });
  });

  it('is the reservation’s where the title keeps something', () => {
    given(place('exclusive'))
      .when(signingLapse(day('2027-01-01')))
      .thenNothing();
    const proposed = last(place('exclusive'), propose(seller, { acceptanceDays: 9 }))?.data;
    expect(proposed).not.toHaveProperty('signUntil');
  });

  it('says nothing of an order that was signed', () => {
    given(...placed, sign(seller), sign(buyer))
      .when(signingLapse(day('2027-01-01')))
      .thenNothing();
  });
});

/** Half of the price is paid before delivery, the rest after acceptance. */
const deposited = [
  ...[place('ordinary'), propose(buyer, { deposit: cny('60000.00') })],
  ...[signed(seller, 2), signed(buyer, 2), fund('60000.00'), deliver()],
];

describe('the balance that a deposit leaves open', () => {
  const accepted = [...deposited, accept()];
  const until = '2026-03-12';
  const used = (past: readonly OrderCommand[], date: string): string => {
    const order = stateOf(after(...past));
    if (order === undefined) throw new Error('No order.');
    const wanted = { standsFor: [buyer], purpose: order.purpose, quantity: 1 };
    try {
      allowedUse(order, noUse, wanted, day(date));
      return 'allowed';
    } catch (error) {
      return error instanceof Refused ? error.code : String(error);
    }
  };

  it('is to be paid some days after acceptance, declared or by silence', () => {
    expect(last(...accepted)?.data).toMatchObject({ how: 'declared', balanceUntil: until });
    // Silence speaks on the 10th: ten days later it is the 20th, a Friday.
    expect(last(...deposited, silence(day('2026-03-10')))?.data).toMatchObject({
      how: 'silence',
      balanceUntil: '2026-03-20',
    });
    expect(last(...deposited, fund('60000.00', 'rest'), accept())?.data).not.toHaveProperty(
      'balanceUntil',
    );
  });

  it('late, it stops use, until it is paid', () => {
    expect([used(accepted, until), used(accepted, '2026-03-13')]).toEqual([
      'allowed',
      'balance_overdue',
    ]);
    const paid = [...accepted, fund('60000.00', 'rest', day('2026-03-13'))];
    expect(used(paid, '2026-03-13')).toBe('allowed');
  });

  it('late, it lets the seller end the contract: the deposit goes back for the data', () => {
    given(...accepted)
      .when(terminate(seller, 'notFunded', day(until)))
      .thenRefused('order_not_due', { orderId, until });
    const ended = [...accepted, terminate(seller, 'notFunded', day('2026-03-13'))];
    expect(last(...ended)).toMatchObject({
      type: 'RefundGranted',
      data: { kind: 'full', needsProof: true, cause: { by: 'termination', reason: 'notFunded' } },
    });
    const log = after(...ended, prove());
    expect(log.at(-1)).toMatchObject({ type: 'OrderTerminated', data: { reason: 'notFunded' } });
    expect(stateOf(log)?.balances.get(`payable:${buyer}`)).toBe(6_000_000n);
    given(...accepted)
      .when(terminate(buyer, 'notFunded', day('2026-03-13')))
      .thenRefused('order_not_this_side', { orderId, only: 'seller' });
  });

  it('has as many days as the contract says, anew where it is amended', () => {
    const early = [
      ...[place('ordinary'), propose(buyer, { deposit: cny('60000.00'), balanceDays: 3 })],
      ...[signed(seller, 2), signed(buyer, 2), fund('60000.00'), deliver(), accept()],
    ];
    expect(last(...early)?.data).toMatchObject({ balanceUntil: '2026-03-05' });
    const amended = [...early, amend(seller, { balanceDays: 9 }), at(agree(buyer), '2026-03-04')];
    expect(last(...amended)?.data).toMatchObject({ balanceUntil: '2026-03-13' });
    expect(used(amended, '2026-03-13')).toBe('allowed');
    expect(used(amended, '2026-03-14')).toBe('balance_overdue');
  });
});

const delivered = [...[place('ordinary'), sign(seller), sign(buyer), fund('120000.00'), deliver()]];

describe('the time to prove that use has ended', () => {
  const until = '2026-03-12';
  const granted = [...delivered, refund('partial', '20000.00')];

  it('is said with the refund; after it the seller takes it back and the order goes on', () => {
    expect(last(...granted)?.data).toMatchObject({ needsProof: true, proofUntil: until });
    given(...granted)
      .when(withdrawRefund(seller, day(until)))
      .thenRefused('order_not_due', { orderId, until });
    const log = after(...granted, withdrawRefund(seller, day('2026-03-13')));
    expect(log.at(-1)).toEqual({
      type: 'RefundWithdrawn',
      data: {
        ...{ orderId, refundNo: 1, reason: '逾期未证明删除', on: '2026-03-13' },
        // Nine days of inspection became twenty: eleven it had stood still.
        acceptanceUntil: '2026-03-20',
      },
    });
    const { stage, due } = stateOf(log) ?? {};
    expect([stage, due]).toEqual(['delivered', 12_000_000n]);
    const settled = after(
      ...granted,
      withdrawRefund(seller, day('2026-03-13')),
      accept(day('2026-03-14')),
      settle(day('2026-03-14')),
    );
    expect(stateOf(settled)?.stage).toBe('settled');
  });

  it('does not end by itself: a proof that comes late is one', () => {
    const log = after(...granted, at(prove(), '2026-05-01'));
    expect(log.at(-1)).toMatchObject({ type: 'RefundPosted' });
  });

  it('is the seller’s or the operator’s to end, once', () => {
    const late = day('2026-03-13');
    given(...granted)
      .when(withdrawRefund(buyer, late))
      .thenRefused('order_not_this_side', { orderId, only: 'seller' });
    given(...granted)
      .when(withdrawRefund(outsider, late))
      .thenRefused('order_not_found', { orderId });
    const byOperator = withdrawRefund(operator.actor.partyId, late);
    expect(last(...granted, byOperator)?.type).toBe('RefundWithdrawn');
    given(...granted, withdrawRefund(seller, late))
      .when(withdrawRefund(seller, late))
      .thenRefused('order_refund_not_open', { orderId, refundNo: 1 });
  });

  it('leaves standing what a contract that ended owes, and what the title has proven', () => {
    const ended = [...delivered, terminate(buyer, 'agreed'), terminate(seller, 'agreed')];
    const late = day('2027-01-01');
    given(...ended)
      .when(withdrawRefund(seller, late))
      .thenRefused('order_refund_stands', { orderId, refundNo: 1, because: 'terminated' });
    const command = withdrawRefund(seller, late);
    const returned = { ...command, data: { ...command.data, isReturned: true } } as OrderCommand;
    given(...granted)
      .when(returned)
      .thenRefused('order_refund_stands', { orderId, refundNo: 1, because: 'rightReturned' });
  });

  it('is not needed where nothing was delivered, or all of it is kept', () => {
    const kept = last(...delivered, refund('priceReduction', '20000.00'))?.data;
    expect(kept).not.toHaveProperty('proofUntil');
  });
});

describe('what stands still in a dispute or a refund is later by as long', () => {
  const funded = delivered.slice(0, -1);
  const dated = (past: readonly OrderCommand[]) => {
    const { deliveryUntil, cureUntil, acceptanceUntil, balanceUntil, settled } =
      stateOf(after(...past)) ?? {};
    const found = { deliveryUntil, cureUntil, acceptanceUntil, balanceUntil };
    return { ...found, afterSaleUntil: settled?.afterSaleUntil };
  };
  const through = (past: readonly OrderCommand[]) => {
    const resolved = [
      ...past,
      dispute(buyer, day('2026-03-03')),
      resolve('dismissed', undefined, day('2026-03-08')),
    ];
    return [dated(past), dated(resolved)] as const;
  };

  it.each([
    ['delivery', funded, 'deliveryUntil', '2026-04-01', '2026-04-06'],
    ['delivery anew', [...delivered, reject()], 'cureUntil', '2026-03-12', '2026-03-17'],
    ['inspection', delivered, 'acceptanceUntil', '2026-03-09', '2026-03-14'],
    ['the balance', [...deposited, accept()], 'balanceUntil', '2026-03-12', '2026-03-17'],
    [
      'after-sale',
      [...delivered, accept(), settle()],
      'afterSaleUntil',
      '2026-04-01',
      '2026-04-06',
    ],
  ] as const)('%s', (_what, past, name, before, later) => {
    const [was, is] = through(past);
    expect([was[name], is[name]]).toEqual([before, later]);
  });

  it('by a refund that was proven, by one dispute after another, and by none that ended at once', () => {
    const proven = [...delivered, refund('partial', '1.00'), at(prove(), '2026-03-06')];
    expect(dated(proven).acceptanceUntil).toBe('2026-03-13');
    const twice = [
      ...[...delivered, dispute(buyer, day('2026-03-03'))],
      resolve('partialRefund', '1.00', day('2026-03-05')),
      at(prove(), '2026-03-08'),
    ];
    expect(dated(twice).acceptanceUntil).toBe('2026-03-14');
    const atOnce = last(...delivered, dispute(), withdraw())?.data;
    expect(atOnce).not.toHaveProperty('acceptanceUntil');
  });
});
