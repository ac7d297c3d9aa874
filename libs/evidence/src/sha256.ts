import { hash } from 'node:crypto';

/** SHA-256 over parts put together: one call, which costs less than a hash object fed by parts. */
export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  hash('sha256', parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts), 'buffer');

export const hashBytes = 32;

/**
 * SHA-256 of `source` written to `target` at `at`. Passing the hash as a one-byte string saves the
 * buffer that would be made for it, which is more than half of the cost of a small hash.
 */
export const sha256Into = (source: Uint8Array, target: Uint8Array, at: number): void => {
  const hashed = hash('sha256', source, 'binary');
  for (let index = 0; index < hashBytes; index += 1) target[at + index] = hashed.charCodeAt(index);
};

/** Copies one hash: for so few bytes a loop is faster than a view of them. */
export const copyHash = (
  source: Uint8Array,
  from: number,
  target: Uint8Array,
  at: number,
): void => {
  for (let index = 0; index < hashBytes; index += 1)
    target[at + index] = source[from + index] as number;
};
