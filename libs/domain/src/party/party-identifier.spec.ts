import fc from 'fast-check';
import { countryOf, identifierNamed } from './party-identifier.js';
import { isAbroad } from './party.state.js';

const uscc = '91440300MADX00019R';
const lei = '5493001KJTIIGC8Y1R12';

describe('an organisation that a text names', () => {
  it('is told by the shape, in any case, with or without its scheme', () => {
    for (const text of [uscc, ` ${uscc.toLowerCase()} `, `uscc:${uscc}`, `USCC: ${uscc}`]) {
      expect(identifierNamed(text)).toEqual({ kind: 'uscc', value: uscc });
    }
    for (const text of [lei, lei.toLowerCase(), `lei:${lei}`, `LEI:${lei}`]) {
      expect(identifierNamed(text)).toEqual({ kind: 'lei', value: lei });
    }
    for (const text of ['de:hrb  12345', 'foreign:DE:HRB 12345']) {
      expect(identifierNamed(text)).toEqual({ kind: 'foreign', value: 'DE:HRB 12345' });
    }
  });

  it('is none where the text is none of the three', () => {
    const wrong = [
      '',
      'x',
      uscc.slice(1),
      '5493001KJTIIGC8Y1R13',
      'CN:12345',
      'DE:',
      `lei:${uscc}`,
    ];
    const person = '11010519491231002X';
    for (const text of [...wrong, `HK:${person}`, `uscc:${lei}`, `gln:${lei}`, 'DE']) {
      expect([text, identifierNamed(text)]).toEqual([text, undefined]);
    }
  });

  it('is the same when its name is read again', () => {
    const named = fc.oneof(
      fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{18}$/),
      fc.stringMatching(/^[a-zA-Z]{2}:[A-Z0-9][a-zA-Z0-9 ./-]{0,20}$/),
      fc.string(),
    );
    fc.assert(
      fc.property(named, (text) => {
        const found = identifierNamed(text);
        if (found !== undefined) expect(identifierNamed(found.value)).toEqual(found);
      }),
    );
  });
});

describe('where an organisation is', () => {
  const at = (kind: 'uscc' | 'lei' | 'foreign', value: string, country?: string) => {
    const where = country === undefined ? {} : { country };
    const identifier = { kind, value };
    return isAbroad({
      registration: { identifier, name: '某公司', partyClass: 'enterprise', ...where },
    });
  };

  it('is said by its identifier, of an LEI by what was stated', () => {
    expect(countryOf({ kind: 'uscc', value: uscc }, undefined)).toBe('CN');
    expect(countryOf({ kind: 'foreign', value: 'HK:1' }, undefined)).toBe('HK');
    expect(countryOf({ kind: 'lei', value: lei }, 'SG')).toBe('SG');
  });

  it('is abroad outside the mainland, and where nobody said', () => {
    expect([at('uscc', uscc), at('foreign', 'HK:1'), at('lei', lei, 'SG')]).toEqual([
      ...[false, true, true],
    ]);
    expect(at('lei', lei)).toBe(true);
    expect(isAbroad({})).toBe(false);
  });
});
