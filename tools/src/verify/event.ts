import { canonical } from './canonical.js';
import { sha256 } from './hash.js';

/** An event of the log, as a database row or a line of an export says it. */
export interface LoggedEvent {
  readonly position: number;
  readonly recordedAt: string;
  readonly stream: string;
  readonly version: number;
  readonly id: string;
  readonly type: string;
  readonly schemaVersion: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly salt: string;
  readonly confidentialSalt?: string;
  readonly previousDigest: string;
}

/** An event, and whether its JSON stands there in the one form in which it was appended. */
export interface ReadEvent {
  readonly event: LoggedEvent;
  readonly isCanonical: boolean;
}

export const noDigest = '0'.repeat(64);

/** Events of metering streams are not chained to one another. */
export const isChained = (stream: string): boolean => !/^usage(-|$)/.test(stream);

/** Barriers of linearizable reads are no part of the log. */
export const isBarrier = (stream: string): boolean => /^barrier(-|$)/.test(stream);

/** What an event hashes to, and its entry in the tree. */
export const digestOf = (
  event: LoggedEvent,
): { readonly digest: string; readonly entry: Buffer } => {
  const { confidential, ...open } = event.data;
  const salted = (salt: string, text: string): string =>
    sha256(Buffer.from(salt, 'hex'), text).toString('hex');
  const data =
    confidential === undefined
      ? event.data
      : {
          ...open,
          confidential: salted(event.confidentialSalt ?? '', canonical(confidential)),
        };
  const contentDigest = salted(event.salt, canonical({ data, metadata: event.metadata }));
  const { id, stream, version, type, schemaVersion, previousDigest } = event;
  const header = { id, stream, version, type, schemaVersion, previousDigest, contentDigest };
  const digest = sha256(canonical(header));
  return { digest: digest.toString('hex'), entry: sha256(digest, event.recordedAt) };
};
