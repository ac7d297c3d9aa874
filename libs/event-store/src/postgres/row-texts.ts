/** Bytes of a column that is decoded together with its neighbours: its length is one byte of ASCII. */
const shortMax = 127;

/** Bytes of a column's length, which stand before it. */
const lengthBytes = 4;

/** A column's length; -1 for NULL. Without `readInt32BE`, whose checks cost more than the reading. */
const lengthAt = (bytes: Buffer, at: number): number =>
  ((bytes[at] ?? 0) << 24) |
  ((bytes[at + 1] ?? 0) << 16) |
  ((bytes[at + 2] ?? 0) << 8) |
  (bytes[at + 3] ?? 0);

/**
 * The columns of a `DataRow` message (PostgreSQL documentation, "Message Formats"), as text; what is
 * NULL is null. `start` is where the count of columns stands.
 *
 * Turning bytes into a string has a price for each call that is far above that of a short text, so
 * short columns that follow one another are decoded in one call, lengths and all, and cut out of it.
 */
export const textsOfRow = (bytes: Buffer, start: number): (string | null)[] => {
  const count = bytes.readInt16BE(start);
  const texts = new Array<string | null>(count);
  let at = start + 2;
  let runStart = at;
  let runColumn = 0;
  for (let column = 0; column < count; column++) {
    const length = lengthAt(bytes, at);
    if (length >= 0 && length <= shortMax) {
      at += lengthBytes + length;
      continue;
    }
    takeRun(bytes, runStart, at, texts, runColumn, column);
    at += lengthBytes;
    texts[column] = length < 0 ? null : bytes.toString('utf8', at, at + length);
    at += Math.max(length, 0);
    runStart = at;
    runColumn = column + 1;
  }
  takeRun(bytes, runStart, at, texts, runColumn, count);
  return texts;
};

/** Takes the short columns `first` to before `last`, which stand between two places. */
const takeRun = (
  bytes: Buffer,
  start: number,
  end: number,
  texts: (string | null)[],
  first: number,
  last: number,
): void => {
  if (first === last) return;
  const run = bytes.toString('utf8', start, end);
  // As many characters as bytes: all of it is ASCII, and places in both are the same.
  const isAscii = run.length === end - start;
  let at = start;
  for (let column = first; column < last; column++) {
    const from = at + lengthBytes;
    at = from + lengthAt(bytes, at);
    texts[column] = isAscii
      ? run.slice(from - start, at - start)
      : bytes.toString('utf8', from, at);
  }
};
