import { Refused } from '../refusal.js';
import type { SharingTerms } from '../sharing/sharing.events.js';
import type { OrderCommand } from './order.commands.js';
import { orderKind } from './order.decider.js';
import type { OrderEvent } from './order.events.js';
import {
  balanceOf,
  balancesOf,
  contractedUnder,
  credit,
  due,
  pay,
} from './testing/charge-samples.js';
import { after, cny, stateOf, system } from './testing/course-samples.js';
import { orderId, outsider, seller } from './testing/order-samples.js';

const sharingId = '99999999-9999-5999-8999-999999999999';
/** The outsider's costs come first, then all is the seller's. */
const terms: SharingTerms = {
  base: 'netOfFee',
  first: [{ partyId: outsider, role: 'holder', kind: 'recovery', amount: cny('1500.00') }],
  tiers: [{ shares: [{ partyId: seller, role: 'operator', ratio: '1/1' }] }],
  guarantees: [],
};
const sharing = { sharingId, versions: [{ version: 1, from: '2026-03-01', terms }] };
const contracted = (): readonly OrderCommand[] => {
  const plan = { kind: 'subscription', every: 'month', amount: cny('1000.00'), vatIncluded: true };
  const [placed, mine, theirs] = contractedUnder(plan as Parameters<typeof contractedUnder>[0]);
  if (placed === undefined || theirs === undefined || mine?.type !== 'SignContract') {
    throw new Error('No contract.');
  }
  const named = { ...mine.data, sharing: { sharingId, ownerPartyId: seller } };
  return [placed, { ...mine, data: named }, theirs];
};
const charged = [...contracted(), due('2026-03-02', {}, { sharing })];
const divided = (chargeNo: number, recovered?: string, agreed = terms): OrderCommand => ({
  type: 'DivideCharge',
  data: {
    ...{ orderId, chargeNo },
    ...(recovered !== undefined && {
      sharing: {
        ...{ sharingId, version: 1, terms: agreed },
        recovered: [{ partyId: outsider, amount: cny(recovered) }],
      },
    }),
  },
  meta: system(),
});
const typesOf = (log: readonly OrderEvent[]) => log.map(({ type }) => type);
const sharesOf = (log: readonly OrderEvent[]) =>
  balanceOf(log, 'share', outsider) + balanceOf(log, 'payable', seller);
const isBalanced = (log: readonly OrderEvent[]) =>
  [...balancesOf(log).values()].reduce((sum, minor) => sum + minor, 0n) === 0n;

describe('a charge under an agreement by which costs come first', () => {
  it('waits, though it is paid, until it is known what it gives back of them', () => {
    const paid = after(...charged, pay('1000.00'));
    expect(paid.at(-1)).toMatchObject({ type: 'ChargesPaid' });
    expect(balanceOf(paid, 'escrow', orderId)).toBe(100_000n);
    const log = after(...charged, pay('1000.00'), divided(1, '900.00'));
    expect(typesOf(log).slice(-2)).toEqual(['ChargeDivided', 'ChargesSettled']);
    // 1000.00 less 56.60 of VAT and a fee of 9.43.
    expect(balanceOf(log, 'share', outsider)).toBe(90_000n);
    expect(balanceOf(log, 'payable', seller)).toBe(93_397n - 90_000n);
    expect(balanceOf(log, 'escrow', orderId)).toBe(0n);
    expect(isBalanced(log)).toBe(true);
  });

  it('is divided once, and settled when it is paid, whichever comes first', () => {
    const early = after(...charged, divided(1, '900.00'), pay('1000.00'));
    expect(typesOf(early).slice(-2)).toEqual(['ChargesPaid', 'ChargesSettled']);
    expect(balanceOf(early, 'share', outsider)).toBe(90_000n);
    expect(after(...charged, divided(1, '900.00'), divided(1, '1.00'))).toHaveLength(
      after(...charged, divided(1, '900.00')).length,
    );
  });

  it('holds up the next, for the oldest leaves first', () => {
    const two = [...charged, due('2026-04-02', {}, { sharing }), pay('2000.00')];
    const second = after(...two, divided(2, '566.03'));
    expect(typesOf(second).at(-1)).toBe('ChargeDivided');
    const both = after(...two, divided(2, '566.03'), divided(1, '933.97'));
    expect(both.at(-1)).toMatchObject({ data: { charges: [{ chargeNo: 1 }, { chargeNo: 2 }] } });
    expect(balanceOf(both, 'share', outsider)).toBe(150_000n);
    expect(isBalanced(both)).toBe(true);
  });

  it('is given back by what each got of it, before and after it is settled', () => {
    for (const past of [
      [...charged, divided(1, '900.00'), credit(1, '400.00'), pay('600.00')],
      [...charged, credit(1, '400.00'), divided(1, '900.00'), pay('600.00')],
      [...charged, pay('1000.00'), divided(1, '900.00'), credit(1, '400.00')],
    ]) {
      const log = after(...past);
      expect(isBalanced(log)).toBe(true);
      expect(balanceOf(log, 'escrow', orderId)).toBe(0n);
      expect(balanceOf(log, 'share', outsider)).toBe(54_000n);
      expect(sharesOf(log)).toBe(56_038n);
    }
    const whole = after(...charged, pay('1000.00'), divided(1, '900.00'), credit(1, '1000.00'));
    expect([balanceOf(whole, 'share', outsider), balanceOf(whole, 'payable', seller)]).toEqual([
      ...[0n, 0n],
    ]);
  });

  it('is divided as it stands where nothing is recovered, and never below nothing for the seller', () => {
    const plain = after(...charged, pay('1000.00'), divided(1));
    expect(balanceOf(plain, 'payable', seller)).toBe(93_397n);
    // Of the gross price: what went to the costs would leave nothing for tax and fee.
    const gross = { ...terms, base: 'gross' } as const;
    const versions = [{ version: 1, from: '2026-03-01', terms: gross }];
    const past = [...contracted(), due('2026-03-02', {}, { sharing: { sharingId, versions } })];
    const state = stateOf(after(...past));
    expect(() => orderKind.decider.decide(divided(1, '1000.00', gross), state)).toThrow(Refused);
  });
});
