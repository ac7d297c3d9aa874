import type { KeyObject } from 'node:crypto';
import { sign, verify } from 'node:crypto';
import type { NoteSignature, NoteVerifier } from './signed-note.js';
import { publicKeyObject, rawPublicKey } from './signed-note.js';
import { sha256 } from './sha256.js';

/**
 * Ed25519 cosignatures of checkpoints, c2sp.org/tlog-cosignature (`cosignature/v1`): a witness
 * states when it saw the checkpoint, and that it continues those that it saw before.
 */

const cosignatureType = 0x04;
const signatureBytes = 64;

/** When a witness signed, if it did. */
export interface Cosignature {
  readonly name: string;
  /** Seconds since 1970. */
  readonly timestamp: number;
}

/** Signs a checkpoint's text as a witness; `timestamp` in seconds since 1970. */
export const cosign = (
  text: string,
  name: string,
  privateKey: KeyObject,
  timestamp: number,
): string => {
  const publicKey = rawPublicKey(privateKey);
  const time = Buffer.alloc(8);
  time.writeBigUInt64BE(BigInt(timestamp));
  const signature = sign(null, message(text, timestamp), privateKey);
  const keyId = Buffer.from(cosignerKeyId({ name, publicKey }), 'hex');
  return `\u2014 ${name} ${Buffer.concat([keyId, time, signature]).toString('base64')}\n`;
};

/** What a signature line says when it is a valid cosignature of this witness; else nothing. */
export const verifiedCosignature = (
  text: string,
  { name, keyId, signature }: NoteSignature,
  witness: NoteVerifier,
): Cosignature | undefined => {
  const isHis = name === witness.name && keyId === cosignerKeyId(witness);
  if (!isHis || signature.length !== 8 + signatureBytes) return undefined;
  const timestamp = Number(signature.readBigUInt64BE(0));
  const key = publicKeyObject(witness.publicKey);
  const isValid = verify(null, message(text, timestamp), key, signature.subarray(8));
  return isValid && timestamp > 0 ? { name, timestamp } : undefined;
};

/** The witness's key as text: `name+keyId+base64(0x04 ‖ public key)`. */
export const cosignerKey = (witness: NoteVerifier): string =>
  `${witness.name}+${cosignerKeyId(witness)}+${typed(witness.publicKey).toString('base64')}`;

/** Reads such a text. Throws when name, id and key do not belong together. */
export const parseCosignerKey = (text: string): NoteVerifier => {
  const [name = '', keyId, ...rest] = text.trim().split('+');
  const bytes = Buffer.from(rest.join('+'), 'base64');
  const witness = { name, publicKey: bytes.subarray(1) };
  const isSound = bytes[0] === cosignatureType && bytes.length === 33 && !/\s/.test(name);
  if (!isSound || name === '' || cosignerKeyId(witness) !== keyId)
    throw new Error('Not a verifier key of an Ed25519 cosigner.');
  return witness;
};

const message = (text: string, timestamp: number): Buffer =>
  Buffer.from(`cosignature/v1\ntime ${timestamp}\n${text}`);

const typed = (publicKey: Buffer): Buffer =>
  Buffer.concat([Buffer.from([cosignatureType]), publicKey]);

const cosignerKeyId = ({ name, publicKey }: NoteVerifier): string =>
  sha256(Buffer.from(`${name}\n`), typed(publicKey)).toString('hex', 0, 4);
