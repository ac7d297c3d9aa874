import { readSigningKeys, makeSigningKey } from '@ledger/evidence/sealing/signing-keys.js';
import { parseVerifierKey } from '@ledger/evidence/signed-note.js';
import type { HttpConfiguration } from '@ledger/http/configuration.js';
import { BadConfiguration, given } from '@ledger/http/environment.js';
import { CompactSign } from 'jose';
import { createHash, type KeyObject } from 'node:crypto';
import path from 'node:path';

/** A public key as `/.well-known/jwks.json` shows it (RFC 8037). */
export interface PublishedJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  /** The 32 bytes, base64url. */
  readonly x: string;
  /** RFC 7638 thumbprint. */
  readonly kid: string;
  readonly alg: 'EdDSA';
  readonly use: 'sig';
}

export interface KeyFile {
  readonly file: string;
  /** Whether a key is made where there is none. */
  readonly isMade: boolean;
}

/**
 * Which key signs search certificates: its own, or else the one that signs checkpoints. Throws
 * `BadConfiguration` in production where neither is named: a certificate without a key that was
 * chosen by somebody proves nothing.
 */
export const certificateKeyFile = (
  env: NodeJS.ProcessEnv,
  { mode, dataDir }: Pick<HttpConfiguration, 'mode' | 'dataDir'>,
): KeyFile => {
  const named = given(env, 'CERTIFICATE_KEY_FILE') ?? given(env, 'EVIDENCE_KEY_FILE');
  if (named !== undefined) return { file: path.resolve(named), isMade: false };
  if (mode === 'production')
    throw new BadConfiguration(
      'LEDGER_MODE is production but neither CERTIFICATE_KEY_FILE nor EVIDENCE_KEY_FILE is set: ' +
        'name the key that signs search certificates; it belongs outside the database.',
    );
  return { file: path.resolve(dataDir, 'keys', 'evidence.pem'), isMade: true };
};

/** Signs search certificates. */
export class CertificateKeys {
  private readonly signer: KeyObject;
  readonly keyId: string;
  /** Of all keys in the file: those that no longer sign still verify. */
  readonly published: readonly PublishedJwk[];

  /** Throws `BadKeyFile`. */
  constructor({ file, isMade }: KeyFile) {
    if (isMade) makeSigningKey(file);
    const keys = readSigningKeys(file);
    this.signer = keys.latest;
    this.published = keys.publicKeys.map(jwkOf);
    this.keyId = this.published[0]?.kid ?? '';
  }

  /** JWS (RFC 7515) with the payload detached (appendix F): the document itself is the payload. */
  async sign(
    payload: Uint8Array,
  ): Promise<{ readonly protected: string; readonly signature: string }> {
    const header = { alg: 'EdDSA', kid: this.keyId, typ: 'pledge-search+jws' };
    const jws = await new CompactSign(payload).setProtectedHeader(header).sign(this.signer);
    const [protectedHeader = '', , signature = ''] = jws.split('.');
    return { protected: protectedHeader, signature };
  }
}

export const jwkOf = (publicKey: Buffer): PublishedJwk => {
  const x = publicKey.toString('base64url');
  const thumbprint = createHash('sha256').update(`{"crv":"Ed25519","kty":"OKP","x":"${x}"}`);
  const kid = thumbprint.digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid, alg: 'EdDSA', use: 'sig' };
};

/** The key of a verifier line (`name+id+key`) as a JWK. */
export const jwkOfVerifier = (verifier: string): PublishedJwk =>
  jwkOf(parseVerifierKey(verifier).publicKey);
