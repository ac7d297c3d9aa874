import { entitlementOf, allowedUse } from '../entitlement/entitlement.js';
import { Refused } from '../refusal.js';
import { noUse } from '../usage/usage.totals.js';
import type { PricePlan } from '../pricing/price-plan.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import {
  balanceOf,
  buyPackages,
  chargesIn,
  contractedUnder,
  credit,
  declare,
  disputeCharge,
  due,
  pay,
} from './testing/charge-samples.js';
import {
  accept,
  after,
  agree,
  amend,
  close,
  cny,
  day,
  deliver,
  fund,
  licenceEnd,
  propose,
  resolve,
  settle,
  stateOf,
  terminate,
} from './testing/course-samples.js';
import { buyer, content, orderId, outsider, place, seller, sign } from './testing/order-samples.js';

const { decide } = orderKind.decider;

const refusalOf = (past: readonly OrderCommand[], command: OrderCommand): string => {
  try {
    return (
      decide(command, stateOf(after(...past)))
        .map(({ type }) => type)
        .join(' ') || 'nothing'
    );
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};

const monthly: PricePlan = {
  ...{ kind: 'subscription', amount: cny('1000.00'), every: 'month', vatIncluded: true },
};
const perUse: PricePlan = {
  ...{ kind: 'perUse', unitPrice: '0.10', perUnits: 1, vatIncluded: false },
};
const share: PricePlan = {
  ...{ kind: 'revenueShare', rate: '0.05', every: 'month', vatIncluded: true },
  minimum: cny('100.00'),
};
const packages: PricePlan = {
  ...{ kind: 'package', amount: cny('100.00'), units: 50, validDays: 10, vatIncluded: true },
};

const grossOf = (past: readonly OrderCommand[]) =>
  chargesIn(after(...past)).map(({ gross, period }) => `${period.from} ${gross.amount}`);

describe('a subscription', () => {
  it('falls due as each period begins, from the day of the contract on', () => {
    const past = contractedUnder(monthly);
    expect(after(...past).at(-1)).toMatchObject({ data: { chargeOn: '2026-03-02' } });
    expect(grossOf([...past, due('2026-03-02')])).toEqual(['2026-03-02 1000.00']);
    expect(grossOf([...past, due('2026-04-01')])).toEqual(['2026-03-02 1000.00']);
    expect(grossOf([...past, due('2026-03-02'), due('2026-04-02')])).toEqual([
      ...['2026-03-02 1000.00', '2026-04-02 1000.00'],
    ]);
  });

  it('is charged once for a period, whoever asks', () => {
    const past = [...contractedUnder(monthly), due('2026-03-02')];
    expect(refusalOf(past, due('2026-03-02'))).toBe('nothing');
    expect(refusalOf(past, due('2026-03-02', {}, { by: seller }))).toBe('nothing');
    expect(refusalOf(past, due('2026-03-02', {}, { by: outsider }))).toBe('order_not_found');
  });

  it('is taxed, divided and due by a day', () => {
    const [charge] = chargesIn(after(...contractedUnder(monthly), due('2026-03-02')));
    expect(charge).toMatchObject({
      ...{ chargeNo: 1, ground: 'fee', net: cny('943.40'), vat: cny('56.60') },
      division: { fee: cny('9.43'), feeRefunded: true },
      ...{ payUntil: '2026-03-12', nextOn: '2026-04-02', policyVersion: 3 },
      postings: [
        { debit: `receivable:${buyer}`, credit: `due:${orderId}`, amount: cny('1000.00') },
      ],
    });
  });

  it('ends after the agreed periods, and with it the right to use', () => {
    const past = contractedUnder({ ...monthly, periods: 2 });
    const order = stateOf(after(...past, due('2026-06-01')));
    expect(order && entitlementOf(order)).toMatchObject({ until: '2026-05-01' });
    expect(grossOf([...past, due('2026-06-01')])).toEqual([
      ...['2026-03-02 1000.00', '2026-04-02 1000.00'],
    ]);
    expect(after(...past, due('2026-06-01')).at(-1)?.type).toBe('ChargingEnded');
    expect(after(...past, due('2026-05-01')).at(-1)?.type).toBe('ChargePosted');
  });

  it('is charged by days where the licence ends within a period, and given back by days', () => {
    const until = '2026-03-11';
    const short = contractedUnder(monthly, {
      terms: { ...content('ordinary').terms, until },
    });
    expect(grossOf([...short, due('2026-03-02')])).toEqual(['2026-03-02 322.58']);
    const ended = [
      ...contractedUnder(monthly),
      due('2026-03-02'),
      pay('1000.00'),
      deliver(),
      accept(),
      settle(),
      licenceEnd,
    ];
    expect(grossOf([...ended, due('2026-03-03')])).toEqual([
      ...['2026-03-02 1000.00', '2026-03-02 -967.74'],
    ]);
  });
});

describe('shares in a charge', () => {
  const sharingId = '99999999-9999-5999-8999-999999999999';
  const halves = (ratio: '1/2' | '1/4', other: '1/2' | '3/4') => ({
    ...({ base: 'netOfTax', first: [], guarantees: [] } as const),
    tiers: [
      {
        shares: [
          { partyId: seller, role: 'operator', ratio } as const,
          { partyId: outsider, role: 'holder', ratio: other } as const,
        ],
      },
    ],
  });
  const versions = [
    { version: 1, from: '2026-03-02', terms: halves('1/2', '1/2') },
    { version: 2, from: '2026-04-01', terms: halves('1/4', '3/4') },
  ];
  const [placed = place('ordinary'), mine = sign(seller), theirs = sign(buyer)] =
    contractedUnder(monthly);
  const named = {
    ...mine,
    data: { ...mine.data, sharing: { sharingId, ownerPartyId: seller } },
  } as OrderCommand;
  const past = [placed, named, theirs];

  it('follow the version of the agreement that is in force for its period', () => {
    const sharing = { sharingId, versions };
    const log = after(...past, due('2026-04-02', {}, { sharing }), pay('2000.00'));
    expect(chargesIn(log).map((charge) => charge.sharing?.version)).toEqual([1, 2]);
    expect(balanceOf(log, 'share', outsider)).toBe(47_170n + 70_755n);
  });

  it('are not charged without it', () => {
    expect(refusalOf(past, due('2026-03-02'))).toBe('order_sharing_not_in_force');
    const later = { sharingId, versions: versions.slice(1) };
    expect(refusalOf(past, due('2026-03-02', {}, { sharing: later }))).toBe(
      'order_sharing_not_in_force',
    );
  });
});

describe('use', () => {
  const past = contractedUnder(perUse);

  it('is charged when its month is over, VAT on top', () => {
    expect(refusalOf(past, due('2026-03-31', { '2026-03': 10 }))).toBe('nothing');
    const [charge] = chargesIn(after(...past, due('2026-04-01', { '2026-03': 10 })));
    expect(charge).toMatchObject({
      ...{ ground: 'use', unit: 'call', quantity: '10', exact: '1.00', stated: cny('1.00') },
      ...{ gross: cny('1.06'), vat: cny('0.06'), usagePosition: 77, nextOn: '2026-05-01' },
      period: { from: '2026-03-01', until: '2026-03-31' },
    });
  });

  it('that is reported late, or corrected, is charged by the difference', () => {
    const charged = [...past, due('2026-04-01', { '2026-03': 1_000 })];
    const more = chargesIn(after(...charged, due('2026-04-02', { '2026-03': 1_500 })));
    expect(more.at(-1)).toMatchObject({
      ...{ follows: 1, quantity: '1500', quantityBefore: '1000', charged: cny('106.00') },
      gross: cny('53.00'),
    });
    const less = chargesIn(after(...charged, due('2026-04-02', { '2026-03': 400 })));
    expect(less.at(-1)).toMatchObject({
      ...{ gross: cny('-63.60'), vat: cny('-3.60'), net: cny('-60.00') },
      credits: [{ chargeNo: 1, amount: cny('63.60'), vat: cny('3.60') }],
    });
  });

  it('of a month without any is charged as nothing, so that the month is known to be over', () => {
    expect(grossOf([...past, due('2026-05-01', { '2026-04': 10 })])).toEqual([
      ...['2026-03-01 0.00', '2026-04-01 1.06'],
    ]);
  });
});

describe('a share of revenue', () => {
  const past = contractedUnder(share);
  const revenue = cny('10000.00');

  it('is declared by either side when the period is over', () => {
    const early = declare(buyer, '2026-04-01', { from: '2026-03-02', revenue });
    expect(refusalOf(past, early)).toBe('charge_period_unsound');
    for (const by of [buyer, seller]) {
      const said = declare(by, '2026-04-02', { from: '2026-03-02', revenue });
      expect(chargesIn(after(...past, said))).toMatchObject([
        { gross: cny('500.00'), declaration: { partyId: by, revenue } },
      ]);
    }
    const strange = declare(buyer, '2026-04-02', { from: '2026-03-01', revenue });
    expect(refusalOf(past, strange)).toBe('charge_period_unsound');
    const results = declare(buyer, '2026-04-02', { from: '2026-03-02', results: 1 });
    expect(refusalOf(past, results)).toBe('charge_not_by_plan');
  });

  it('comes to its minimum by the clock, and what is declared later counts on top', () => {
    expect(refusalOf(past, due('2026-04-01'))).toBe('nothing');
    const minimum = [...past, due('2026-04-02')];
    const said = declare(buyer, '2026-04-05', { from: '2026-03-02', revenue });
    expect(grossOf([...minimum, said])).toEqual(['2026-03-02 100.00', '2026-03-02 400.00']);
    expect(refusalOf([...past, said], due('2026-04-05'))).toBe('nothing');
  });
});

describe('results that no meter counts', () => {
  const plan: PricePlan = {
    ...{ kind: 'perResult', unitPrice: '2.00', counting: 'declared', vatIncluded: true },
  };
  const past = contractedUnder(plan, { metering: { unit: 'result' } });

  it('are declared by the seller, month by month', () => {
    const said = { from: '2026-03-01', results: 7 };
    expect(refusalOf(past, declare(buyer, '2026-04-01', said))).toBe('order_not_this_side');
    expect(refusalOf(past, declare(seller, '2026-03-31', said))).toBe('charge_period_unsound');
    expect(grossOf([...past, declare(seller, '2026-04-01', said)])).toEqual(['2026-03-01 14.00']);
    expect(refusalOf(past, due('2026-04-01'))).toBe('nothing');
  });
});

describe('packages', () => {
  const past = [...contractedUnder(packages), pay('100.00', 'p', '2026-03-02')];
  const entitlementAfter = (...commands: readonly OrderCommand[]) => {
    const order = stateOf(after(...commands));
    return order && entitlementOf(order);
  };

  it('are paid before use, and hold so many units for so many days', () => {
    expect(refusalOf(past, due('2026-03-11'))).toBe('nothing');
    expect(entitlementAfter(...past)).toMatchObject({
      ...{ from: '2026-03-02', until: '2026-03-11' },
      metering: { unit: 'call', quota: { quantity: 50, per: 'term' } },
    });
  });

  it('more of them add their units and days once they are paid for', () => {
    const more = [...past, buyPackages('2026-03-05', 2)];
    expect(entitlementAfter(...more)).toMatchObject({ until: '2026-03-11' });
    expect(entitlementAfter(...more, pay('200.00', 'q', '2026-03-06'))).toMatchObject({
      ...{ until: '2026-03-14', metering: { quota: { quantity: 150 } } },
    });
    expect(refusalOf(past, buyPackages('2026-03-05', 1, seller))).toBe('order_not_this_side');
    expect(refusalOf(contractedUnder(monthly), buyPackages('2026-03-05'))).toBe(
      'charge_not_by_plan',
    );
    expect(refusalOf([...past, due('2026-03-12')], buyPackages('2026-03-12'))).toBe(
      'charge_period_unsound',
    );
  });
});

describe('money for charges', () => {
  const charged = [...contractedUnder(monthly), due('2026-04-02')];

  it('waits in the escrow until the oldest is covered, and leaves it divided', () => {
    const part = after(...charged, pay('999.99'));
    expect(part.map(({ type }) => type).slice(-1)).toEqual(['ChargesPaid']);
    expect(balanceOf(part, 'escrow', orderId)).toBe(99_999n);
    const both = after(...charged, pay('999.99'), pay('1000.01'));
    expect(both.slice(-2)).toMatchObject([
      { type: 'ChargesPaid', data: { outstanding: cny('0.00') } },
      { type: 'ChargesSettled', data: { charges: [{ chargeNo: 1 }, { chargeNo: 2 }] } },
    ]);
    expect(balanceOf(both, 'escrow', orderId)).toBe(0n);
    expect(balanceOf(both, 'payable', seller)).toBe(186_794n);
    expect(balanceOf(both, 'tax', seller)).toBe(11_320n);
    expect(balanceOf(both, 'receivable', buyer)).toBe(0n);
  });

  it('is no more than is due, and is taken once', () => {
    expect(refusalOf(charged, pay('2000.01'))).toBe('order_overpaid');
    expect(refusalOf([...charged, pay('10.00')], pay('10.00'))).toBe('nothing');
    expect(refusalOf(contractedUnder(monthly), pay('1.00'))).toBe('order_overpaid');
  });

  it('that is late stops use and delivery, but not for what is disputed', () => {
    const order = (...commands: readonly OrderCommand[]) => {
      const state = stateOf(after(...charged, ...commands));
      if (state === undefined) throw new Error('No order.');
      return state;
    };
    const use = { standsFor: [buyer], purpose: '信贷风险评估', quantity: 1 };
    const tried = (date: string, ...commands: readonly OrderCommand[]) => {
      try {
        allowedUse(order(...commands), noUse, use, day(date));
        return 'allowed';
      } catch (error) {
        return error instanceof Refused ? error.code : 'broken';
      }
    };
    expect(tried('2026-04-13')).toBe('allowed');
    expect(tried('2026-04-14')).toBe('charge_overdue');
    expect(tried('2026-04-14', pay('2000.00'))).toBe('allowed');
    expect(refusalOf(charged, deliver(true, { now: day('2026-04-14') }))).toBe('charge_overdue');
    expect(refusalOf(charged, terminate(seller, 'notFunded', day('2026-04-13')))).toBe(
      'order_state_forbids',
    );
    expect(refusalOf(charged, terminate(seller, 'notFunded', day('2026-04-14')))).toBe(
      'OrderTerminated',
    );
    const one = [...contractedUnder(monthly), due('2026-03-02')];
    const disputed = stateOf(after(...one, disputeCharge(1)));
    if (disputed === undefined) throw new Error('No order.');
    expect(() => allowedUse(disputed, noUse, use, day('2026-03-31'))).not.toThrow();
  });
});

describe('a charge that is taken back', () => {
  const charged = [...contractedUnder(monthly), due('2026-03-02')];

  it('unpaid is due no more; paid is given back by those who got it', () => {
    const unpaid = after(...charged, credit(1, '400.00'));
    expect(balanceOf(unpaid, 'receivable', buyer)).toBe(-60_000n);
    const paid = after(...charged, pay('1000.00'), credit(1, '400.00'));
    expect(balanceOf(paid, 'payable', buyer)).toBe(40_000n);
    expect(balanceOf(paid, 'tax', seller)).toBe(5_660n - 2_264n);
    const rest = after(...charged, credit(1, '400.00'), pay('600.00'));
    expect(balanceOf(rest, 'payable', seller)).toBe(balanceOf(paid, 'payable', seller));
    expect(balanceOf(rest, 'fee', 'exchange')).toBe(balanceOf(paid, 'fee', 'exchange'));
  });

  it('part of it paid: what lies in the escrow beyond the rest goes back', () => {
    const log = after(...charged, pay('700.00'), credit(1, '400.00'));
    expect(balanceOf(log, 'payable', buyer)).toBe(10_000n);
    expect(balanceOf(log, 'escrow', orderId)).toBe(0n);
    expect(log.at(-1)).toMatchObject({
      type: 'ChargesSettled',
      data: { charges: [{ chargeNo: 1 }] },
    });
  });

  it('is no more than is left, of a charge that is there, by the seller', () => {
    expect(refusalOf(charged, credit(1, '1000.01'))).toBe('charge_credit_exceeds');
    expect(refusalOf(charged, credit(1, '1000.00'))).toBe('ChargePosted');
    expect(refusalOf([...charged, credit(1, '1.00')], credit(1, '1000.00'))).toBe(
      'charge_credit_exceeds',
    );
    expect(refusalOf(charged, credit(1, '0.00'))).toBe('order_amount_not_positive');
    expect(refusalOf(charged, credit(2, '1.00'))).toBe('charge_not_found');
    expect(refusalOf(charged, credit(1, '1.00', buyer))).toBe('order_not_this_side');
  });

  it('is not charged again when the clock looks', () => {
    expect(refusalOf([...charged, credit(1, '400.00')], due('2026-03-03'))).toBe('nothing');
  });

  it('by a dispute, wholly or in part', () => {
    expect(refusalOf(charged, disputeCharge(2))).toBe('charge_not_found');
    const disputed = [...charged, disputeCharge(1)];
    expect(grossOf([...disputed, resolve('fullRefund')]).at(-1)).toBe('2026-03-02 -1000.00');
    expect(grossOf([...disputed, resolve('priceReduction', '1.00')]).at(-1)).toBe(
      '2026-03-02 -1.00',
    );
    expect(refusalOf(disputed, resolve('dismissed'))).toBe('DisputeResolved');
  });
});

describe('a negotiated price', () => {
  const past = contractedUnder({ kind: 'negotiated', vatIncluded: true }).slice(0, 1);
  const signed = (termsVersion: number, by: string): OrderCommand => {
    const command = sign(by);
    return { ...command, data: { ...command.data, termsVersion } };
  };

  it('is agreed before it is signed', () => {
    expect(refusalOf(past, sign(seller))).toBe('price_not_agreed');
    const agreed = [...past, propose(buyer, { pricePlan: perUse })];
    expect(refusalOf([...agreed, signed(2, seller)], signed(2, buyer))).toBe(
      'OrderSigned OrderContracted',
    );
    const price = { amount: cny('5.00'), vatIncluded: true };
    const both = propose(buyer, { price, pricePlan: perUse });
    expect(refusalOf(past, both)).toBe('price_plan_invalid');
    const stranger = propose(outsider, { pricePlan: { kind: 'perUse', vatIncluded: true } });
    expect(refusalOf(past, stranger)).toBe('order_not_found');
    const results: PricePlan = {
      ...{ kind: 'perResult', unitPrice: '2.00', counting: 'metered', vatIncluded: true },
    };
    expect(refusalOf(past, propose(buyer, { pricePlan: results }))).toBe(
      'price_plan_contradicts_metering',
    );
  });
});

describe('an amended plan', () => {
  it('counts for the periods that begin after it, and keeps its kind', () => {
    const dearer = { ...monthly, amount: cny('1200.00') };
    const past = [
      ...contractedUnder(monthly),
      due('2026-03-02'),
      amend(seller, { pricePlan: dearer }),
      agree(buyer),
      due('2026-04-02'),
    ];
    expect(grossOf(past)).toEqual(['2026-03-02 1000.00', '2026-04-02 1200.00']);
    expect(refusalOf(contractedUnder(monthly), amend(seller, { pricePlan: perUse }))).toBe(
      'price_plan_kind_fixed',
    );
  });
});

describe('an order that goes on', () => {
  const fixed = { ...monthly, periods: 1 };
  const settled = [...contractedUnder(fixed), due('2026-03-02'), deliver(), accept(), settle()];

  it('is closed when nothing is left to charge and to pay', () => {
    expect(after(...settled).at(-1)).toMatchObject({ data: { isCharging: true } });
    expect(refusalOf(settled, close(day('2026-06-01')))).toBe('order_not_due');
    const ended = [...settled, due('2026-04-02')];
    expect(refusalOf(ended, close(day('2026-09-01')))).toBe('order_not_due');
    const paid = after(...ended, pay('1000.00'));
    expect(paid.at(-2)).toMatchObject({ type: 'ChargesPaid', data: { closesAfter: '2026-05-06' } });
    expect(refusalOf([...ended, pay('1000.00')], close(day('2026-05-06')))).toBe('order_not_due');
    expect(refusalOf([...ended, pay('1000.00')], close(day('2026-05-07')))).toBe('OrderClosed');
  });

  it('can be ended by agreement, and what was used stays charged', () => {
    const running = [...contractedUnder(monthly), due('2026-03-02'), deliver(), accept(), settle()];
    const over = [...running, terminate(buyer, 'agreed'), terminate(seller, 'agreed')];
    expect(stateOf(after(...over))?.stage).toBe('terminated');
    expect(grossOf([...over, due('2026-03-03')]).at(-1)).toBe('2026-03-02 -967.74');
    expect(refusalOf([...over, due('2026-03-03')], pay('32.26'))).toBe(
      'ChargesPaid ChargesSettled',
    );
  });

  it('can be ended by an authority’s order, and what was used stays charged', () => {
    const running = [...contractedUnder(monthly), due('2026-03-02'), deliver(), accept(), settle()];
    const over = [...running, terminate(buyer, 'byOrder')];
    expect(after(...over).at(-1)).toMatchObject({
      type: 'OrderTerminated',
      data: { reason: 'byOrder', documentDigest: expect.any(String) },
    });
    expect(grossOf([...over, due('2026-03-03')]).at(-1)).toBe('2026-03-02 -967.74');
    const once = [place('ordinary'), sign(seller), sign(buyer), fund('120000.00'), deliver()];
    expect(refusalOf([...once, accept(), settle()], terminate(buyer, 'byOrder'))).toBe(
      'order_state_forbids',
    );
  });

  it('one that is paid once is not charged', () => {
    const once = [place('ordinary'), sign(seller), sign(buyer)];
    expect(refusalOf(once, due('2026-04-01'))).toBe('charge_not_by_plan');
    expect(refusalOf([], due('2026-04-01'))).toBe('order_not_found');
  });
});
