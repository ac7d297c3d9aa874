import { copyHash, sha256, sha256Into } from './sha256.js';

/**
 * The 32 bytes of an event in the evidence tree: SHA-256(eventDigest ‖ recordedAt). The position is
 * not in it, and a moved event keeps its instant, so a move between stores keeps every proof.
 */
export const evidenceEntry = (eventDigestHex: string, recordedAt: string): Buffer =>
  sha256(Buffer.from(eventDigestHex, 'hex'), Buffer.from(recordedAt));

/** Length of an instant with six decimals, e.g. `2026-11-21T01:30:00.000000Z`. */
const instantLength = 27;
const entryPreimage = Buffer.alloc(32 + instantLength);
const leafPreimage = Buffer.alloc(1 + 32);

/** Entry and RFC 6962 leaf hash of an event, without making buffers of their parts. */
export const entryInto = (
  eventDigestHex: string,
  recordedAt: string,
  entry: Buffer,
  leaf: Buffer,
): void => {
  if (recordedAt.length !== instantLength)
    throw new Error(`${recordedAt} is not an instant with six decimals.`);
  entryPreimage.write(eventDigestHex, 0, 32, 'hex');
  entryPreimage.write(recordedAt, 32, instantLength, 'latin1');
  sha256Into(entryPreimage, entry, 0);
  copyHash(entry, 0, leafPreimage, 1);
  sha256Into(leafPreimage, leaf, 0);
};
