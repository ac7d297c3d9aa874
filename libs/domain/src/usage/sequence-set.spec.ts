import fc from 'fast-check';
import { SequenceSet } from './sequence-set.js';

const of = (numbers: readonly number[]): SequenceSet => {
  const set = SequenceSet.empty();
  for (const number of numbers) set.add(number);
  return set;
};

describe('a set of sequence numbers', () => {
  it.each([
    [[], ''],
    [[7], '7'],
    [[1, 2, 3], '1-3'],
    [[3, 1, 2], '1-3'],
    [[1, 3], '1,3'],
    [[1, 3, 2], '1-3'],
    [[5, 1, 2, 9, 8, 10], '1-2,5,8-10'],
    [[4, 4, 4], '4'],
  ])('of %j is written %j', (numbers, text) => expect(of(numbers).toString()).toBe(text));

  it('says whether a number was new', () => {
    const set = of([1, 2, 4]);
    expect([set.add(2), set.add(3), set.add(3)]).toEqual([false, true, false]);
    expect([set.ranges, set.highest]).toEqual([1, 4]);
  });

  it.each([
    [[], 5, ''],
    [[1, 2], 5, ''],
    [[3, 5, 6, 9], 5, '1-2,4,7-8'],
    [[3, 5, 6, 9], 2, '1-2,4'],
  ])('of %j lacks, in at most %j ranges more', (numbers, ranges, text) =>
    expect(of(numbers).missing(ranges)).toBe(text),
  );

  it.each(['2,1', '1-3,3', '4-2', 'x', '1,'])('is not read from %j', (text) =>
    expect(() => SequenceSet.parse(text)).toThrow('Not in order'),
  );

  it('is a copy that does not touch its source', () => {
    const set = of([1]);
    set.copy().add(2);
    expect(set.toString()).toBe('1');
  });
});

const numbers = fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 80 });

describe('any numbers', () => {
  it('are in the set exactly when they were put in, whatever the order, in the fewest ranges', () => {
    fc.assert(
      fc.property(numbers, fc.integer({ min: 1, max: 9 }), (list, piece) => {
        const set = of(list);
        const all = new Set(list);
        const found = Array.from({ length: 62 }, (_, at) => at).filter((at) => set.has(at));
        expect(found).toEqual([...all].sort((a, b) => a - b));
        const starts = [...all].filter((number) => !all.has(number - 1)).length;
        expect(set.ranges).toBe(starts);
        expect(SequenceSet.parse(set.toString()).toString()).toBe(set.toString());
        const pieces = set.pieces(piece);
        const again = pieces.reduce((sum, one) => sum.followedBy(one), SequenceSet.empty());
        expect(again.toString()).toBe(set.toString());
        for (const one of pieces) expect(one.split(',').length).toBeLessThanOrEqual(piece);
      }),
    );
  });
});
