import { hash } from 'node:crypto';

/** SHA-256 over parts put together: one call, which costs less than a hash object fed by parts. */
export const sha256 = (...parts: readonly Uint8Array[]): Buffer =>
  hash('sha256', parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts), 'buffer');
