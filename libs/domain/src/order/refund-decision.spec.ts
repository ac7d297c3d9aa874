import { specOf } from '../testing/decider-spec.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import {
  accept,
  after,
  cny,
  day,
  decideRefund,
  deliver,
  fund,
  propose,
  prove,
  refund,
  settle,
  stateOf,
  terminate,
} from './testing/course-samples.js';
import { buyer, digest, meta, orderId, place, seller, sign } from './testing/order-samples.js';

const { decide, evolve, initialState } = orderKind.decider;
const spec = specOf(orderKind.decider);
const given = (...past: readonly OrderCommand[]) => spec(...after(...past));
const typesOf = (...commands: readonly OrderCommand[]) => {
  const past = commands.slice(0, -1);
  const command = commands.at(-1)!;
  const state = after(...past).reduce(evolve, initialState());
  return decide(command, state).map(({ type }) => type);
};

const delivered = [place('ordinary'), sign(seller), sign(buyer), fund('120000.00'), deliver()];
const ended = [...delivered, terminate(buyer, 'agreed'), terminate(seller, 'agreed')];
const until = '2026-03-12';
const late = day('2026-03-13');
const balances = (past: readonly OrderCommand[]) => stateOf(after(...past))?.balances;

describe('a refund after the end of the contract that nobody proves', () => {
  it('is decided by the operator once its last day is over: what is kept is paid for', () => {
    given(...ended)
      .when(decideRefund('50000.00', day(until)))
      .thenRefused('order_not_due', { orderId, until });
    given(...ended)
      .when(decideRefund('50000.00', late))
      .then(
        {
          type: 'RefundDecided',
          data: {
            orderId,
            refundNo: 1,
            price: cny('50000.00'),
            reason: '折价补偿',
            on: '2026-03-13',
          },
        },
        {
          type: 'RefundPosted',
          data: {
            ...{ orderId, refundNo: 1, kind: 'priceReduction', amount: cny('70000.00') },
            ...{ sellerPartyId: seller, buyerPartyId: buyer, on: '2026-03-13' },
            postings: [
              {
                ...{ debit: `escrow:${orderId}`, credit: `payable:${buyer}` },
                amount: cny('70000.00'),
              },
            ],
          },
        },
        { type: 'OrderAccepted', data: { orderId, how: 'decision', on: '2026-03-13' } },
      );
    const decided = [...ended, decideRefund('50000.00', late)];
    expect(stateOf(after(...decided))).toMatchObject({ stage: 'accepted', due: 5_000_000n });
    const settled = [...decided, settle(late)];
    expect(stateOf(after(...settled))?.stage).toBe('settled');
    expect(balances(settled)?.get(`payable:${buyer}`)).toBe(7_000_000n);
    expect(balances(settled)?.get(`escrow:${orderId}`)).toBe(0n);
  });

  it('goes back whole where nothing is to be paid, and not at all where all of it is', () => {
    expect(typesOf(...ended, decideRefund('0.00', late))).toEqual([
      ...['RefundDecided', 'RefundPosted', 'OrderTerminated'],
    ]);
    const back = [...ended, decideRefund('0.00', late)];
    expect(stateOf(after(...back))?.stage).toBe('terminated');
    expect(balances(back)?.get(`payable:${buyer}`)).toBe(12_000_000n);
    expect(typesOf(...ended, decideRefund('120000.00', late))).toEqual([
      ...['RefundDecided', 'OrderAccepted'],
    ]);
    given(...ended)
      .when(decideRefund('120000.01', late))
      .thenRefused('order_terms_invalid', { orderId, field: 'price' });
  });

  it('never asks for more than was paid: what a deposit left open is not due any more', () => {
    const signed = (by: string): OrderCommand => ({
      type: 'SignContract',
      data: { orderId, contractDigest: digest, termsVersion: 2 },
      meta: meta(by),
    });
    const accepted = [
      ...[place('ordinary'), propose(buyer, { deposit: cny('60000.00') })],
      ...[signed(seller), signed(buyer), fund('60000.00'), deliver(), accept()],
      terminate(seller, 'notFunded', day('2026-03-13')),
    ];
    const after13 = day('2026-04-20');
    given(...accepted)
      .when(decideRefund('60000.01', after13))
      .thenRefused('order_terms_invalid', { orderId, field: 'price' });
    const kept = [...accepted, decideRefund('60000.00', after13)];
    expect(stateOf(after(...kept))).toMatchObject({ stage: 'accepted', due: 6_000_000n });
    expect(balances(kept)?.get(`due:${orderId}`)).toBe(0n);
    expect(stateOf(after(...kept, settle(after13)))?.stage).toBe('settled');
  });

  it('is the operator’s to decide, once, and not where an authority or the title has spoken', () => {
    const command = decideRefund('1.00', late);
    for (const by of [seller, buyer]) {
      given(...ended)
        .when({ ...command, meta: meta(by, late) } as OrderCommand)
        .thenRefused('order_not_found', { orderId });
    }
    given(...ended, command)
      .when(command)
      .thenRefused('order_refund_not_open', { orderId, refundNo: 1 });
    given(...ended, prove())
      .when(command)
      .thenRefused('order_refund_not_open', { orderId, refundNo: 1 });
    given(...ended)
      .when({ ...command, data: { ...command.data, isReturned: true } } as OrderCommand)
      .thenRefused('order_refund_stands', { orderId, refundNo: 1, because: 'rightReturned' });
  });
});

describe('any other refund that nobody proves', () => {
  it('may be decided as well, and the order goes on where it stood', () => {
    const part = [...delivered, refund('partial', '20000.00')];
    given(...part)
      .when(decideRefund('99999.99', late))
      .thenRefused('order_terms_invalid', { orderId, field: 'price' });
    expect(typesOf(...part, decideRefund('100000.00', late))).toEqual([
      ...['RefundDecided', 'RefundPosted'],
    ]);
    const kept = stateOf(after(...part, decideRefund('110000.00', late)));
    // Nine days of inspection became twenty: eleven it had stood still.
    const on = { stage: 'delivered', due: 11_000_000n, acceptanceUntil: '2026-03-20' };
    expect(kept).toMatchObject(on);
    const whole = stateOf(after(...part, decideRefund('120000.00', late)));
    expect(whole).toMatchObject({ ...on, due: 12_000_000n });
  });

  it('is measured by what is left of the price after its settlement', () => {
    const all = [...delivered, accept(), settle(), refund('full')];
    const kept = [...all, decideRefund('20000.00', late)];
    expect(stateOf(after(...kept))).toMatchObject({ stage: 'settled', refunded: 10_000_000n });
    expect(balances(kept)?.get(`payable:${buyer}`)).toBe(10_000_000n);
    expect(typesOf(...all, decideRefund('0.00', late))).toEqual([
      ...['RefundDecided', 'RefundPosted', 'OrderRefunded'],
    ]);
  });
});
