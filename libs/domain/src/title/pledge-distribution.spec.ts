import fc from 'fast-check';
import { fromMinorUnits, minorUnits } from '../money.js';
import { distribute, type Ranking } from './pledge-distribution.js';
import type { ClaimDue } from './pledge-life.events.js';
import { agreedOrder, byRank, type Slice } from './pledge-order.js';
import { cny, pledgeTerms } from './testing/title-samples.js';

const pledge = (
  pledgeId: string,
  titleVersion: number,
  amounts: readonly string[],
  terms: Partial<Ranking['terms']> = {},
): Ranking => ({
  pledgeId,
  terms: pledgeTerms(terms),
  remaining: cny('0.00'),
  tranches: amounts.map((amount, n) => ({
    rankKey: { titleVersion: titleVersion + n * 100, tranche: n + 1 },
    amount: cny(amount),
    remaining: cny(amount),
  })),
});

const owed = (pledgeId: string, costs: string, interest: string, principal: string): ClaimDue => ({
  pledgeId,
  costs: cny(costs),
  interest: cny(interest),
  principal: cny(principal),
});

const totals = (...args: Parameters<typeof distribute>) => {
  const { shares, surplus } = distribute(...args);
  return [...shares.map(({ total }) => total.amount), surplus.amount];
};

describe('proceeds', () => {
  const a = pledge('a', 1, ['100.00']);
  const b = pledge('b', 2, ['100.00']);
  const claims = [owed('a', '10.00', '20.00', '90.00'), owed('b', '0.00', '0.00', '50.00')];

  it('go by rank, a cap holding for all of a claim, and the rest to the pledgor', () => {
    expect(totals(cny('120.00'), [a, b], claims)).toEqual(['100.00', '20.00', '0.00']);
    expect(totals(cny('150.00'), [a, b], claims)).toEqual(['100.00', '50.00', '0.00']);
    expect(totals(cny('150.01'), [a, b], claims)).toEqual(['100.00', '50.00', '0.01']);
  });

  it('pay costs, interest, principal inside a claim, unless agreed otherwise', () => {
    const { shares } = distribute(cny('25.00'), [a], claims.slice(0, 1));
    expect(shares[0]).toMatchObject({
      costs: cny('10.00'),
      interest: cny('15.00'),
      principal: cny('0.00'),
      shortfall: cny('95.00'),
    });
    const order = ['principal', 'costs', 'interest'] as const;
    const agreed = claims.slice(0, 1).map((claim) => ({ ...claim, order }));
    expect(distribute(cny('95.00'), [a], agreed).shares[0]).toMatchObject({
      principal: cny('90.00'),
      costs: cny('5.00'),
      interest: cny('0.00'),
    });
  });

  it('pay interest and costs beyond the amount where only the principal is limited', () => {
    const ordinary = pledge('a', 1, ['100.00'], { kind: 'ordinary' });
    const claim = [owed('a', '10.00', '20.00', '100.00')];
    expect(totals(cny('200.00'), [ordinary], claim)).toEqual(['130.00', '70.00']);
    const half = [owed('a', '10.00', '20.00', '200.00')];
    expect(totals(cny('200.00'), [ordinary], half)).toEqual(['115.00', '85.00']);
    const capped = pledge('a', 1, ['100.00'], { capCovers: 'principal' });
    expect(totals(cny('200.00'), [capped], claim)).toEqual(['130.00', '70.00']);
  });

  it('secure no more principal than was owed when the claims were fixed, and what goes with it', () => {
    const fixing = { on: '2026-11-23', ground: 'noNewClaims', byPartyId: 'x', version: 3 } as const;
    const fixed = { ...a, fixed: { ...fixing, claims: cny('30.00') } };
    // Of 90.00 and 30.00 beside it a third was owed then: 30.00, and 10.00 with it.
    expect(totals(cny('100.00'), [fixed, b], claims)).toEqual(['40.00', '50.00', '10.00']);
    const all = { ...a, fixed: { ...fixing, claims: cny('90.00') } };
    expect(totals(cny('120.00'), [all, b], claims)).toEqual(['100.00', '20.00', '0.00']);
    const none = { ...a, fixed: { ...fixing, claims: cny('0.00') } };
    expect(totals(cny('120.00'), [none, b], claims)).toEqual(['0.00', '50.00', '70.00']);
    expect(totals(cny('120.00'), [fixed, b], claims.slice(1))).toEqual(['0.00', '50.00', '70.00']);
  });

  it('let an increase wait behind those registered before it', () => {
    const increased = pledge('a', 1, ['100.00', '50.00']);
    const claim = [owed('a', '0.00', '0.00', '150.00'), owed('b', '0.00', '0.00', '100.00')];
    expect(totals(cny('220.00'), [increased, b], claim)).toEqual(['120.00', '100.00', '0.00']);
  });

  it('keep for a silent pledgee what is registered for him', () => {
    const silent = { ...b, remaining: cny('100.00') };
    const { shares } = distribute(cny('150.00'), [a, silent], claims.slice(0, 1));
    expect(shares[1]).toMatchObject({ total: cny('50.00'), reserved: true });
  });
});

