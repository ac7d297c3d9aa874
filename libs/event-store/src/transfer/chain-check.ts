import { eventDigest, isChained, noDigest } from '../digest.js';
import type { RecordedEvent } from '../event.js';

/**
 * Follows every stream of a log that passes by: versions without gaps, each event carrying the
 * digest of the one before. Keeps about 200 bytes for each stream.
 */
export class ChainCheck {
  /** Digest as 32 characters of one byte, then the version: half of what an object would take. */
  private readonly heads = new Map<string, string>();
  private position = 0;

  /** What is wrong with the next event; undefined where all is well. */
  fault(event: RecordedEvent): string | undefined {
    const { stream, version, previousDigest, position } = event;
    if (position <= this.position)
      return `position ${position} stands behind position ${this.position}.`;
    const head = this.heads.get(stream);
    const reached = head === undefined ? 0 : Number(head.slice(32));
    if (version !== reached + 1)
      return `version ${version} of ${stream} follows version ${reached} (position ${position}).`;
    const expected = head === undefined ? noDigest : Buffer.from(head.slice(0, 32), 'latin1');
    const wanted = typeof expected === 'string' ? expected : expected.toString('hex');
    if (previousDigest !== wanted)
      return (
        `version ${version} of ${stream} (position ${position}) does not carry the digest of the ` +
        'event before it: one of the two was changed.'
      );
    this.position = position;
    const digest = isChained(stream) ? eventDigest(event) : noDigest;
    this.heads.set(stream, `${Buffer.from(digest, 'hex').toString('latin1')}${version}`);
    return undefined;
  }
}
