import { refuse } from '@ledger/domain/refusal.js';
import { type FileBytes, slicesOf, startOf } from './file-bytes.js';

/**
 * The text of a file piece by piece, without its byte order mark: UTF-8, UTF-16 with its mark, or
 * GB18030 (which holds GBK and GB 2312). Refuses bytes that are none of them.
 */
export async function* textOf(file: FileBytes): AsyncGenerator<string> {
  const decoder = new TextDecoder(await encodingOf(file), { fatal: true });
  for await (const slice of slicesOf(file)) {
    const text = read(() => decoder.decode(slice, { stream: true }));
    if (text !== '') yield text;
  }
  const rest = read(() => decoder.decode());
  if (rest !== '') yield rest;
}

const encodingOf = async (file: FileBytes): Promise<string> => {
  const [first, second] = await startOf(file, 2);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  return (await isUtf8(file)) ? 'utf-8' : 'gb18030';
};

/** Whether a whole file is UTF-8: a GBK file may begin with much that is ASCII. */
const isUtf8 = async (file: FileBytes): Promise<boolean> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const fits = (slice?: Buffer): boolean => {
    try {
      decoder.decode(slice, { stream: slice !== undefined });
      return true;
    } catch {
      return false;
    }
  };
  for await (const slice of slicesOf(file)) if (!fits(slice)) return false;
  return fits();
};

const read = (decode: () => string): string => {
  try {
    return decode();
  } catch {
    return refuse('import_encoding_unknown');
  }
};
