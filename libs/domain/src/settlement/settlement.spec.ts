import fc from 'fast-check';
import { minorUnits } from '../money.js';
import type { SharingTerms } from '../sharing/sharing.events.js';
import { distribute, termsFault, weightsOf } from '../sharing/sharing.terms.js';
import { accountOf, accountParts, posted, posting } from './posting.js';
import { agreedPrice, vatInside } from './price.js';
import { divide, linesOf, reversedLines, sellerPart } from './settlement.js';
import { split } from './split.js';
import { settlementPolicy, type SettlementTerms } from './trading.policies.js';

const [seller, holder, broker, platform] = ['seller', 'holder', 'broker', 'platform'] as const;
const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
const rules: SettlementTerms = {
  vatRate: '0.06',
  feeRate: '0.01',
  feeVatRate: '0.06',
  feeRefunded: true,
};
const shares = [
  { partyId: seller, role: 'operator', ratio: '11/20' },
  { partyId: holder, role: 'holder', ratio: '3/10' },
  { partyId: broker, role: 'broker', ratio: '1/10' },
  { partyId: platform, role: 'platform', ratio: '1/20' },
] as const;
const plain: SharingTerms = { base: 'gross', first: [], tiers: [{ shares }], guarantees: [] };
const nobody = new Map<string, bigint>();

describe('splitting to the fen', () => {
  it('reproduces the worked example: 33,333.33 by 55/30/10/5 %', () =>
    expect(split(3_333_333n, [55n, 30n, 10n, 5n])).toEqual([
      1_833_333n,
      1_000_000n,
      333_333n,
      166_667n,
    ]));

  it('gives ties to the larger share, then to the one named first', () => {
    expect(split(1n, [1n, 1n, 2n])).toEqual([0n, 0n, 1n]);
    expect(split(1n, [1n, 1n])).toEqual([1n, 0n]);
    expect(split(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
  });

  it('always adds up, and nobody is more than a fen from his exact part', () => {
    const weights = fc.array(fc.bigInt(0n, 10_000n), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 15n), weights, (amount, all) => {
        const total = all.reduce((sum, one) => sum + one, 0n);
        fc.pre(total > 0n);
        const parts = split(amount, all);
        expect(parts.reduce((sum, one) => sum + one, 0n)).toBe(amount);
        for (const [at, part] of parts.entries()) {
          const off = part * total - amount * (all[at] ?? 0n);
          expect(off < total && off > -total).toBe(true);
        }
      }),
    );
  });

  it('has nothing to go by where all weights are 0', () =>
    expect(() => split(1n, [0n, 0n])).toThrow('weights'));
});

describe('a price', () => {
  it('has its VAT inside or on top; net and VAT add up to it', () => {
    expect(agreedPrice(cny('106.00'), true, '0.06')).toMatchObject({
      net: cny('100.00'),
      vat: cny('6.00'),
    });
    expect(agreedPrice(cny('99.99'), false, '0.06')).toMatchObject({
      net: cny('99.99'),
      gross: cny('105.99'),
    });
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 14n), (gross) => {
        const vat = vatInside(gross, '0.06');
        expect(vat >= 0n && vat <= gross).toBe(true);
      }),
    );
  });
});

describe('postings', () => {
  it('are two sides of one movement, and none of nothing', () => {
    expect(posting('custody:exchange', 'escrow:o', 5n)).toEqual([
      { debit: 'custody:exchange', credit: 'escrow:o', amount: cny('0.05') },
    ]);
    expect(posting('a', 'b', -5n)).toEqual([{ debit: 'b', credit: 'a', amount: cny('0.05') }]);
    expect(posting('a', 'b', 0n)).toEqual([]);
    expect([...posted(new Map(), posting('a', 'b', 5n)).values()]).toEqual([-5n, 5n]);
    expect(accountParts('escrow:o')).toEqual({ kind: 'escrow', owner: 'o' });
    for (const wrong of ['escrow', 'escrow:', 'purse:o', 'escrow:o:p'])
      expect(accountParts(wrong)).toBeUndefined();
  });
});

