/**
 * One column of many rows as an array of text in the binary form of Postgres: nothing is escaped
 * here and nothing unescaped there, and a statement has one parameter per column.
 */
export const textColumn = (values: readonly (string | null)[]): Buffer => {
  let bytes = headerBytes + 4 * values.length;
  const lengths = new Int32Array(values.length);
  let nulls = 0;
  for (let index = 0; index < values.length; index++) {
    const value = values[index] ?? null;
    if (value === null) nulls = 1;
    const length = value === null ? isNull : Buffer.byteLength(value);
    lengths[index] = length;
    if (length > 0) bytes += length;
  }
  const column = Buffer.allocUnsafe(bytes);
  for (const [index, word] of [1, nulls, textOid, values.length, 1].entries()) {
    column.writeInt32BE(word, 4 * index);
  }
  let at = headerBytes;
  for (let index = 0; index < values.length; index++) {
    const length = lengths[index]!;
    at = column.writeInt32BE(length, at);
    if (length > 0) at += column.write(values[index]!, at, length, 'utf8');
  }
  return column;
};

const headerBytes = 20;
const textOid = 25;
const isNull = -1;

/** A list as Postgres writes an array: `{"a","b",NULL}`. */
export const arrayLiteral = (values: readonly unknown[]): string =>
  `{${values.map(element).join(',')}}`;

const element = (value: unknown): string => {
  if (value === null || value === undefined) return 'NULL';
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
};
