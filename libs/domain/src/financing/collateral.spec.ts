import fc from 'fast-check';
import { fromMinorUnits } from '../money.js';
import {
  claimed,
  entry,
  fact,
  joint,
  lender,
  opened,
  operation,
  otherLender,
  pledged,
  pledgeId,
  released,
  titleOf,
} from '../title/testing/title-samples.js';
import { titleDecider } from '../title/title.decider.js';
import type { PledgeTerms, TitleEvent } from '../title/title.events.js';
import type { Title } from '../title/title.js';
import { claimsClosed, securedSpans, securing, valueAt } from './collateral.js';
import { coverageOf, countsFor, type Rank } from './coverage.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });
const { assetId } = titleOf(opened());
const perfected = [
  { assetId, holdingId: operation, pledgeId: pledgeId(1), secured: cny('1000.00') },
];
const appraised = [{ assetId, valuationId: 'v-1', value: cny('2000.00'), version: 4 }];
const covering = (title: Title, date = '2026-11-23', ours = perfected) =>
  securing(appraised, ours, new Map([[assetId, title]]), date);
const at = (ahead: string, secured: string): Rank => ({ ahead: cny(ahead), secured: cny(secured) });
const covered = (...ranks: readonly Rank[]) => [{ ...appraised[0], ranks }];
const nothing = [{ assetId, value: cny('0.00'), version: 4, unsecured: true }];
const own = (n = 1, more: Partial<PledgeTerms> = {}) =>
  pledged(n, { amount: cny('1000.00'), until: '2027-01-31', ...more });
const others = (n: number, amount: string) => pledged(n, { amount: cny(amount) }, otherLender);
const standing = titleOf(opened(), own());

describe('what covers a facility', () => {
  it('is the appraisal of an asset while its pledge stands, to the end of its last day', () => {
    expect(covering(standing)).toEqual(covered(at('0.00', '1000.00')));
    expect(covering(standing, '2027-01-31')).toEqual(covered(at('0.00', '1000.00')));
    expect(covering(standing, '2027-02-01')).toEqual(nothing);
    expect(covering(standing, '2026-11-22')).toEqual(nothing);
  });

  it('is nothing of an asset whose pledge was released, or that is no more', () => {
    expect(covering(titleOf(opened(), own(), released()))).toEqual(nothing);
    const closing = { mode: 'exOfficio', reason: '依法', pledgeIds: [pledgeId(1)] } as const;
    const closed = titleDecider.evolve(
      standing,
      fact('TitleClosed', { ...closing, on: '2026-12-01' }),
    );
    expect(covering(closed, '2026-11-30')).toEqual(covered(at('0.00', '1000.00')));
    expect(covering(closed, '2026-12-01')).toEqual(nothing);
  });

  it('is nothing of an asset on which only others have pledges, or of another asset', () => {
    const theirs = [{ ...perfected[0]!, pledgeId: pledgeId(2) }];
    expect(covering(standing, '2026-11-23', theirs)).toEqual(nothing);
    const elsewhere = [{ ...perfected[0]!, assetId: 'another' }];
    expect(covering(standing, '2026-11-23', elsewhere)).toEqual(nothing);
    expect(securing(appraised, perfected, new Map(), '2026-11-23')).toEqual(nothing);
  });

  it('comes after what was registered before, and before what came later', () => {
    const second = titleOf(opened(), others(1, '300.00'), own(2), others(3, '900.00'));
    const ours = [{ ...perfected[0]!, pledgeId: pledgeId(2) }];
    expect(covering(second, '2026-11-23', ours)).toEqual(covered(at('300.00', '1000.00')));
    const stepsBack = fact('PledgeSubordinated', {
      ...{ pledgeId: pledgeId(1), toPledgeId: pledgeId(2), subordinationId: 's' },
      ...{ contractDigest: 'ef'.repeat(32), on: '2026-11-23' },
    });
    expect(covering(titleDecider.evolve(second, stepsBack), '2026-11-23', ours)).toEqual(
      covered(at('0.00', '300.00'), at('300.00', '700.00')),
    );
  });

  it('is not what somebody claims whom the pledgor has not confirmed', () => {
    const one = titleOf(opened(), claimed(1, { amount: cny('300.00') }, otherLender), own(2));
    const ours = [{ ...perfected[0]!, pledgeId: pledgeId(2) }];
    expect(covering(one, '2026-11-23', ours)).toEqual(covered(at('0.00', '1000.00')));
  });

  it('secures no more than the claims that were fixed, however high the cap', () => {
    const fixed = fact('ClaimsFixed', {
      ...{ pledgeId: pledgeId(1), ground: 'noNewClaims', claims: cny('400.00') },
      ...{ byPartyId: lender, on: '2026-11-23' },
    });
    expect(covering(titleDecider.evolve(standing, fixed))).toEqual(covered(at('0.00', '400.00')));
  });

  it('is told from day to day by the title as it was known then', () => {
    const senior = titleOf(opened(), others(1, '300.00'));
    const both = titleDecider.evolve(senior, own(2, { until: '2026-12-31' }));
    const alone = titleDecider.evolve(both, released(1));
    const ours = [{ ...perfected[0]!, pledgeId: pledgeId(2) }];
    const spans = securedSpans({ perfected: ours, lenderPartyId: 'lender' }, assetId, [
      { from: '2026-11-01', title: senior },
      { from: '2026-11-23', title: both },
      { from: '2026-12-10', title: alone },
    ]);
    const worth = (date: string) => valueAt(cny('2000.00'), spans, date, '0');
    const days = [
      '2026-11-22',
      '2026-11-23',
      '2026-12-09',
      '2026-12-10',
      '2026-12-31',
      '2027-01-01',
    ];
    expect(days.map(worth)).toEqual([0n, 170_000n, 170_000n, 200_000n, 200_000n, 0n]);
  });
});