describe('a subordination', () => {
  const order = (slices: readonly Slice[], ...pairs: [string, string][]) =>
    agreedOrder(
      slices,
      pairs.map(([pledgeId, toPledgeId], n) => ({
        subordinationId: `s${n}`,
        pledgeId,
        toPledgeId,
        version: 10,
      })),
    ).map(({ pledgeId, amount }) => `${pledgeId}${amount}`);
  const slice = (pledgeId: string, titleVersion: number, amount: bigint): Slice => ({
    pledgeId,
    rankKey: { titleVersion, tranche: 1 },
    amount,
  });

  it('takes out of A up to the smaller of A and C; B stands as if there were none', () => {
    const three = [slice('a', 1, 100n), slice('b', 2, 70n), slice('c', 3, 40n)];
    expect(order(three, ['a', 'c'])).toEqual(['c40', 'a60', 'b70', 'a40']);
    const larger = [slice('a', 1, 30n), slice('b', 2, 70n), slice('c', 3, 40n)];
    expect(order(larger, ['a', 'c'])).toEqual(['c30', 'b70', 'c10', 'a30']);
  });

  it('covers what was secured when it was recorded, and nothing that was added later', () => {
    const increased = (by: number) => [
      slice('a', 1, 100n),
      slice('b', 2, 70n),
      slice('c', 3, 40n),
      slice('c', by, 50n),
    ];
    expect(order(increased(9), ['a', 'c'])).toEqual(['c50', 'c40', 'a10', 'b70', 'a40', 'a50']);
    expect(order(increased(11), ['a', 'c'])).toEqual(['c40', 'a60', 'b70', 'a40', 'c50']);
  });

  it('does nothing where who goes first is no longer there', () => {
    expect(order([slice('a', 1, 100n), slice('b', 2, 70n)], ['a', 'c'])).toEqual(['a100', 'b70']);
  });

  const amounts = fc.bigInt({ min: 0n, max: 1_000n });
  const slices = fc
    .array(fc.record({ pledgeId: fc.constantFrom('a', 'b', 'c', 'd'), amount: amounts }), {
      minLength: 1,
      maxLength: 8,
    })
    .map((some) => byRank(some.map(({ pledgeId, amount }, n) => slice(pledgeId, n + 1, amount))));
  const pair = fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('a', 'b', 'c', 'd'));

  it('leaves to everybody else exactly what stands before him, whatever is agreed', () =>
    fc.assert(
      fc.property(slices, pair, (before, [pledgeId, toPledgeId]) => {
        fc.pre(pledgeId !== toPledgeId);
        const after = agreedOrder(before, [
          { subordinationId: 's', pledgeId, toPledgeId, version: 10 },
        ]);
        const others = ['a', 'b', 'c', 'd'].filter((id) => id !== pledgeId && id !== toPledgeId);
        for (const id of others) expect(standings(after, id)).toEqual(standings(before, id));
        for (const id of [pledgeId, toPledgeId]) {
          expect(sumOf(after, id)).toBe(sumOf(before, id));
        }
      }),
    ));
});

const sumOf = (slices: readonly Slice[], id: string): bigint =>
  slices.filter(({ pledgeId }) => pledgeId === id).reduce((sum, { amount }) => sum + amount, 0n);

/** Each slice of a pledge with all that stands before it. */
const standings = (slices: readonly Slice[], id: string): string[] => {
  let through = 0n;
  return slices.flatMap(({ pledgeId, amount }) => {
    const before = through;
    through += amount;
    return pledgeId === id ? [`${before}+${amount}`] : [];
  });
};

describe('any distribution', () => {
  const fen = fc.bigInt({ min: 0n, max: 10_000_000n }).map((minor) => fromMinorUnits(minor));
  const ids = ['a', 'b', 'c'] as const;
  const ranking = fc
    .record({
      kind: fc.constantFrom('ordinary' as const, 'maximumAmount' as const),
      tranches: fc.array(fen, { minLength: 1, maxLength: 3 }),
    })
    .map(({ kind, tranches }) => ({ kind, amounts: tranches.map(({ amount }) => amount) }));
  const claim = fc.record({ costs: fen, interest: fen, principal: fen });

  it('sums to the proceeds, gives nobody more than he is owed, and no fen is lost', () =>
    fc.assert(
      fc.property(
        fen,
        fc.array(ranking, { minLength: 1, maxLength: 3 }),
        fc.array(claim, { maxLength: 3 }),
        fc.boolean(),
        (proceeds, some, dues, subordinates) => {
          const pledges = some.map(({ kind, amounts }, n) =>
            pledge(ids[n] ?? 'a', n + 1, amounts, { kind }),
          );
          const claims = dues
            .slice(0, pledges.length)
            .map((due, n) => ({ ...due, pledgeId: ids[n] ?? 'a' }));
          const agreed = { subordinationId: 's', pledgeId: 'a', toPledgeId: 'c', version: 10 };
          const { shares, surplus } = distribute(
            proceeds,
            pledges,
            claims,
            subordinates ? [agreed] : [],
          );
          const paid = shares.reduce((sum, { total }) => sum + minorUnits(total), 0n);
          expect(paid + minorUnits(surplus)).toBe(minorUnits(proceeds));
          for (const { total, costs, interest, principal, shortfall } of shares) {
            const parts = [costs, interest, principal].map(minorUnits);
            expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(minorUnits(total));
            expect(minorUnits(shortfall)).toBeGreaterThanOrEqual(0n);
          }
        },
      ),
    ));

  it('pays in whole whoever is secured in whole, where the proceeds reach: no fen stays behind', () =>
    fc.assert(
      fc.property(ranking, claim, ({ kind, amounts }, due) => {
        const { shares } = distribute(
          cny('1000000000.00'),
          [pledge('a', 1, amounts, { kind })],
          [{ ...due, pledgeId: 'a' }],
        );
        const [costs, interest, principal] = [due.costs, due.interest, due.principal].map(
          minorUnits,
        );
        const limited = kind === 'ordinary' ? principal! : costs! + interest! + principal!;
        const secured = amounts.reduce((sum, amount) => sum + minorUnits(cny(amount)), 0n);
        const isWhole = limited <= secured;
        expect(minorUnits(shares[0]!.shortfall) === 0n).toBe(isWhole);
      }),
      { numRuns: 500 },
    ));
});
