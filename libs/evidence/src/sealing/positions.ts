/** Positions of a leaf tile as stored: 8 bytes each, big endian. */
export const positionsBytes = (positions: readonly number[]): Buffer => {
  const bytes = Buffer.alloc(positions.length * 8);
  positions.forEach((position, at) => bytes.writeBigUInt64BE(BigInt(position), at * 8));
  return bytes;
};

export const positionsOf = (bytes: Buffer): readonly number[] =>
  Array.from({ length: bytes.length / 8 }, (_, at) => Number(bytes.readBigUInt64BE(at * 8)));
