import { refuse } from '@ledger/domain/refusal.js';
import { isUtf8 } from 'node:buffer';
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
  const [first, second, third] = await startOf(file, 3);
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  // A broken character in a file that is marked as UTF-8 does not make it another encoding.
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  return (await isAllUtf8(file)) ? 'utf-8' : 'gb18030';
};

/** Whether a whole file is UTF-8: a GBK file may begin with much that is ASCII. */
const isAllUtf8 = async (file: FileBytes): Promise<boolean> => {
  let begun: Buffer = Buffer.alloc(0);
  for await (const slice of slicesOf(file)) {
    const bytes = begun.length === 0 ? slice : Buffer.concat([begun, slice]);
    const end = wholeUpTo(bytes);
    if (!isUtf8(bytes.subarray(0, end))) return false;
    begun = bytes.subarray(end);
  }
  return begun.length === 0;
};

/** Where the last character of UTF-8 begins, if it goes on in the next slice; else the end. */
const wholeUpTo = (bytes: Buffer): number => {
  const { length } = bytes;
  for (let at = length - 1; at >= 0 && at >= length - 3; at--) {
    const byte = bytes[at] ?? 0;
    if (byte < 0x80) return length;
    if (byte < 0xc0) continue;
    const wanted = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return at + wanted > length ? at : length;
  }
  return length;
};

const read = (decode: () => string): string => {
  try {
    return decode();
  } catch {
    return refuse('import_encoding_unknown');
  }
};
