import fc from 'fast-check';
import { type Formation, recognise, type RecognitionInputs } from './recognition.js';

const whole: RecognitionInputs = {
  purpose: 'ownUse',
  identifiable: true,
  controlled: true,
  benefitsProbable: true,
  costReliable: true,
  fulfilsContract: false,
};
const bought: Formation = { source: 'purchased', conditionsMet: false, hasCosts: false };
const made: Formation = { ...bought, source: 'selfMade' };

describe('the recognition table', () => {
  it.each([
    [1, 'intangible', 'own use, bought', whole, bought],
    [1, 'intangible', 'serves customers, bought', { ...whole, purpose: 'service' }, bought],
    [2, 'inventory', 'for sale', { ...whole, purpose: 'sale' }, bought],
    [2, 'inventory', 'made for sale', { ...whole, purpose: 'sale' }, made],
    [3, 'unrecognised', 'own research', whole, made],
    [4, 'intangible', 'own development', whole, { ...made, conditionsMet: true }],
    [
      5,
      'unrecognised',
      'services',
      { ...whole, identifiable: false },
      { ...bought, hasCosts: true },
    ],
    [
      6,
      'contractCost',
      'fulfils a contract',
      { ...whole, purpose: 'service', identifiable: false, fulfilsContract: true },
      { ...bought, hasCosts: true },
    ],
    [7, 'unrecognised', 'no cost, no asset', { ...whole, controlled: false }, bought],
  ] as const)('row %i (%s): %s', (rule, carriedAs, _, inputs, formation) =>
    expect(recognise(inputs, formation)).toMatchObject({ rule, carriedAs }),
  );

  it('carries an asset only where every criterion is met', () => {
    const inputs = fc.record({
      purpose: fc.constantFrom('ownUse', 'service', 'sale' as const),
      identifiable: fc.boolean(),
      controlled: fc.boolean(),
      benefitsProbable: fc.boolean(),
      costReliable: fc.boolean(),
      fulfilsContract: fc.boolean(),
    }) as fc.Arbitrary<RecognitionInputs>;
    const formation = fc.record({
      source: fc.constantFrom('purchased', 'selfMade', 'other' as const),
      conditionsMet: fc.boolean(),
      hasCosts: fc.boolean(),
    }) as fc.Arbitrary<Formation>;
    fc.assert(
      fc.property(inputs, formation, (found, formed) => {
        const { carriedAs } = recognise(found, formed);
        const { identifiable, controlled, benefitsProbable, costReliable } = found;
        const isAsset = identifiable && controlled && benefitsProbable && costReliable;
        if (carriedAs === 'intangible' || carriedAs === 'inventory') expect(isAsset).toBe(true);
        if (carriedAs === 'contractCost') expect(isAsset).toBe(false);
      }),
    );
  });
});
