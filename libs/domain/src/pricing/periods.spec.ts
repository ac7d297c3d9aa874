import { daysWithin, lastDayOfPeriods, monthsOver, periodAt, periodsBegun } from './periods.js';

describe('periods of a plan', () => {
  it('are counted from the first day of use, so that the 31st comes back', () => {
    expect([0, 1, 2].map((index) => periodAt('2026-12-31', 'month', index))).toEqual([
      { from: '2026-12-31', until: '2027-01-30' },
      { from: '2027-01-31', until: '2027-02-27' },
      { from: '2027-02-28', until: '2027-03-30' },
    ]);
    expect(periodAt('2026-11-20', 'quarter', 1)).toEqual({
      ...{ from: '2027-02-20', until: '2027-05-19' },
    });
    expect(lastDayOfPeriods('2026-11-20', 'year', 2)).toBe('2028-11-19');
  });

  it('begin on their first day, within the term', () => {
    const begun = (by: string, until?: string) =>
      periodsBegun({ from: '2026-11-20', ...(until && { until }) }, 'month', by, 0, 9).map(
        ({ from }) => from,
      );
    expect(begun('2026-11-19')).toEqual([]);
    expect(begun('2026-11-20')).toEqual(['2026-11-20']);
    expect(begun('2026-12-19')).toEqual(['2026-11-20']);
    expect(begun('2026-12-20')).toEqual(['2026-11-20', '2026-12-20']);
    expect(begun('2027-12-20', '2026-12-19')).toEqual(['2026-11-20']);
    expect(begun('2027-12-20', '2026-12-20')).toEqual(['2026-11-20', '2026-12-20']);
  });

  it('know how many of their days lie within the term', () => {
    const period = { from: '2026-11-20', until: '2026-12-19' };
    expect(daysWithin(period, { from: '2026-11-20' })).toEqual({ used: 30, of: 30 });
    expect(daysWithin(period, { from: '2026-11-20', until: '2026-11-20' })).toEqual({
      ...{ used: 1, of: 30 },
    });
    expect(daysWithin(period, { from: '2026-11-01', until: '2026-11-19' })).toEqual({
      ...{ used: 0, of: 30 },
    });
  });
});

describe('months of use', () => {
  const over = (today: string, until?: string) =>
    monthsOver({ from: '2026-11-20', ...(until && { until }) }, today, 0, 9).map(
      ({ until: last }) => last,
    );

  it('are over on the first day of the next, and none is after the term', () => {
    expect(over('2026-11-30')).toEqual([]);
    expect(over('2026-12-01')).toEqual(['2026-11-30']);
    expect(over('2027-01-31')).toEqual(['2026-11-30', '2026-12-31']);
    expect(over('2027-01-31', '2026-11-25')).toEqual(['2026-11-30']);
    expect(over('2027-01-31', '2026-12-01')).toEqual(['2026-11-30', '2026-12-31']);
  });

  it('come from the n-th on, so many at once', () => {
    expect(monthsOver({ from: '2026-11-20' }, '2027-06-01', 2, 3).map(({ from }) => from)).toEqual([
      ...['2027-01-01', '2027-02-01', '2027-03-01'],
    ]);
  });
});