describe('dividing a price', () => {
  it('without an agreement: VAT, fee, and the rest to the seller', () => {
    const lines = linesOf(divide(10_600n, seller, rules), seller);
    expect(Object.fromEntries(lines)).toEqual({
      'payable:seller': 9_900n,
      'tax:seller': 600n,
      'fee:exchange': 94n,
      'tax:exchange': 6n,
    });
  });

  it('by the worked example, whatever the base: what was shared adds up to the base', () => {
    const worked = divide(
      3_333_333n,
      seller,
      { ...rules, feeRate: '0' },
      { terms: plain, recovered: nobody },
    );
    expect(worked.shares.map(({ amount }) => amount.amount)).toEqual([
      '18333.33',
      '10000.00',
      '3333.33',
      '1666.67',
    ]);
    for (const base of ['gross', 'netOfTax', 'netOfFee'] as const) {
      const division = divide(3_533_333n, seller, rules, {
        terms: { ...plain, base },
        recovered: nobody,
      });
      const shared = division.shares.reduce((sum, { amount }) => sum + minorUnits(amount), 0n);
      const [vat, fee] = [minorUnits(division.vat), minorUnits(division.fee)];
      const pool = {
        gross: 3_533_333n,
        netOfTax: 3_533_333n - vat,
        netOfFee: 3_533_333n - vat - fee,
      }[base];
      expect(shared).toBe(pool);
      expect([...linesOf(division, seller).values()].reduce((sum, one) => sum + one, 0n)).toBe(
        3_533_333n,
      );
    }
  });

  it('takes fixed amounts and recovery first, then bands, then fills up guarantees from the owner', () => {
    const terms: SharingTerms = {
      base: 'netOfFee',
      first: [
        { partyId: platform, role: 'platform', kind: 'fixed', amount: cny('10.00') },
        { partyId: holder, role: 'holder', kind: 'recovery', amount: cny('50.00') },
      ],
      tiers: [
        { upTo: cny('20.00'), shares: [{ partyId: seller, role: 'operator', ratio: '1/1' }] },
        {
          shares: [
            { partyId: seller, role: 'operator', ratio: '1/2' },
            { partyId: broker, role: 'broker', ratio: '1/2' },
          ],
        },
      ],
      guarantees: [{ partyId: broker, amount: cny('12.00') }],
    };
    const got = distribute(10_000n, terms, seller, new Map([[holder, 5_000n]]));
    // 100.00 − 10.00 − 50.00 = 40.00: 20.00 to the seller, 10.00 each; the broker is owed 12.00.
    expect(Object.fromEntries(got)).toEqual({
      [platform]: 1_000n,
      [holder]: 5_000n,
      [seller]: 2_800n,
      [broker]: 1_200n,
    });
    expect(Object.fromEntries(distribute(500n, terms, seller))).toMatchObject({
      [platform]: 500n,
      [seller]: 0n,
      [broker]: 0n,
    });
  });

  it('may leave the seller with less than tax and fee, which the order then refuses', () => {
    const greedy = {
      ...plain,
      tiers: [{ shares: [{ partyId: broker, role: 'broker', ratio: '1/1' }] }],
    } as const;
    expect(
      sellerPart(divide(10_600n, seller, rules, { terms: greedy, recovered: nobody }), seller),
    ).toBeLessThan(0n);
  });

  it('reads fractions as whole weights', () =>
    expect(weightsOf(['1/2', '1/3', '1/6'])).toEqual([3n, 2n, 1n]));
});

describe('giving a price back', () => {
  const terms = fc.constantFrom<SharingTerms>(
    plain,
    { ...plain, base: 'netOfTax' },
    {
      ...plain,
      base: 'netOfFee',
      first: [{ partyId: holder, role: 'holder', kind: 'fixed', amount: cny('3.33') }],
    },
  );
  const kept = fc.boolean();
  const gross = fc.bigInt(1n, 10n ** 9n);

  it('undoes all of it at the end, by the same shares; every part adds up to what is given back', () => {
    fc.assert(
      fc.property(
        gross,
        terms,
        kept,
        fc.array(fc.integer({ min: 1, max: 99 }), { maxLength: 4 }),
        (price, sharing, feeRefunded, percents) => {
          const division = divide(
            price,
            seller,
            { ...rules, feeRefunded },
            { terms: sharing, recovered: nobody },
          );
          for (const percent of percents) {
            const part = (price * BigInt(percent)) / 100n;
            const sum = [...reversedLines(part, division, seller).values()].reduce(
              (total, one) => total + one,
              0n,
            );
            expect(sum).toBe(part);
          }
          const all = reversedLines(price, division, seller);
          if (feeRefunded) expect([...all]).toEqual([...linesOf(division, seller)]);
          else expect(all.get(accountOf('fee', 'exchange'))).toBe(0n);
        },
      ),
    );
  });

  it('of half the worked example goes by 55/30/10/5 % again', () => {
    const division = divide(
      3_333_333n,
      seller,
      { ...rules, vatRate: '0', feeRate: '0' },
      { terms: plain, recovered: nobody },
    );
    const lines = reversedLines(1_666_667n, division, seller);
    const parts = [
      accountOf('payable', seller),
      ...[holder, broker, platform].map((id) => accountOf('share', id)),
    ];
    expect(parts.map((account) => lines.get(account))).toEqual([
      916_667n,
      500_000n,
      166_667n,
      83_333n,
    ]);
  });
});

describe('terms of sharing', () => {
  it.each([
    [
      'ratiosNotOne',
      { tiers: [{ shares: [{ partyId: seller, role: 'operator', ratio: '1/2' }] }] },
    ],
    ['amountNotPositive', { guarantees: [{ partyId: broker, amount: cny('0.00') }] }],
    [
      'participantTwice',
      {
        guarantees: [
          { partyId: broker, amount: cny('1.00') },
          { partyId: broker, amount: cny('1.00') },
        ],
      },
    ],
    ['tiersNotAscending', { tiers: [] }],
    ['tiersNotAscending', { tiers: [{ upTo: cny('1.00'), shares }] }],
    [
      'tiersNotAscending',
      { tiers: [{ upTo: cny('2.00'), shares }, { upTo: cny('2.00'), shares }, { shares }] },
    ],
  ] as const)('%s', (fault, change) => {
    expect(termsFault({ ...plain, ...change } as SharingTerms)).toBe(fault);
    expect(termsFault(plain)).toBeUndefined();
  });
});

it('the shipped policy is what the sheet says, and takes no fee', () =>
  expect(settlementPolicy.shipped?.()).toEqual({
    vatRate: '0.06',
    feeRate: '0',
    feeVatRate: '0.06',
    feeRefunded: true,
  }));
