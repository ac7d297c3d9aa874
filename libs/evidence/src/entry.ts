import { sha256 } from './sha256.js';

/**
 * The 32 bytes of an event in the evidence tree: SHA-256(eventDigest ‖ recordedAt). The position is
 * not in it, and a moved event keeps its instant, so a move between stores keeps every proof.
 */
export const evidenceEntry = (eventDigestHex: string, recordedAt: string): Buffer =>
  sha256(Buffer.from(eventDigestHex, 'hex'), Buffer.from(recordedAt));
