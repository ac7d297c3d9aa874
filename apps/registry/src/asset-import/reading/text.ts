import { refuse } from '@ledger/domain/refusal.js';
import { isUtf8 } from 'node:buffer';

/** Bytes decoded at a time, so that a large file is never held as text as a whole. */
const sliceBytes = 16 * 1024;

/**
 * The text of a file piece by piece, without its byte order mark: UTF-8, UTF-16 with its mark, or
 * GB18030 (which holds GBK and GB 2312). Refuses bytes that are none of them.
 */
export const textOf = (bytes: Buffer): Iterable<string> => decoded(bytes, encodingOf(bytes));

const encodingOf = (bytes: Buffer): string => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return isUtf8(bytes) ? 'utf-8' : 'gb18030';
};

function* decoded(bytes: Buffer, encoding: string): Iterable<string> {
  const decoder = new TextDecoder(encoding, { fatal: true });
  for (let from = 0; from < bytes.length; from += sliceBytes) {
    const text = read(() =>
      decoder.decode(bytes.subarray(from, from + sliceBytes), { stream: true }),
    );
    if (text !== '') yield text;
  }
  const rest = read(() => decoder.decode());
  if (rest !== '') yield rest;
}

const read = (decode: () => string): string => {
  try {
    return decode();
  } catch {
    return refuse('import_encoding_unknown');
  }
};
