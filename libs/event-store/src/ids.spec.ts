import fc from 'fast-check';
import { v5 } from 'uuid';
import { assetIdOf, derivedId, holdingIdOf, newId, partyIdOf } from './ids.js';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-([0-9])[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('ids', () => {
  it('makes a new id each time', () => {
    const ids = Array.from({ length: 1000 }, newId);
    expect(new Set(ids).size).toBe(1000);
    for (const id of ids) expect(uuid.exec(id)?.[1]).toBe('7');
  });

  it('derives the same id from the same parts, for ever', () => {
    expect(derivedId('caller', 'route', 'key', '0')).toBe(derivedId('caller', 'route', 'key', '0'));
    expect(uuid.exec(derivedId('caller'))?.[1]).toBe('5');
    expect(derivedId('frozen', 'vector')).toBe('b86c422b-3748-5dab-9ad3-a4d3b1a68fa5');
  });

  it('derives what RFC 9562 calls version 5', () => {
    const namespace = '6f1d3c52-0c55-5f0e-9a44-2b8f0f5a7d10';
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'grapheme' })), (parts) =>
        expect(derivedId(...parts)).toBe(v5(JSON.stringify(parts), namespace)),
      ),
    );
  });

  it('derives it from names of any length', () => {
    const namespace = '6f1d3c52-0c55-5f0e-9a44-2b8f0f5a7d10';
    for (const length of [160, 161, 162, 500, 5_000]) {
      for (const character of ['a', '数']) {
        const part = character.repeat(length);
        expect(derivedId(part)).toBe(v5(JSON.stringify([part]), namespace));
      }
    }
  });

  it('tells parts apart by where they end', () => {
    const ids = [derivedId('a', 'b'), derivedId('ab'), derivedId('a,b'), derivedId('a', 'b', '')];
    expect(new Set(ids).size).toBe(4);
  });

  it('names a party by its identifier', () => {
    expect(partyIdOf('uscc', '91440300MA5EXAMPL0')).toBe(partyIdOf('uscc', '91440300MA5EXAMPL0'));
    expect(partyIdOf('uscc', '1')).not.toBe(partyIdOf('lei', '1'));
  });

  it('names an asset by its applicant and his number, and its entries by their order', () => {
    const asset = assetIdOf(partyIdOf('uscc', '1'), 'EXT-1');
    expect(asset).toBe(assetIdOf(partyIdOf('uscc', '1'), 'EXT-1'));
    expect(asset).not.toBe(assetIdOf(partyIdOf('uscc', '2'), 'EXT-1'));
    expect(holdingIdOf(asset, 0)).toBe(holdingIdOf(asset, 0));
    expect(holdingIdOf(asset, 0)).not.toBe(holdingIdOf(asset, 1));
  });
});
