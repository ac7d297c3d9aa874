import { isPart, isShare, minus, plus, sumToOne, times } from './fraction.js';

describe('shares', () => {
  it.each(['1/1', '1/3', '999999999999999999/999999999999999999'])('takes %s', (share) =>
    expect(isShare(share)).toBe(true),
  );

  it.each(['0/1', '2/1', '1', '1/0', '-1/2', '0.5', '01/2', ''])('does not take %j', (share) =>
    expect(isShare(share)).toBe(false),
  );

  it('adds exactly', () => {
    expect(sumToOne(['1/3', '1/3', '1/3'])).toBe(true);
    expect(sumToOne(['1/3', '1/3', '333333333/1000000000'])).toBe(false);
    expect(sumToOne([])).toBe(false);
  });

  it('divides what was divided before, however long it gets', () => {
    const [long, other] = ['1/999999999999999989', '999999999999999988/999999999999999989'];
    const parts = [times(long, long), times(long, other), other];
    expect(sumToOne(parts)).toBe(true);
    expect(plus(parts[0] ?? '', parts[1] ?? '')).toBe(long);
    expect(plus(minus('1/3', '1/3'), '1/2')).toBe('1/2');
    expect(parts.map(isPart)).toEqual([true, true, true]);
    expect([isShare(parts[0] ?? ''), isPart('1/1'), isPart('1/3')]).toEqual([false, true, true]);
    expect([minus('1/3', '1/3'), minus('1/3', '1/2'), '4/3', ''].map(isPart)).toEqual([
      ...[false, false, false, false],
    ]);
  });
});
