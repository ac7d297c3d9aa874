import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
import type { CryptoKey, JWK, JWTVerifyGetKey } from 'jose';
import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, stat, unlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { CallerRole } from './auth/caller.js';

/** What a token of the local issuer says. */
export interface TokenRequest {
  /** Unified social credit code. */
  readonly org: string;
  readonly roles: readonly CallerRole[];
  readonly subject: string;
  readonly expiresInSeconds: number;
}

/** Signs tokens on this machine, so that a first start needs no identity provider. */
export interface LocalIssuer {
  mintToken(request: TokenRequest): Promise<string>;
  readonly keys: () => Promise<JWTVerifyGetKey>;
}

export const localIssuerName = 'urn:data-asset-registry:local-issuer';
export const localAudience = 'data-asset-registry';
const algorithm = 'ES256';

/**
 * The local issuer with its key in `<dataDir>/keys`. Throws when the mode is production: whoever
 * reads that file can be anybody.
 */
export const openLocalIssuer = async (
  dataDir: string,
  mode: 'local' | 'production',
): Promise<LocalIssuer> => {
  if (mode === 'production') {
    throw new Error('The local token issuer does not exist in production: set OIDC_ISSUER.');
  }
  const jwk = await keyOf(path.join(dataDir, 'keys'));
  const privateKey = (await importJWK(jwk, algorithm)) as CryptoKey;
  const { d: _, ...open } = jwk;
  const publicKey = await importJWK(open, algorithm);
  return {
    keys: () => Promise.resolve(() => publicKey),
    mintToken: ({ org, roles, subject, expiresInSeconds }) =>
      new SignJWT({ org, roles: [...roles] })
        .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
        .setIssuer(localIssuerName)
        .setAudience(localAudience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(`${expiresInSeconds}s`)
        .sign(privateKey),
  };
};

const keyOf = async (folder: string): Promise<JWK> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, 'local-issuer.jwk.json');
  return (await readKey(file)) ?? makeKey(file);
};

const readKey = async (file: string): Promise<JWK | undefined> => {
  const found = await stat(file).catch(() => undefined);
  if (!found) return undefined;
  if ((found.mode & 0o077) !== 0) {
    throw new Error(`${file} can be read by others: run "chmod 600 ${file}".`);
  }
  const text = await readFile(file, 'utf8');
  try {
    return JSON.parse(text) as JWK;
  } catch {
    throw new Error(`${file} is damaged: delete it and start again; old tokens end with it.`);
  }
};

/** Two services may start at once: the first file in place wins, and both use it. */
const makeKey = async (file: string): Promise<JWK> => {
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600, flag: 'wx' });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await unlink(draft);
  }
  const made = await readKey(file);
  if (!made) throw new Error(`${file} vanished while it was being made.`);
  return made;
};
