/** The bytes of a file, wherever they lie; read a part at a time, as often as needed. */
export interface FileBytes {
  readonly length: number;
  /** The bytes from one place up to another, in pieces as they are at hand. */
  read(from: number, upTo: number): AsyncIterable<Buffer>;
}

/** Bytes read at a time, so that a large file is never held as text as a whole. */
const sliceBytes = 16 * 1024;

/** A file that is in memory. */
export const bytesInMemory = (bytes: Buffer): FileBytes => ({
  length: bytes.length,
  async *read(from, upTo) {
    yield await Promise.resolve(bytes.subarray(from, upTo));
  },
});

/** A whole file from its start, cut small. */
export async function* slicesOf(file: FileBytes): AsyncGenerator<Buffer> {
  for await (const piece of file.read(0, file.length)) {
    for (let from = 0; from < piece.length; from += sliceBytes) {
      yield piece.subarray(from, from + sliceBytes);
    }
  }
}

/** The first bytes of a file, as many as there are up to a number. */
export const startOf = async (file: FileBytes, bytesMax: number): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of file.read(0, Math.min(bytesMax, file.length))) pieces.push(piece);
  return Buffer.concat(pieces);
};
