import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { BrokenLogFile } from './log-file.js';

const lineFeed = 0x0a;
const gzipMark = Buffer.from([0x1f, 0x8b]);

/** A line without its line feed. `isWhole` is false for a last line that has none. */
export interface Line {
  readonly bytes: Buffer;
  readonly isWhole: boolean;
}

/** The lines of a file, unpacked where it is gzip. Throws `BrokenLogFile` where that breaks off. */
export async function* linesOf(file: string): AsyncGenerator<Line> {
  let rest: Buffer[] = [];
  let line = 1;
  try {
    for await (const chunk of await bytesOf(file)) {
      let from = 0;
      const bytes = chunk as Buffer;
      for (let at = bytes.indexOf(lineFeed); at !== -1; at = bytes.indexOf(lineFeed, from)) {
        const own = bytes.subarray(from, at);
        yield { bytes: rest.length === 0 ? own : Buffer.concat([...rest, own]), isWhole: true };
        line += 1;
        rest = [];
        from = at + 1;
      }
      if (from < bytes.length) rest.push(bytes.subarray(from));
    }
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (!code.startsWith('Z_')) throw error;
    throw new BrokenLogFile(line, 'the packed file breaks off or is damaged here.');
  }
  if (rest.length > 0) yield { bytes: Buffer.concat(rest), isWhole: false };
}

const bytesOf = async (file: string): Promise<Readable> => {
  const handle = await open(file);
  try {
    const mark = Buffer.alloc(2);
    await handle.read(mark, 0, 2, 0);
    const stream = createReadStream(file, { highWaterMark: 256 * 1024 });
    if (!mark.equals(gzipMark)) return stream;
    const unpacked = createGunzip();
    stream.on('error', (error) => unpacked.destroy(error));
    return stream.pipe(unpacked);
  } finally {
    await handle.close();
  }
};
