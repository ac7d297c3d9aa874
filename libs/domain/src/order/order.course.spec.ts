import { Refused } from '../refusal.js';
import { accountOf, type Balances, posted } from '../settlement/posting.js';
import { specOf } from '../testing/decider-spec.js';
import type { OrderCommand } from './order.commands.js';
import { openingsMax, orderEventsMax } from './order.conditions.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import { entitles, type OrderState } from './order.state.js';
import * as course from './testing/course-samples.js';
import { after, cny, day, stateOf } from './testing/course-samples.js';
import {
  buyer,
  digest,
  meta,
  noteGrant,
  noteReservation,
  orderId,
  otherDigest,
  outsider,
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

/** Given what these commands recorded. */
const given = (...past: readonly OrderCommand[]) => specOf(orderKind.decider)(...after(...past));
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

describe('negotiation', () => {
  it('makes versions; signatures for an earlier one are void and name the one that stands', () => {
    const lower = { price: { amount: cny('90000.00'), vatIncluded: true } };
    const past = [place('ordinary'), sign(seller), course.propose(buyer, lower)];
    given(...past)
      .when(sign(buyer))
      .thenRefused('order_terms_superseded', { orderId, termsVersion: 2 });
    const order = stateOf(after(...past, signed(seller, 2), signed(buyer, 2)));
    expect(order).toMatchObject({ stage: 'contracted', due: 9_000_000n, termsVersion: 2 });
  });

  it('puts VAT on top of a net price, says nothing to the same terms, and takes no absurd ones', () => {
    const net = { price: { amount: cny('100.00'), vatIncluded: false } };
    const order = stateOf(after(place('ordinary'), course.propose(seller, net)));
    expect(order?.terms.price).toEqual({
      net: cny('100.00'),
      vat: cny('6.00'),
      vatRate: '0.06',
      gross: cny('106.00'),
    });
    given(place('ordinary')).when(course.propose(buyer, {})).thenNothing();
    const wrong = (change: Parameters<typeof course.propose>[1], field: string) =>
      given(place('ordinary'))
        .when(course.propose(buyer, change))
        .thenRefused('order_terms_invalid', { orderId, field });
    wrong({ deposit: cny('120000.01') }, 'deposit');
    wrong({ deposit: cny('0.00') }, 'deposit');
    wrong({ acceptanceDays: 0 }, 'acceptanceDays');
    wrong({ fundingDays: 3_651 }, 'fundingDays');
    wrong({ price: { amount: cny('-1.00'), vatIncluded: true } }, 'price');
  });

  it('takes a sharing agreement of the seller only', () => {
    const with_ = (by: string, ownerPartyId: string): OrderCommand => ({
      type: 'SignContract',
      data: { orderId, contractDigest: digest, sharing: { sharingId: 's', ownerPartyId } },
      meta: meta(by),
    });
    given(place('ordinary')).when(with_(buyer, buyer)).thenRefused('sharing_not_found');
    given(place('ordinary')).when(with_(seller, outsider)).thenRefused('sharing_not_found');
    expect(stateOf(after(place('ordinary'), with_(seller, seller)))?.sharingId).toBe('s');
  });
});

describe('a contract', () => {
  it('is superseded, never changed, when the other side signs the new one', () => {
    const change = { price: { amount: cny('100000.00'), vatIncluded: true } };
    const past = [...funded, course.amend(seller, change)];
    given(...past)
      .when(course.agree(seller))
      .thenRefused('order_amendment_own');
    given(...past)
      .when(course.agree(buyer, 2))
      .thenRefused('order_amendment_not_found');
    given(...past)
      .when(course.agree(buyer, 1, 'f'.repeat(64)))
      .thenRefused('contract_digest_differs');
    const log = after(...past, course.agree(buyer));
    expect(log.at(-1)?.data).toMatchObject({ supersedes: digest, contractDigest: otherDigest });
    expect(stateOf(log)).toMatchObject({
      due: 10_000_000n,
      received: 10_000_000n,
      stage: 'funded',
    });
    expect(balances(log).get(accountOf('payable', buyer))).toBe(2_000_000n);
    given(...past, course.agree(buyer))
      .when(course.agree(buyer))
      .thenNothing();
    given(...funded)
      .when(course.amend(seller, change, digest))
      .thenRefused('order_amendment_is_the_contract');
    given(...past)
      .when(course.decline(buyer))
      .then({
        type: 'AmendmentDeclined',
        data: { orderId, amendmentNo: 1, side: 'buyer', reason: '不同意' },
      });
  });

  it('is paid in as far as is due first, and no more than is due', () => {
    const deposit = [
      place('ordinary'),
      course.propose(seller, { deposit: cny('50000.00') }),
      signed(seller, 2),
      signed(buyer, 2),
    ];
    expect(stateOf(after(...deposit, course.fund('49999.99')))?.stage).toBe('contracted');
    expect(stateOf(after(...deposit, course.fund('50000.00')))?.stage).toBe('funded');
    given(...deposit)
      .when(course.fund('120000.01'))
      .thenRefused('order_overpaid', { orderId, missing: price });
    given(...deposit)
      .when(course.fund('0.00'))
      .thenRefused('order_amount_not_positive');
    given(...deposit, course.fund('1.00'))
      .when(course.fund('1.00'))
      .thenNothing();
    const short = [...deposit, course.fund('50000.00'), course.deliver(), course.accept()];
    given(...short)
      .when(course.settle())
      .thenRefused('order_underfunded', { orderId, missing: '70000.00' });
    expect(stateOf(after(...short, course.fund('70000.00'), course.settle()))?.stage).toBe(
      'settled',
    );
  });

  it('for nothing is delivered at once', () => {
    const free = { price: { amount: cny('0.00'), vatIncluded: true } };
    const past = [
      place('ordinary'),
      course.propose(seller, free),
      signed(seller, 2),
      signed(buyer, 2),
    ];
    expect(stateOf(after(...past))).toMatchObject({ stage: 'funded' });
    expect(
      stateOf(after(...past, course.deliver(), course.accept(), course.settle())),
    ).toMatchObject({ stage: 'settled', balances: new Map() });
  });

  it('ends where nobody pays, on the day after the last one', () => {
    const ending = (now: string) => course.terminate(seller, 'notFunded', now);
    given(...contracted)
      .when(ending(day('2026-03-12')))
      .thenRefused('order_not_due', { orderId, until: '2026-03-12' });
    const log = after(...contracted, ending(day('2026-03-13')));
    expect(stateOf(log)?.stage).toBe('terminated');
    expect(log.at(-1)?.data).toMatchObject({ reason: 'notFunded' });
    given(...contracted)
      .when(course.terminate(buyer, 'notFunded'))
      .thenRefused('order_not_this_side');
  });
});

describe('an exclusive right', () => {
  const sold = [place('exclusive'), noteReservation(), sign(seller), sign(buyer)];

  it('is neither paid for nor delivered before the title has granted it', () => {
    given(...sold)
      .when(course.fund(price))
      .thenRefused('order_not_granted');
    expect(stateOf(after(...sold, noteGrant(), course.fund(price)))?.stage).toBe('funded');
  });

  it('binds the proceeds to the pledgees who consented', () => {
    const bound = {
      pledgeId: 'p.1',
      pledgeePartyId: outsider,
      consentId: 'c',
      proceeds: 'payDown',
      secured: cny('1000.00'),
      titleVersion: 9,
    } as const;
    const grant = noteGrant();
    const log = after(
      ...sold,
      { ...grant, data: { ...grant.data, bound: [bound] } },
      course.fund(price),
      course.deliver(),
      course.accept(),
      course.settle(),
    );
    expect(log.map(({ type }) => type)).toContain('ProceedsBound');
    expect(balances(log).get(accountOf('payDown', outsider))).toBe(100_000n);
    expect(log.at(-1)?.data).toMatchObject({
      payDowns: [{ pledgeId: 'p.1', amount: cny('1000.00') }],
    });
  });
});

describe('delivery', () => {
  it('is the seller’s, and barred by what the title or the asset say', () => {
    given(...funded)
      .when(course.deliver(true, { by: buyer }))
      .thenRefused('order_not_this_side');
    given(...funded)
      .when(course.deliver(true, { by: outsider }))
      .thenRefused('order_not_found');
    const barred = course.deliver() as Extract<OrderCommand, { type: 'DeliverData' }>;
    const gate = { titleVersion: 8, obstacles: { barIds: ['b'] } };
    given(...funded)
      .when({ ...barred, data: { ...barred.data, gate } })
      .thenRefused('order_delivery_barred', { barIds: ['b'] });
  });

  it('is received with the digest that came, once', () => {
    given(...delivered)
      .when(course.receive())
      .then({
        type: 'DeliveryReceived',
        data: { orderId, deliveryNo: 1, contentDigest: digest, matches: true, on: '2026-03-02' },
      });
    given(...delivered, course.receive())
      .when(course.receive(1, otherDigest))
      .thenRefused('order_delivery_received');
    given(...delivered)
      .when(course.receive(2))
      .thenRefused('order_delivery_not_found');
  });

  it('is rejected until the last day ends in Shanghai; after it silence has accepted', () => {
    const [last, next] = ['2026-03-09T15:59:59.999Z', '2026-03-09T16:00:00.000Z'];
    expect(stateOf(after(...delivered))?.acceptanceUntil).toBe('2026-03-09');
    expect(stateOf(after(...delivered, course.reject(last)))).toMatchObject({
      stage: 'delivering',
      cureUntil: '2026-03-19',
    });
    given(...delivered)
      .when(course.reject(next))
      .thenRefused('order_acceptance_over');
    given(...delivered)
      .when(course.silence(last))
      .thenRefused('order_not_due');
    expect(after(...delivered, course.silence(next)).at(-1)?.data).toMatchObject({
      how: 'silence',
    });
    expect(
      after(...delivered, course.settle(next))
        .slice(-2)
        .map(({ type }) => type),
    ).toEqual(['OrderAccepted', 'OrderSettled']);
  });

  it('that is not made anew in time lets the buyer terminate; he proves the end of use first', () => {
    const past = [...delivered, course.reject()];
    given(...past)
      .when(course.terminate(buyer, 'notDelivered', day('2026-03-12')))
      .thenRefused('order_not_due');
    const log = after(
      ...past,
      course.terminate(buyer, 'notDelivered', day('2026-03-13')),
      course.prove(),
    );
    expect(log.at(-1)).toMatchObject({ type: 'OrderTerminated', data: { reason: 'notDelivered' } });
    expect(balances(log).get(accountOf('payable', buyer))).toBe(12_000_000n);
  });
});

describe('a dispute', () => {
  it('stops the clock of inspection for its days', () => {
    const log = after(
      ...delivered,
      course.dispute(buyer, day('2026-03-05')),
      course.resolve('dismissed', undefined, day('2026-03-15')),
    );
    expect(stateOf(log)).toMatchObject({ stage: 'delivered', acceptanceUntil: '2026-03-19' });
  });

  it('is taken back by who opened it', () => {
    given(...delivered, course.dispute())
      .when(course.withdraw(seller))
      .thenRefused('order_dispute_of_the_other');
    expect(stateOf(after(...delivered, course.dispute(), course.withdraw()))?.stage).toBe(
      'delivered',
    );
    given(...delivered)
      .when(course.withdraw())
      .thenRefused('order_dispute_not_open');
  });

  it('may lower the price, at once and without proof', () => {
    const log = after(...delivered, course.dispute(), course.resolve('priceReduction', '20000.00'));
    expect(stateOf(log)).toMatchObject({ stage: 'delivered', due: 10_000_000n });
    given(...delivered, course.dispute())
      .when(course.resolve('priceReduction', price))
      .thenRefused('order_refund_exceeds_price');
    given(...delivered, course.dispute())
      .when(course.resolve('partialRefund'))
      .thenRefused('order_amount_not_positive');
  });

  it('gives a part back when its use has ended, and the order goes on', () => {
    const past = [...settled, course.dispute(), course.resolve('partialRefund', '20000.00')];
    const waiting = stateOf(after(...past));
    expect(waiting).toMatchObject({ stage: 'refunding' });
    expect(waiting && entitles(waiting)).toBe(true);
    expect(stateOf(after(...past, course.prove()))).toMatchObject({
      stage: 'settled',
      refunded: 2_000_000n,
    });
    given(...past)
      .when(course.prove(2))
      .thenRefused('order_refund_not_open');
  });

  it('is possible until after-sale ends', () => {
    given(...settled)
      .when(course.dispute(buyer, day('2026-04-02')))
      .thenRefused('order_after_sale_over');
    expect(stateOf(after(...settled, course.dispute(buyer, day('2026-04-01'))))?.stage).toBe(
      'disputed',
    );
  });
});

describe('a refund', () => {
  it('of everything ends order and use, with its reason', () => {
    const log = after(...settled, course.refund('full'), course.prove());
    expect(log.at(-1)).toMatchObject({
      type: 'OrderRefunded',
      data: { reason: 'grantedBySeller' },
    });
    const order = stateOf(log);
    expect(order && entitles(order)).toBe(false);
    const sums = balances(log);
    expect(sums.get(accountOf('payable', buyer))).toBe(12_000_000n);
    expect(
      [...sums].filter(([account, sum]) => sum !== 0n && !account.startsWith('custody')),
    ).toEqual([[accountOf('payable', buyer), 12_000_000n]]);
  });

  it('in parts comes to an end', () => {
    const part = course.refund('priceReduction', '1.00');
    given(...settled, part, part, part, part)
      .when(part)
      .thenRefused('order_refunds_exhausted');
    given(...settled, part)
      .when(course.refund('priceReduction', '0.00'))
      .thenRefused('order_amount_not_positive');
  });

  it('waits for no proof where an authority ends the order, which needs its document', () => {
    const past = [...delivered, course.dispute()];
    const log = after(...past, course.terminate(seller, 'byOrder'));
    expect(log.at(-1)).toMatchObject({ type: 'OrderTerminated', data: { reason: 'byOrder' } });
    const bare: OrderCommand = {
      type: 'TerminateOrder',
      data: { orderId, reason: 'byOrder', explanation: '解除' },
      meta: course.operator,
    };
    given(...past)
      .when(bare)
      .thenRefused('order_document_missing');
    given(...past)
      .when({ ...bare, meta: meta(seller) })
      .thenRefused('order_not_found');
  });
});

describe('settlement', () => {
  it('needs the agreement that the seller named, and shares that leave something for tax', () => {
    const named: OrderCommand = {
      type: 'SignContract',
      data: { orderId, contractDigest: digest, sharing: { sharingId: 's', ownerPartyId: seller } },
      meta: meta(seller),
    };
    const past = [
      place('ordinary'),
      named,
      sign(buyer),
      course.fund(price),
      course.deliver(),
      course.accept(),
    ];
    given(...past)
      .when(course.settle())
      .thenRefused('order_sharing_not_in_force');
    const shares = [{ partyId: outsider, role: 'broker', ratio: '1/1' }] as const;
    const greedy = { base: 'gross', first: [], tiers: [{ shares }], guarantees: [] } as const;
    const sharing = { sharingId: 's', version: 1, terms: greedy, recovered: [] };
    given(...past)
      .when(course.settle(day('2026-03-02'), { sharing }))
      .thenRefused('order_shares_exceed_price');
  });

  it('is followed by the closing, when after-sale has ended', () => {
    given(...settled)
      .when(course.close(day('2026-04-01')))
      .thenRefused('order_not_due');
    expect(after(...settled, course.close(day('2026-04-02'))).at(-1)?.data).toMatchObject({
      reason: 'completed',
    });
  });
});

describe('placing', () => {
  const rules = (identity: 'recorded' | 'registered' | 'verified') => ({
    trading: {
      version: 2,
      terms: {
        identity,
        fundingDays: 3,
        deliveryDays: 4,
        acceptanceDays: 5,
        cureDays: 6,
        afterSaleDays: 7,
      },
    },
    settlement: {
      version: 3,
      terms: { vatRate: '0.09', feeRate: '0', feeVatRate: '0.06', feeRefunded: true },
    },
  });
  const side = (partyId: string, more: object = {}) => ({ partyId, version: 0, ...more });
  const placing = (data: object) => {
    const command = place('ordinary');
    return { ...command, data: { ...command.data, ...data } } as OrderCommand;
  };

  it('keeps who the sides were and what was said of the source, and asks for it as adopted', () => {
    const sides = {
      seller: side(seller, { version: 2, verification: { evidence: '营业执照' } }),
      buyer: side(buyer, { version: 1 }),
    };
    const source = { assetId: 'a', version: 3, statement: '自行采集' };
    const [placed] = after(placing({ rules: rules('registered'), sides, source }));
    expect(placed?.data).toMatchObject({
      identities: sides,
      source,
      policies: { trading: 2, settlement: 3 },
      terms: { price: { vatRate: '0.09' }, acceptanceDays: 5 },
    });
    given()
      .when(placing({ rules: rules('verified'), sides }))
      .thenRefused('order_identity_missing', { partyIds: [buyer] });
    given()
      .when(placing({ rules: rules('registered'), sides: { ...sides, buyer: side(buyer) } }))
      .thenRefused('order_identity_missing');
    given()
      .when(
        placing({
          sides: { ...sides, buyer: side(buyer, { version: 0, isOfOtherRegister: true }) },
        }),
      )
      .thenRefused('order_identity_missing', { partyIds: [buyer] });
    given()
      .when(placing({ sides: { ...sides, buyer: side(buyer, { isSuspended: true }) } }))
      .thenRefused('party_suspended');
  });
});

it('has room to end whatever was begun', () => {
  let log = [...after(...funded)];
  const grown = (command: OrderCommand) => (log = [...log, ...tried(command, stateOf(log))]);
  while (log.length < openingsMax) grown(course.deliver(false));
  expect(() => decide(course.deliver(false), stateOf(log))).toThrow('order_full');
  grown(course.terminate(seller, 'byOrder'));
  expect(stateOf(log)?.stage).toBe('terminated');
  expect(log.length).toBeLessThan(orderEventsMax);
});

const tried = (command: OrderCommand, state: OrderState): readonly OrderEvent[] => {
  try {
    return decide(command, state);
  } catch (error) {
    if (error instanceof Refused) return [];
    throw error;
  }
};
