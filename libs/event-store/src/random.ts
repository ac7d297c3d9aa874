import { randomFillSync } from 'node:crypto';

/** Bytes drawn from the system at once: one call costs as much as a whole small append. */
const pool = Buffer.alloc(4_096);
let at = pool.length;

/**
 * Unpredictable bytes (CSPRNG), each handed out once. At most 64, and of no further use once more
 * are asked for: whoever keeps them copies them.
 */
export const randomPart = (bytes: number): Buffer => {
  if (at + bytes > pool.length) {
    randomFillSync(pool);
    at = 0;
  }
  at += bytes;
  return pool.subarray(at - bytes, at);
};

/** A new salt: 16 random bytes in hex. */
export const newSalt = (): string => randomPart(16).toString('hex');