describe('the claims of a facility’s pledges', () => {
  const fixed = (n: number, on: string) =>
    fact('ClaimsFixed', {
      ...{ pledgeId: pledgeId(n), ground: 'noNewClaims', claims: cny('400.00') },
      ...{ byPartyId: lender, on },
    });
  const ours = [1, 2].map((n) => ({ ...perfected[0]!, pledgeId: pledgeId(n) }));
  const both = [opened(), own(1), own(2)];
  const closed = (...events: readonly TitleEvent[]) =>
    claimsClosed(ours, new Map([[assetId, titleOf(...events)]]), '2026-11-25');

  it('are closed when those of all that stand are fixed, from the last on', () => {
    expect(closed(...both)).toBeUndefined();
    expect(closed(...both, fixed(1, '2026-11-24'))).toBeUndefined();
    expect(closed(...both, fixed(1, '2026-11-24'), fixed(2, '2026-11-25'))).toEqual({
      from: '2026-11-25',
      pledges: [1, 2].map((n) => ({ assetId, pledgeId: pledgeId(n), titleVersion: 5 })),
    });
    expect(closed(...both, fixed(1, '2026-11-24'), released(2))).toMatchObject({
      from: '2026-11-24',
      pledges: [{ pledgeId: pledgeId(1) }],
    });
  });

  it('are closed by the clock when their period is over, and not where no pledge stands', () => {
    expect(closed(opened(), own(1, { claimsUntil: '2026-11-24' }))).toMatchObject({
      from: '2026-11-25',
    });
    expect(closed(opened(), own(1, { claimsUntil: '2026-11-25' }))).toBeUndefined();
    expect(closed(opened(), own(1), released(1))).toBeUndefined();
  });
});

describe('coverage by rank', () => {
  const terms = { haircut: '0.1', coverageMin: '1.2' };
  const of = (ranks: readonly Rank[], balance: string) =>
    coverageOf([{ value: cny('2000.00'), ranks }], cny(balance), terms);

  it('takes off what comes before, after the haircut', () =>
    expect(of([at('300.00', '1000.00')], '1000.00')).toEqual({
      ...{ value: cny('1500.00'), realisable: cny('1000.00'), balance: cny('1000.00') },
      ...{ coverage: '1.5000', isBreached: false },
    }));

  it('is breached on either side of the agreed minimum, and where less than the balance is secured', () => {
    expect(of([at('600.00', '1000.00')], '1000.00').isBreached).toBe(false);
    expect(of([at('600.01', '1000.00')], '1000.00').isBreached).toBe(true);
    expect(of([at('0.00', '999.99')], '1000.00')).toMatchObject({
      ...{ coverage: '1.8000', realisable: cny('999.99'), isBreached: true },
    });
  });

  it('asks for no more security than was agreed', () => {
    const ranks = [at('0.00', '500.00')];
    const least = { haircut: '0', coverageMin: '0.5' };
    const by = (balance: string) =>
      coverageOf([{ value: cny('2000.00'), ranks }], cny(balance), least).isBreached;
    expect([by('1000.00'), by('1000.02')]).toEqual([false, true]);
  });

  it('is nothing where all is ahead, and never less than nothing', () => {
    expect(of([at('1800.00', '1000.00')], '1.00')).toMatchObject({
      ...{ value: cny('0.00'), realisable: cny('0.00'), coverage: '0.0000', isBreached: true },
    });
    expect(of([at('9999.00', '1000.00')], '1.00').value).toEqual(cny('0.00'));
  });

  it('counts the best of several entries, for an appraisal is of the asset', () => {
    const entries = opened(entry(), entry({ holdingId: joint }));
    const elsewhere = { ...own(3), data: { ...own(3).data, holdingId: joint } } as TitleEvent;
    const two = titleOf(entries, others(1, '300.00'), own(2), elsewhere);
    const ours = [2, 3].map((n) => ({ ...perfected[0]!, pledgeId: pledgeId(n) }));
    const low = [{ ...appraised[0]!, value: cny('1000.00') }];
    expect(securing(low, ours, new Map([[assetId, two]]), '2026-11-23')).toEqual([
      { ...low[0], ranks: [at('0.00', '1000.00')] },
    ]);
  });

  it('brings what a distribution by rank would bring', () => {
    const fen = fc.integer({ min: 1, max: 100_000 });
    const order = fc.array(fc.record({ isOwn: fc.boolean(), amount: fen }), { maxLength: 8 });
    fc.assert(
      fc.property(order, fc.integer({ min: 0, max: 300_000 }), (slices, worth) => {
        let [left, ahead, reach] = [BigInt(worth), 0n, 0n];
        const ranks: Rank[] = [];
        for (const { isOwn, amount } of slices) {
          const [part, wanted] = [left, BigInt(amount)];
          const paid = part < wanted ? part : wanted;
          if (isOwn) {
            ranks.push({ ahead: fromMinorUnits(ahead), secured: fromMinorUnits(wanted) });
            reach += paid;
          }
          left -= paid;
          ahead += wanted;
        }
        const counts = countsFor({ value: fromMinorUnits(BigInt(worth)), ranks }, '0');
        expect(counts.reach).toBe(reach);
        expect(counts.net >= counts.reach && counts.net <= BigInt(worth)).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
