import { hasUsccCheck, hasUsccForm, normalUscc, usccCheckCharacter } from './uscc.js';

describe('unified social credit code', () => {
  it.each(['91440300MADX00019R', '91330100K123456779', '1231000042600ABC34', '91350100M000100Y43'])(
    'accepts %s',
    (code) => expect(hasUsccCheck(code)).toBe(true),
  );

  it('refuses the standard commentary’s code with a final Z, and one changed character', () => {
    expect(hasUsccCheck('91350100M000100Y4Z')).toBe(false);
    expect(hasUsccCheck('91440300MADX00018R')).toBe(false);
  });

  it('gives 0, not 31, where the weighted sum is a multiple of 31', () => {
    expect(usccCheckCharacter('00000000000000000')).toBe('0');
  });

  it('does not turn the letter O into a zero', () => {
    expect(hasUsccForm(normalUscc(' 9144O300madx00019r '))).toBe(false);
    expect(normalUscc(' 91440300madx00019r ')).toBe('91440300MADX00019R');
  });
});
