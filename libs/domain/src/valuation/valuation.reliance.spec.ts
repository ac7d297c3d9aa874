import fc from 'fast-check';
import { fromMinorUnits, minorUnits } from '../money.js';
import { relianceWarnings, standingAt } from './valuation.reliance.js';
import { spreadsOf } from './valuation.spread.js';
import { isValidAt, type RecordedValuation } from './valuation.state.js';

const valuation: RecordedValuation = {
  valuationId: 'v',
  reportNumber: '001',
  firmPartyId: 'firm',
  purpose: 'pledge',
  valueType: 'market',
  rightsValued: ['operation'],
  value: { amount: '100.00', currency: 'CNY' },
  baseDate: '2025-12-31',
  issuedOn: '2026-02-28',
  validUntil: '2026-12-30',
};
const withdrawnAt = (at: string): RecordedValuation => ({
  ...valuation,
  ended: { how: 'withdrawn', at, reason: '参数有误' },
});

describe('the standing of a report', () => {
  it.each([
    ['2026-02-27T15:59:59.999Z', 'notYetIssued'],
    ['2026-02-27T16:00:00.000Z', 'valid'],
    ['2026-12-30T15:59:59.999Z', 'valid'],
    ['2026-12-30T16:00:00.000Z', 'runOut'],
  ])('at %s is %s, by the day in Shanghai', (instant, standing) =>
    expect(standingAt(valuation, instant)).toBe(standing),
  );

  it('ends at the very instant of the withdrawal, with or without microseconds', () => {
    const withdrawn = withdrawnAt('2026-05-01T02:00:00.000Z');
    expect(standingAt(withdrawn, '2026-05-01T01:59:59.999000Z')).toBe('valid');
    expect(standingAt(withdrawn, '2026-05-01T02:00:00.000000Z')).toBe('withdrawn');
    expect(standingAt(withdrawn, '2027-05-01T02:00:00.000000Z')).toBe('withdrawn');
    const ended = { how: 'superseded' as const, at: '2026-05-01T02:00:00Z', byValuationId: 'w' };
    expect(standingAt({ ...valuation, ended }, '2026-06-01T00:00:00Z')).toBe('superseded');
  });

  it('by whole days is not valid on the day of its end any more', () => {
    const withdrawn = withdrawnAt('2026-05-01T02:00:00.000Z');
    const days = ['2026-04-30', '2026-05-01', '2026-05-02'];
    expect(days.map((day) => isValidAt(withdrawn, day))).toEqual([true, false, false]);
  });
});

describe('what a pledge can rest on', () => {
  it('are two answers: then and now', () => {
    const withdrawn = withdrawnAt('2026-05-01T02:00:00.000Z');
    const [pledgedAt, now] = ['2026-04-01T00:00:00Z', '2026-06-01T00:00:00Z'];
    expect([pledgedAt, now].map((at) => standingAt(withdrawn, at))).toEqual(['valid', 'withdrawn']);
    expect(standingAt(valuation, '2027-06-01T00:00:00Z')).toBe('runOut');
  });

  it('warns of another purpose, more rights, another type of value', () => {
    const of = (more: Partial<RecordedValuation>) =>
      relianceWarnings({ ...valuation, ...more }, [valuation]);
    expect(of({})).toEqual([]);
    expect(of({ purpose: 'booking' })).toEqual(['madeForAnotherPurpose']);
    expect(of({ rightsValued: ['holding', 'operation'] })).toEqual(['moreRightsValued']);
    expect(of({ valueType: 'inUse' })).toEqual(['notMarketValue']);
  });

  it('is told where another firm’s valid report of the same rights and type says less', () => {
    const [less, same] = ['791178.46', '791178.47'];
    const cny = (amount: string) => ({ amount, currency: 'CNY' }) as const;
    const report = { ...valuation, value: cny(same) };
    const beside = (more: Partial<RecordedValuation>) =>
      relianceWarnings(report, [report, { ...report, firmPartyId: 'another', ...more }]);
    expect(beside({ value: cny(less) })).toEqual(['anotherFirmLower']);
    expect(beside({})).toEqual([]);
    expect(beside({ value: cny(less), firmPartyId: report.firmPartyId })).toEqual([]);
    expect(beside({ value: cny(less), valueType: 'inUse' })).toEqual([]);
    expect(beside({ value: cny(less), rightsValued: ['holding'] })).toEqual([]);
    expect(beside({ value: cny(less), rightsValued: ['holding', 'operation'] })).toEqual([]);
  });
});

describe('the spread', () => {
  const worth = (amount: string, more: Partial<RecordedValuation> = {}): RecordedValuation => ({
    ...valuation,
    ...more,
    value: { amount, currency: 'CNY' },
  });

  it('compares reports of the same rights and type of value only', () => {
    const both = { rightsValued: ['operation', 'holding'] } as const;
    const turned = { rightsValued: ['holding', 'operation'] } as const;
    expect(
      spreadsOf([
        worth('677120.00'),
        worth('5.00', both),
        worth('791178.47'),
        worth('4.00', turned),
      ]),
    ).toMatchObject([
      {
        ...{ valueType: 'market', rightsValued: ['operation'], count: 2, ratio: '0.1684' },
        lowest: { amount: '677120.00' },
        highest: { amount: '791178.47' },
        difference: { amount: '114058.47' },
      },
      { rightsValued: ['holding', 'operation'], count: 2, ratio: '0.2500' },
    ]);
    expect(spreadsOf([])).toEqual([]);
    expect(spreadsOf([worth('1.00'), worth('1.00', { valueType: 'inUse' })])).toHaveLength(2);
  });

  it('holds every report between its ends, whatever the order', () =>
    fc.assert(
      fc.property(fc.array(fc.bigInt({ min: 1n, max: 10n ** 16n }), { minLength: 1 }), (fen) => {
        const all = fen.map((one) => worth(fromMinorUnits(one).amount));
        const [spread] = spreadsOf(all);
        const [low, high] = [minorUnits(spread!.lowest), minorUnits(spread!.highest)];
        expect(fen.every((one) => low <= one && one <= high)).toBe(true);
        expect([fen.includes(low), fen.includes(high), spread!.count]).toEqual([
          ...[true, true, fen.length],
        ]);
        expect(minorUnits(spread!.difference)).toBe(high - low);
        expect(spreadsOf(all.toReversed())).toEqual([spread]);
      }),
    ));
});
