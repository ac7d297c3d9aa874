import type { KeyObject } from 'node:crypto';
import { createPrivateKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { makeKeyFile } from '../key-file.js';
import type { NoteSigner } from '../signed-note.js';
import { rawPublicKey, signNote, verifierKey } from '../signed-note.js';

/** The key file cannot be used; the message says why and what to do. */
export class BadKeyFile extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadKeyFile';
  }
}

/** The keys that sign checkpoints. All of them sign, the first one being the latest. */
export class SigningKeys {
  constructor(private readonly keys: readonly KeyObject[]) {}

  sign(text: string, origin: string): string {
    return signNote(text, this.signers(origin));
  }

  /** What verifiers configure, under the name of an origin. */
  verifiers(origin: string): readonly string[] {
    return this.keys.map((key) => verifierKey({ name: origin, publicKey: rawPublicKey(key) }));
  }

  /** The key that signs what is signed by one key only. */
  get latest(): KeyObject {
    return this.keys[0] as KeyObject;
  }

  /** The 32 bytes of each public key, the latest first. */
  get publicKeys(): readonly Buffer[] {
    return this.keys.map(rawPublicKey);
  }

  private signers(origin: string): readonly NoteSigner[] {
    return this.keys.map((privateKey) => ({ name: origin, privateKey }));
  }
}

/**
 * Reads a file of Ed25519 private keys in PEM (PKCS #8), the latest first. Throws `BadKeyFile`
 * when it is not there, holds something else, or may be read by others than its owner.
 */
export const readSigningKeys = (file: string): SigningKeys => {
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) throw new BadKeyFile(`${file}, the evidence key, is not there.`);
  if ((found.mode & 0o077) !== 0)
    throw new BadKeyFile(`${file} can be read by others: run "chmod 600 ${file}".`);
  const blocks = readFileSync(file, 'utf8').match(/-----BEGIN [^-]+-----[^-]+-----END [^-]+-----/g);
  const keys = (blocks ?? []).map((block) => keyOf(block, file));
  if (keys.length === 0) throw new BadKeyFile(`${file} holds no private key in PEM.`);
  return new SigningKeys(keys);
};

/** Makes a key of its owner's only, unless there is one. */
export const makeSigningKey = (file: string): void =>
  makeKeyFile(file, () =>
    generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }),
  );

const keyOf = (pem: string, file: string): KeyObject => {
  const key = parsed(pem);
  if (key?.asymmetricKeyType !== 'ed25519')
    throw new BadKeyFile(
      `${file} must hold Ed25519 private keys (openssl genpkey -algorithm ed25519).`,
    );
  return key;
};

const parsed = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};
