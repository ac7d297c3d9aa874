import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { problem } from '../problems/http-problem.js';

const discoveryTimeoutMs = 5_000;

/** The signing keys of an OIDC issuer: from a known address, or by discovery when first needed. */
export const oidcKeys = (
  issuer: string,
  jwksUrl: string | undefined,
): (() => Promise<JWTVerifyGetKey>) => {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async () => {
    found ??= (jwksUrl === undefined ? discover(issuer) : Promise.resolve(jwksUrl)).then((url) =>
      createRemoteJWKSet(new URL(url), { timeoutDuration: discoveryTimeoutMs }),
    );
    try {
      return await found;
    } catch (error) {
      // The next request tries again: an issuer that was away may be back.
      found = undefined;
      throw problem('identity_provider_unavailable', { cause: error, retryAfterSeconds: 5 });
    }
  };
};

/** OpenID Connect Discovery 1.0, section 4: the document must name the issuer that was asked. */
const discover = async (issuer: string): Promise<string> => {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const answer = await fetch(url, { signal: AbortSignal.timeout(discoveryTimeoutMs) });
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}.`);
  const document = (await answer.json()) as {
    readonly issuer?: unknown;
    readonly jwks_uri?: unknown;
  };
  if (document.issuer !== issuer) throw new Error(`${url} names another issuer than ${issuer}.`);
  if (typeof document.jwks_uri !== 'string') throw new Error(`${url} names no jwks_uri.`);
  return document.jwks_uri;
};
