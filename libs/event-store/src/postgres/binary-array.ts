/**
 * Arrays in the binary form of Postgres. The driver's own text form escapes every quote of a JSON
 * text here and takes it out again there; in this form texts travel as they are.
 */

const oid = { bytea: 17, integer: 23, text: 25, json: 114, uuid: 2950 } as const;
const headerBytes = 20;
const isNull = -1;

const header = (elementOid: number, count: number, bytes: number, hasNull = false): Buffer => {
  const array = Buffer.allocUnsafe(headerBytes + bytes);
  array.writeInt32BE(1, 0);
  array.writeInt32BE(hasNull ? 1 : 0, 4);
  array.writeInt32BE(elementOid, 8);
  array.writeInt32BE(count, 12);
  array.writeInt32BE(1, 16);
  return array;
};

const ofTexts = (elementOid: number, values: readonly string[]): Buffer => {
  let bytes = 0;
  const lengths = values.map((value) => {
    const length = Buffer.byteLength(value);
    bytes += 4 + length;
    return length;
  });
  const array = header(elementOid, values.length, bytes);
  let at = headerBytes;
  for (const [index, value] of values.entries()) {
    const length = lengths[index] ?? 0;
    array.writeInt32BE(length, at);
    array.write(value, at + 4, length, 'utf8');
    at += 4 + length;
  }
  return array;
};

export const textArray = (values: readonly string[]): Buffer => ofTexts(oid.text, values);

export const jsonArray = (values: readonly string[]): Buffer => ofTexts(oid.json, values);

export const integerArray = (values: readonly number[]): Buffer => {
  const array = header(oid.integer, values.length, values.length * 8);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(4, at);
    array.writeInt32BE(value, at + 4);
    at += 8;
  }
  return array;
};

export const uuidArray = (values: readonly string[]): Buffer => {
  const array = header(oid.uuid, values.length, values.length * 20);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(16, at);
    array.write(value.replaceAll('-', ''), at + 4, 16, 'hex');
    at += 20;
  }
  return array;
};

/** Bytes as they are. */
export const bytesArray = (values: readonly Uint8Array[]): Buffer => {
  const bytes = values.reduce((sum, { length }) => sum + 4 + length, 0);
  const array = header(oid.bytea, values.length, bytes);
  let at = headerBytes;
  for (const value of values) {
    array.writeInt32BE(value.length, at);
    array.set(value, at + 4);
    at += 4 + value.length;
  }
  return array;
};

/** Bytes given in hex; undefined is SQL's null. */
export const byteaArray = (values: readonly (string | undefined)[]): Buffer => {
  let bytes = 0;
  for (const value of values) bytes += 4 + (value?.length ?? 0) / 2;
  const array = header(oid.bytea, values.length, bytes, values.includes(undefined));
  let at = headerBytes;
  for (const value of values) {
    const length = value === undefined ? 0 : value.length / 2;
    array.writeInt32BE(value === undefined ? isNull : length, at);
    if (value !== undefined) array.write(value, at + 4, length, 'hex');
    at += 4 + length;
  }
  return array;
};
