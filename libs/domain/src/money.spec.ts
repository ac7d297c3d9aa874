import fc from 'fast-check';
import {
  fromMinorUnits,
  groupedAmount,
  minorUnits,
  printedMoney,
  normalMoney,
  sumMoney,
} from './money.js';

const cny = (amount: string) => ({ amount, currency: 'CNY' as const });

describe('money', () => {
  it('reads whole amounts, one decimal and two decimals', () => {
    expect(minorUnits(cny('1250000'))).toBe(125_000_000n);
    expect(minorUnits(cny('0.5'))).toBe(50n);
    expect(minorUnits(cny('-0.05'))).toBe(-5n);
  });

  it.each(['', '1.234', '1,000', '1e3', ' 1', '1234567890123456', '.5', '+1'])(
    'does not read %j',
    (amount) => expect(() => minorUnits(cny(amount))).toThrow('Not an amount of money'),
  );

  it('writes equal amounts as equal text', () => {
    expect(normalMoney(cny('7'))).toEqual(cny('7.00'));
    expect(fromMinorUnits(-5n)).toEqual(cny('-0.05'));
  });

  it.each([
    ['0.00', '0.00 CNY'],
    ['999.99', '999.99 CNY'],
    ['1000.00', '1,000.00 CNY'],
    ['-1234567.80', '-1,234,567.80 CNY'],
    ['123456789012345.00', '123,456,789,012,345.00 CNY'],
  ])('prints %s in thousands', (amount, printed) =>
    expect(printedMoney(cny(amount))).toBe(printed),
  );

  it.each([
    ['1000', '1,000'],
    ['-999', '-999'],
    ['1234567.12345678901234567890', '1,234,567.12345678901234567890'],
    ['0.86956521739130434783', '0.86956521739130434783'],
    ['年末', '年末'],
  ])('groups %s before its point only', (number, printed) =>
    expect(groupedAmount(number)).toBe(printed),
  );

  it('survives a round trip and adds without loss', () => {
    const minor = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
    fc.assert(
      fc.property(fc.array(minor), (amounts) => {
        const money = amounts.map((amount) => fromMinorUnits(amount));
        const fitting = money.filter(({ amount }) => amount.replace('-', '').length <= 18);
        expect(fitting.map(minorUnits).map((amount) => fromMinorUnits(amount))).toEqual(fitting);
        expect(minorUnits(sumMoney(fitting.slice(0, 5)))).toBe(
          fitting.slice(0, 5).reduce((sum, amount) => sum + minorUnits(amount), 0n),
        );
      }),
    );
  });
});
