import { makeKeyFile } from '@ledger/evidence/key-file.js';
import { BadConfiguration } from '@ledger/http/environment.js';
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import type { DataspaceConfiguration } from './dataspace.configuration.js';

const keyBytesMin = 32;
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;

/**
 * Seals what must not lie in the clear beside the log: credentials for other connectors, tokens of
 * data addresses. AES-256-GCM; `about` is bound in, so that a sealed text opens in its place only.
 */
export class SealedSecrets {
  private readonly key: Uint8Array;

  constructor(root: Buffer) {
    this.key = new Uint8Array(hkdfSync('sha256', root, '', 'dataspace-secrets', 32));
  }

  seal(text: string, about: string): Buffer {
    const nonce = randomBytes(nonceBytes);
    const cipher = createCipheriv(algorithm, this.key, nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** The text; `undefined` where it was sealed with another key, or for another place. */
  open(sealed: Buffer, about: string): string | undefined {
    const nonce = sealed.subarray(0, nonceBytes);
    const tag = sealed.subarray(nonceBytes, nonceBytes + tagBytes);
    const decipher = createDecipheriv(algorithm, this.key, nonce, { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(about)).setAuthTag(tag);
    try {
      const body = sealed.subarray(nonceBytes + tagBytes);
      return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
    } catch {
      return undefined;
    }
  }
}

/**
 * Opens the key. Where the dataspace is not configured nothing is sealed, and no key is needed.
 * Throws `BadConfiguration` when it is not there, too short, or others may read it.
 */
export const openSealedSecrets = ({ keyFile, makesKey, isOn }: DataspaceConfiguration) => {
  if (!isOn) return new SealedSecrets(randomBytes(keyBytesMin));
  if (makesKey) makeKeyFile(keyFile, () => randomBytes(keyBytesMin).toString('base64'));
  const found = statSync(keyFile, { throwIfNoEntry: false });
  if (found === undefined) {
    throw new BadConfiguration(`${keyFile}, the dataspace key, is not there.`);
  }
  if ((found.mode & 0o077) !== 0) {
    throw new BadConfiguration(`${keyFile} can be read by others: run "chmod 600 ${keyFile}".`);
  }
  const key = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
  if (key.length >= keyBytesMin) return new SealedSecrets(key);
  throw new BadConfiguration(
    `${keyFile} is no dataspace key: it must hold at least ${keyBytesMin} random bytes in ` +
      'base64, as "openssl rand -base64 32" writes them.',
  );
};
