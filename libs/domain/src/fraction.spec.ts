import { isShare, sumToOne } from './fraction.js';

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
});
