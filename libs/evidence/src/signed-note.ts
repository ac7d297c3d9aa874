import type { KeyObject } from 'node:crypto';
import { createPublicKey, sign, verify } from 'node:crypto';
import { sha256 } from './sha256.js';

/** Signed notes, c2sp.org/signed-note, with Ed25519 (RFC 8032) signatures. */

const ed25519Type = 0x01;
const publicKeyBytes = 32;
const signaturePrefix = '\u2014 ';
const namePattern = /^[^\s+]+$/u;

/** A signing key under the name that stands in the note. */
export interface NoteSigner {
  readonly name: string;
  readonly privateKey: KeyObject;
}

/** A public key under the name that stands in the note. */
export interface NoteVerifier {
  readonly name: string;
  readonly publicKey: Buffer;
}

export interface NoteSignature {
  readonly name: string;
  /** First four bytes of SHA-256(name ‖ LF ‖ 0x01 ‖ public key), hex. */
  readonly keyId: string;
  readonly signature: Buffer;
}

export interface Note {
  /** Ends in a newline. */
  readonly text: string;
  readonly signatures: readonly NoteSignature[];
}

/** The text with one signature line per signer. Throws when text or name cannot stand in a note. */
export const signNote = (text: string, signers: readonly NoteSigner[]): string => {
  if (!text.endsWith('\n')) throw new Error('The text of a note ends in a newline.');
  const lines = signers.map(({ name, privateKey }) => {
    const keyId = keyIdOf({ name, publicKey: rawPublicKey(privateKey) });
    const signature = sign(null, Buffer.from(text), privateKey);
    const blob = Buffer.concat([Buffer.from(keyId, 'hex'), signature]).toString('base64');
    return `${signaturePrefix}${name} ${blob}\n`;
  });
  return `${text}\n${lines.join('')}`;
};

/** Takes a note apart without believing it. Throws when it is not a note. */
export const parseNote = (note: string): Note => {
  const split = note.lastIndexOf('\n\n');
  if (split === -1 || !note.endsWith('\n')) throw new Error('Not a signed note.');
  const text = note.slice(0, split + 1);
  const lines = note.slice(split + 2, -1).split('\n');
  return { text, signatures: lines.map(parseSignatureLine) };
};

/** Whether the note bears a valid signature of this key. */
export const isSignedBy = ({ text, signatures }: Note, verifier: NoteVerifier): boolean => {
  const keyId = keyIdOf(verifier);
  const own = signatures.find((one) => one.name === verifier.name && one.keyId === keyId);
  return (
    own !== undefined &&
    verify(null, Buffer.from(text), publicKeyObject(verifier.publicKey), own.signature)
  );
};

/** The key as text for verifiers' configuration: `name+keyId+base64(0x01 ‖ public key)`. */
export const verifierKey = (verifier: NoteVerifier): string =>
  `${verifier.name}+${keyIdOf(verifier)}+${typedKey(verifier.publicKey).toString('base64')}`;

/** Reads a verifier key. Throws when name, id and key do not belong together. */
export const parseVerifierKey = (text: string): NoteVerifier => {
  const [name = '', keyId = '', ...rest] = text.trim().split('+');
  const typed = Buffer.from(rest.join('+'), 'base64');
  const verifier = { name, publicKey: typed.subarray(1) };
  const isSound =
    namePattern.test(name) &&
    typed[0] === ed25519Type &&
    typed.length === publicKeyBytes + 1 &&
    keyIdOf(verifier) === keyId;
  if (!isSound) throw new Error('Not a verifier key of an Ed25519 note signer.');
  return verifier;
};

/** The 32 bytes of an Ed25519 public key. */
export const rawPublicKey = (key: KeyObject): Buffer => {
  const publicKey = key.type === 'private' ? createPublicKey(key) : key;
  return Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
};

const keyIdOf = ({ name, publicKey }: NoteVerifier): string => {
  if (!namePattern.test(name)) throw new Error(`Not a name for a note's key: ${name}`);
  return sha256(Buffer.from(`${name}\n`), typedKey(publicKey)).toString('hex', 0, 4);
};

const typedKey = (publicKey: Buffer): Buffer =>
  Buffer.concat([Buffer.from([ed25519Type]), publicKey]);

/** The key as node takes it. */
export const publicKeyObject = (publicKey: Buffer): KeyObject =>
  createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: publicKey.toString('base64url') },
    format: 'jwk',
  });

/** Reads one line below a note. Throws when it is not a signature line. */
export const parseSignatureLine = (line: string): NoteSignature => {
  const [name, blob, ...rest] = line.slice(signaturePrefix.length).split(' ');
  const bytes = Buffer.from(blob ?? '', 'base64');
  if (!line.startsWith(signaturePrefix) || !name || rest.length > 0 || bytes.length < 5) {
    throw new Error('Not a signature line of a note.');
  }
  return { name, keyId: bytes.subarray(0, 4).toString('hex'), signature: bytes.subarray(4) };
};
