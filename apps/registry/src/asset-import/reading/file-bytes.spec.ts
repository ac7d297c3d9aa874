import fc from 'fast-check';
import { bytesInMemory, partOf, startOf } from './file-bytes.js';

describe('the bytes of a file in memory', () => {
  it('are the same however they are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 9 }), { maxLength: 5 }),
        fc.nat(50),
        fc.nat(50),
        async (cut, from, upTo) => {
          const pieces = cut.map((piece) => Buffer.from(piece));
          const file = bytesInMemory(...pieces);
          const whole = Buffer.concat(pieces);
          expect(file.length).toBe(whole.length);
          expect(await partOf(file, from, upTo)).toEqual(whole.subarray(from, upTo));
          expect(await startOf(file, upTo)).toEqual(whole.subarray(0, upTo));
        },
      ),
    ));
});
