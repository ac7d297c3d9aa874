import { createHash } from 'node:crypto';

export const sha256 = (...parts: readonly (Uint8Array | string)[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

/** RFC 6962: an entry of the tree. */
export const leafHash = (entry: Uint8Array): Buffer => sha256(Buffer.from([0]), entry);

/** RFC 6962: an inner node; the state map hashes its nodes in the same way. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  sha256(Buffer.from([1]), left, right);
