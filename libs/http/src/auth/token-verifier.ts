import { isCleanText } from '@ledger/contracts/shape.js';
import { identifierNamed } from '@ledger/domain/party/party-identifier.js';
import type { PartyIdentifier } from '@ledger/domain/party/party.events.js';
import { errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey } from 'jose';
import { problem } from '../problems/http-problem.js';
import { knownRoles } from './caller.js';
import type { CallerRole } from './caller.js';

/** What a good token says. */
export interface VerifiedToken {
  readonly issuer: string;
  readonly subject: string;
  /** The organisation: by its unified social credit code, LEI or entry in a foreign register. */
  readonly org: PartyIdentifier;
  readonly roles: readonly CallerRole[];
  /** Seconds since 1970. */
  readonly expiresAt: number;
}

/** Checks bearer tokens. Throws `invalid_token` or `identity_provider_unavailable`. */
export interface TokenVerifier {
  verify(token: string): Promise<VerifiedToken>;
}

/** Signatures with a private key alone: a shared secret, or none, is never accepted. */
export const signatureAlgorithms = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
] as const;

/** What a token must say to be for us, and where it says who is asking. */
export interface TokenRules {
  readonly issuer: string;
  readonly audience: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
  /** Claim with the organisation (`identifierNamed`); dots go into nested claims. */
  readonly orgClaim: string;
  /** Claim with the roles: a list, or words in one text. */
  readonly rolesClaim: string;
}

const subjectMax = 255;

/** Verifies JWTs against the keys of one issuer. */
export const jwtVerifier = (
  rules: TokenRules,
  keys: () => Promise<JWTVerifyGetKey>,
): TokenVerifier => ({
  verify: async (token) => {
    const payload = await payloadOf(token, rules, await keys());
    const named = claim(payload, rules.orgClaim);
    const org = typeof named === 'string' ? identifierNamed(named) : undefined;
    const { sub = '', exp = 0 } = payload;
    const isSubject = sub.length > 0 && sub.length <= subjectMax && isCleanText(sub);
    if (!isSubject || org === undefined) throw problem('invalid_token');
    return {
      issuer: rules.issuer,
      subject: sub,
      org,
      roles: knownRoles(words(claim(payload, rules.rolesClaim))),
      expiresAt: exp,
    };
  },
});

const payloadOf = async (
  token: string,
  { issuer, audience, algorithms, clockToleranceSeconds }: TokenRules,
  keys: JWTVerifyGetKey,
): Promise<JWTPayload> => {
  try {
    const { payload } = await jwtVerify(token, keys, {
      issuer,
      audience,
      algorithms: [...algorithms],
      clockTolerance: clockToleranceSeconds,
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (error) {
    throw isOfTheToken(error)
      ? problem('invalid_token')
      : problem('identity_provider_unavailable', { cause: error, retryAfterSeconds: 5 });
  }
};

/** A bad token is its bearer's matter; that the keys could not be fetched is not. */
const isOfTheToken = (error: unknown): boolean =>
  error instanceof errors.JOSEError &&
  !(error instanceof errors.JWKSTimeout) &&
  !(error instanceof errors.JWKSInvalid) &&
  error.code !== 'ERR_JOSE_GENERIC';

const claim = (payload: JWTPayload, path: string): unknown =>
  path in payload
    ? payload[path]
    : path
        .split('.')
        .reduce<unknown>(
          (value, step) =>
            typeof value === 'object' && value !== null && Object.hasOwn(value, step)
              ? (value as Record<string, unknown>)[step]
              : undefined,
          payload,
        );

const words = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value as unknown[];
  return typeof value === 'string' ? value.split(/[\s,]+/) : [];
};
