import { hash } from 'node:crypto';
import { parse, v7 } from 'uuid';
import { randomPart } from './random.js';

/** Namespace of every derived id of this project; never change it, or retries stop meeting. */
const namespace = parse('6f1d3c52-0c55-5f0e-9a44-2b8f0f5a7d10');

/** A new id (UUIDv7: 74 random bits behind a millisecond, so that indexes grow at one end). */
export const newId = (): string => v7({ random: randomPart(16) });

/**
 * The id that follows from its parts: UUIDv5 (RFC 9562) of the JSON array of them, so `a,b` is not
 * `ab`. Made by the engine itself, not the library: a row of an inventory needs six of them.
 */
export const derivedId = (...parts: readonly string[]): string => {
  const name = JSON.stringify(parts);
  const digest = hash('sha1', named(name), 'hex');
  const variant = variants[Number.parseInt(digest.charAt(16), 16) & 3] ?? '';
  return (
    `${digest.slice(0, 8)}-${digest.slice(8, 12)}-5${digest.slice(13, 16)}` +
    `-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`
  );
};

/** Room for a name behind the namespace; nearly all names fit. */
const room = Buffer.alloc(512);
room.set(namespace);
/** Characters of a name that fit for certain: none takes more than three bytes. */
const fittingMax = Math.floor((room.length - namespace.length) / 3);

const named = (name: string): Buffer => {
  if (name.length > fittingMax) return Buffer.concat([namespace, Buffer.from(name)]);
  return room.subarray(0, namespace.length + room.write(name, namespace.length));
};

/** The two bits of a variant before the two that the digest gives. */
const variants = ['8', '9', 'a', 'b'];

/** The id of the party that an identifier names, so that uniqueness is the party's own stream. */
export const partyIdOf = (kind: string, value: string): string => derivedId('party', kind, value);

/**
 * The id of the asset that an applicant's own number (外部编号) names, so that the number is unique
 * within the applicant by the asset's own stream, however the application comes in.
 */
export const assetIdOf = (applicantPartyId: string, externalNumber: string): string =>
  derivedId('asset', applicantPartyId, externalNumber);

/** The id of the n-th line (from 0) of an asset's rights statement; a retry finds the same entry. */
export const holdingIdOf = (assetId: string, index: number): string =>
  derivedId('holding', assetId, String(index));

/** The id of the watch that a party has over an asset: its alerts lie in `watch-<id>`. */
export const watchIdOf = (partyId: string, assetId: string): string =>
  derivedId('watch', partyId, assetId);
