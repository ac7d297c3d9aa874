import { given, whole } from './environment.js';

const port = (value: string | undefined) => {
  const env = value === undefined ? {} : { PORT: value };
  return whole(env, 'PORT', 3_000, 0, 65_535);
};

describe('a variable', () => {
  it('that is not set, or is empty, says nothing', () => {
    for (const value of [undefined, '', '  ']) expect(port(value)).toBe(3_000);
    expect(given({ HOST: '' }, 'HOST')).toBeUndefined();
    expect(given({ HOST: ' 127.0.0.1 ' }, 'HOST')).toBe('127.0.0.1');
  });

  it.each([
    ['0', 0],
    ['65535', 65_535],
    [' 8080 ', 8_080],
  ])('that is a whole number within bounds is taken: %j', (value, number) => {
    expect(port(value)).toBe(number);
  });

  it.each(['abc', '-1', '65536', '3000.5', '3e3', '0x50', '３０００', '99999999999'])(
    'that is none is refused by name, with what it may be: %j',
    (value) => {
      expect(() => port(value)).toThrow(
        `PORT is "${value}": it must be a whole number, 0 to 65535.`,
      );
    },
  );
});
