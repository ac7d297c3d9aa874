import { shanghaiTime, withShanghaiTimes } from './instants.js';

describe('an instant on paper', () => {
  it('is the time in China, which may be the next day', () =>
    expect(shanghaiTime('2026-11-22T16:30:00.123456Z')).toBe('2026-11-23 00:30:00 (UTC+8)'));

  it('is found in a text; dates and everything else stay', () => {
    const text = '中登网 0123 2026-11-22T02:06:00.246Z 至 2027-11-21';
    expect(withShanghaiTimes(text)).toBe('中登网 0123 2026-11-22 10:06:00 (UTC+8) 至 2027-11-21');
    expect(withShanghaiTimes('没有时间')).toBe('没有时间');
  });
});
