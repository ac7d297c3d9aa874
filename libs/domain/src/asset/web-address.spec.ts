import { isWebAddress } from './web-address.js';

describe('a web address', () => {
  it.each(['https://数据.cn/a?b=c', 'HTTP://a.cn', 'http://127.0.0.1:80/'])('may be %s', (text) =>
    expect(isWebAddress(text)).toBe(true),
  );

  it.each(['ftp://a.cn', 'https://', 'https:///a', 'http://a b', 'a.cn', 'javascript:alert(1)'])(
    'is not %s',
    (text) => expect(isWebAddress(text)).toBe(false),
  );
});
