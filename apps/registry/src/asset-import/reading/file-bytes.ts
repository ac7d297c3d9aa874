/** The bytes of a file, wherever they lie; read a part at a time, as often as needed. */
export interface FileBytes {
  readonly length: number;
  /** The bytes from one place up to another, in pieces as they are at hand. */
  read(from: number, upTo: number): AsyncIterable<Buffer>;
}

/** Bytes read at a time, so that a large file is never held as text as a whole. */
const sliceBytes = 16 * 1024;

/** A file that is in memory, in one piece or in several. */
export const bytesInMemory = (...pieces: readonly Buffer[]): FileBytes => ({
  length: pieces.reduce((sum, { length }) => sum + length, 0),
  async *read(from, upTo) {
    let start = 0;
    for (const piece of pieces) {
      const part = piece.subarray(Math.max(from - start, 0), Math.max(upTo - start, 0));
      if (part.length > 0) yield await Promise.resolve(part);
      start += piece.length;
    }
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
export const startOf = (file: FileBytes, bytesMax: number): Promise<Buffer> =>
  partOf(file, 0, bytesMax);

/** The bytes from one place up to another, as many as there are. */
export const partOf = async (file: FileBytes, from: number, upTo: number): Promise<Buffer> => {
  const pieces: Buffer[] = [];
  for await (const piece of file.read(from, Math.min(upTo, file.length))) pieces.push(piece);
  const [only = Buffer.alloc(0)] = pieces;
  return pieces.length > 1 ? Buffer.concat(pieces) : only;
};
