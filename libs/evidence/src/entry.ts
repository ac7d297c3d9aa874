import { createHash } from 'node:crypto';

/**
 * The 32 bytes of an event in the evidence tree: SHA-256(eventDigest ‖ recordedAt). The position is
 * not in it, and a moved event keeps its instant, so a move between stores keeps every proof.
 */
export const evidenceEntry = (eventDigestHex: string, recordedAt: string): Buffer =>
  createHash('sha256').update(Buffer.from(eventDigestHex, 'hex')).update(recordedAt).digest();
