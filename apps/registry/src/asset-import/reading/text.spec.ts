import fc from 'fast-check';
import type { FileBytes } from './file-bytes.js';
import { bytesInMemory } from './file-bytes.js';
import { textOf } from './text.js';

const read = async (file: FileBytes): Promise<string> => {
  let text = '';
  for await (const piece of textOf(file)) text += piece;
  return text;
};

/** Cut everywhere: no character is whole in its piece. */
const inSingleBytes = (bytes: Buffer): FileBytes =>
  bytesInMemory(...Array.from(bytes, (byte) => Buffer.from([byte])));

describe('the text of a file', () => {
  it('is UTF-8 wherever its pieces are cut', () =>
    fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom('数', '据', 'a', 'é', '𠮷', ',', '\n') }),
        async (text) => {
          const bytes = Buffer.from(`x${text}`);
          expect(await read(bytesInMemory(bytes))).toBe(`x${text}`);
          expect(await read(inSingleBytes(bytes))).toBe(`x${text}`);
        },
      ),
    ));

  it('is GBK where it is not UTF-8', async () => {
    const bytes = Buffer.from([0x61, 0xca, 0xfd, 0xbe, 0xdd]);
    expect(await read(bytesInMemory(bytes))).toBe('a数据');
    expect(await read(inSingleBytes(bytes))).toBe('a数据');
  });

  it('is refused where it is neither, and where it ends within a character', async () => {
    const code = { code: 'import_encoding_unknown' };
    await expect(read(bytesInMemory(Buffer.from([0x61, 0xff, 0xff])))).rejects.toMatchObject(code);
    // As GB18030 these bytes would be 锘緼浼: the mark says what they are.
    const marked = Buffer.from('\ufeffA企').subarray(0, -1);
    await expect(read(bytesInMemory(marked))).rejects.toMatchObject(code);
    const cut = Buffer.from('xx𠮷').subarray(0, -1);
    await expect(read(bytesInMemory(cut))).rejects.toMatchObject(code);
  });
});
