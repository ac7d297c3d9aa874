import { publicAddress } from './public-address.js';

const local = { mode: 'local' } as const;
const production = { mode: 'production' } as const;

describe('the address that a certificate leads to', () => {
  it('is this machine where nothing else is said, and must be said in production', () => {
    expect(publicAddress({}, local)).toBe('http://127.0.0.1:3000');
    expect(publicAddress({ PORT: '3100' }, local)).toBe('http://127.0.0.1:3100');
    expect(publicAddress({ PORT: '' }, local)).toBe('http://127.0.0.1:3000');
    expect(() => publicAddress({ PUBLIC_ADDRESS: ' ' }, production)).toThrow(
      'PUBLIC_ADDRESS is not set',
    );
  });

  it('is an https address without a path', () => {
    const read = (PUBLIC_ADDRESS: string) => publicAddress({ PUBLIC_ADDRESS }, production);
    expect(read('https://ledger.example.cn/')).toBe('https://ledger.example.cn');
    expect(read('https://ledger.example.cn:8443')).toBe('https://ledger.example.cn:8443');
    for (const wrong of [
      'http://a.cn',
      'ledger',
      'https://a.cn/x',
      'https://u:p@a.cn',
      'ftp://a',
    ]) {
      expect(() => read(wrong)).toThrow('it must be an https:// address');
    }
  });
});
