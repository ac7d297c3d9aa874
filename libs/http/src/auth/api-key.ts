import type { ApiKey } from '@ledger/database/side/side-stores.js';
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** An API key as its holder sends it: `dak_<key id>_<secret>`. */
export interface PresentedKey {
  readonly keyId: string;
  readonly secret: string;
}

/** A new key; the secret is 256 random bits, so a plain hash of it is not worth guessing at. */
export const newApiKey = (keyId: string): { readonly key: string; readonly secretHash: string } => {
  const secret = randomBytes(32).toString('base64url');
  return { key: `dak_${keyId.replaceAll('-', '')}_${secret}`, secretHash: hashOf(secret) };
};

/** The parts of a key, or undefined for what is none. */
export const parseApiKey = (text: string): PresentedKey | undefined => {
  const match = /^dak_([0-9a-f]{32})_([\w-]{43})$/.exec(text);
  if (!match?.[1] || !match[2]) return undefined;
  const keyId = match[1].replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  return { keyId, secret: match[2] };
};

export const secretMatches = (secret: string, secretHash: string): boolean =>
  timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(secretHash));

/** Whether a key may be used at an instant (RFC 3339 UTC). */
export const isLive = ({ revokedAt, expiresAt }: ApiKey, now: string): boolean =>
  revokedAt === undefined && (expiresAt === undefined || Date.parse(expiresAt) > Date.parse(now));

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');
