import { minus, sumToOne } from '../fraction.js';
import { bank, buyer, entry, stranger, today } from './testing/title-samples.js';
import { type Movement, partsOf } from './transfer-parts.js';

const prime = 999_999_999_999_999_989n;

/** A part of the bank's share, which has so many digits in its denominator, goes to a buyer. */
const moved = (digits: number) => {
  const own = `${'9'.repeat(digits - 1)}/1${'0'.repeat(digits - 1)}`;
  const others = { partyId: stranger, share: minus('1/1', own) };
  const movement: Movement = {
    part: { share: `1/${prime}` },
    ...{ transferId: 'transfer', toHoldingId: 'to', remainingHoldingId: 'rest' },
    ...{
      transferees: [{ partyId: buyer }],
      transfereeEvidence: [],
      contractDigest: '12'.repeat(32),
    },
  };
  const from = { ...entry({ holders: [{ partyId: bank, share: own }, others] }), version: 1 };
  return partsOf(from, movement, bank, today).to.holders.map(({ share = '' }) => share);
};

describe('a share that was divided before', () => {
  it('is divided once more, up to 200 signs of a fraction, and all are exactly 1', () => {
    for (const digits of [2, 18, 19, 82]) {
      const shares = moved(digits);
      expect([shares.length, sumToOne(shares)]).toEqual([3, true]);
    }
    expect(() => moved(83)).toThrow('shares_invalid');
  });
});
