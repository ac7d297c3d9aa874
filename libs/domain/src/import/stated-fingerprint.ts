import type { Fingerprint } from '../fingerprint/fingerprint.events.js';
import { areTexts, isDigest, isList, jsonOf, membersOf } from './json-cell.js';

/** Limits of a fingerprint, in characters and items; the API has the same ones. */
const limits = { field: 200, fields: 500, sampleDigests: 200 } as const;

/** The fingerprint that a cell states as a JSON object, or undefined where it cannot be read. */
export const statedFingerprintOf = (text: string): Fingerprint | undefined => {
  const members = membersOf(jsonOf(text));
  if (members === undefined) return undefined;
  const { contentDigest, fields, sampleDigests, ...unknown } = members;
  const isFingerprint =
    Object.keys(unknown).length === 0 &&
    isDigest(contentDigest) &&
    (fields === undefined || areTexts(fields, limits.fields, limits.field)) &&
    (sampleDigests === undefined || isList(sampleDigests, isDigest, limits.sampleDigests));
  if (!isFingerprint) return undefined;
  return {
    contentDigest,
    ...(fields === undefined ? {} : { fields }),
    ...(sampleDigests === undefined ? {} : { sampleDigests }),
  };
};
