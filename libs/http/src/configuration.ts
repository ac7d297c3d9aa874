import path from 'node:path';
import { signatureAlgorithms } from './auth/token-verifier.js';
import { BadConfiguration, given, whole } from './environment.js';

/** What the environment says about the edge, checked. */
export interface HttpConfiguration {
  /** `local`: this machine signs its own tokens; `production`: only an OIDC issuer's count. */
  readonly mode: 'local' | 'production';
  readonly dataDir: string;
  /** Absent in local mode without `OIDC_ISSUER`: tokens come from the local issuer. */
  readonly oidc?: OidcConfiguration;
  readonly bodyBytesMax: number;
  /** Files that a process holds at once, all together. */
  readonly uploadsBytesMax: number;
  /** How long a request may take to arrive. */
  readonly receiveTimeoutMs: number;
  /** How long an answer may take. */
  readonly answerTimeoutMs: number;
  readonly logLevel: LogLevel;
}

export interface OidcConfiguration {
  readonly issuer: string;
  readonly audience: string;
  /** Where the signing keys are; found by discovery when absent. */
  readonly jwksUrl?: string;
  readonly orgClaim: string;
  readonly rolesClaim: string;
  readonly algorithms: readonly string[];
  readonly clockToleranceSeconds: number;
}

const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Reads the environment. Throws `BadConfiguration` with one clear sentence. */
export const httpConfiguration = (env: NodeJS.ProcessEnv, folder: string): HttpConfiguration => {
  const mode = word(env, 'LEDGER_MODE', ['local', 'production'], 'local');
  const oidc = oidcOf(env, mode);
  if (mode === 'production' && !oidc) {
    throw new BadConfiguration(
      'LEDGER_MODE is production but OIDC_ISSUER is not set: name the issuer of your tokens.',
    );
  }
  return {
    mode,
    dataDir: path.resolve(folder, given(env, 'DATA_DIR') ?? '.data'),
    ...(oidc ? { oidc } : {}),
    bodyBytesMax: whole(env, 'HTTP_BODY_BYTES_MAX', 1_048_576, 1_024, 64 * 1_048_576),
    uploadsBytesMax: whole(env, 'HTTP_UPLOADS_BYTES_MAX', 256 * 1_048_576, 1_024, 2 ** 33),
    receiveTimeoutMs: 1_000 * whole(env, 'HTTP_RECEIVE_TIMEOUT_SECONDS', 60, 1, 3_600),
    answerTimeoutMs: 1_000 * whole(env, 'HTTP_ANSWER_TIMEOUT_SECONDS', 120, 1, 3_600),
    logLevel: word(env, 'LOG_LEVEL', logLevels, 'info'),
  };
};

const oidcOf = (
  env: NodeJS.ProcessEnv,
  mode: HttpConfiguration['mode'],
): OidcConfiguration | undefined => {
  const issuer = given(env, 'OIDC_ISSUER');
  if (issuer === undefined) return undefined;
  const audience = given(env, 'OIDC_AUDIENCE');
  if (audience === undefined) {
    throw new BadConfiguration(
      'OIDC_ISSUER is set but OIDC_AUDIENCE is not: name the audience that tokens for this ' +
        'service carry, or any token of that issuer would open it.',
    );
  }
  const jwksUrl = given(env, 'OIDC_JWKS_URL');
  for (const [name, url] of Object.entries({ OIDC_ISSUER: issuer, OIDC_JWKS_URL: jwksUrl })) {
    if (url !== undefined) checkUrl(name, url, mode);
  }
  return {
    issuer,
    audience,
    ...(jwksUrl === undefined ? {} : { jwksUrl }),
    orgClaim: given(env, 'OIDC_ORG_CLAIM') ?? 'org',
    rolesClaim: given(env, 'OIDC_ROLES_CLAIM') ?? 'roles',
    algorithms: algorithmsOf(env),
    clockToleranceSeconds: whole(env, 'OIDC_CLOCK_TOLERANCE_SECONDS', 5, 0, 300),
  };
};

/** Keys that came over plain HTTP could be anybody's. */
const checkUrl = (name: string, text: string, mode: HttpConfiguration['mode']): void => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isHere = url !== undefined && ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);
  const isGood =
    url?.protocol === 'https:' || (url?.protocol === 'http:' && (isHere || mode === 'local'));
  if (!isGood) throw new BadConfiguration(`${name} is "${text}": it must be an https:// address.`);
};

const algorithmsOf = (env: NodeJS.ProcessEnv): readonly string[] => {
  const chosen = given(env, 'OIDC_ALGORITHMS')?.split(/[\s,]+/) ?? [...signatureAlgorithms];
  const known: readonly string[] = signatureAlgorithms;
  const wrong = chosen.find((algorithm) => !known.includes(algorithm));
  if (wrong === undefined) return chosen;
  throw new BadConfiguration(`OIDC_ALGORITHMS names "${wrong}": choose among ${known.join(', ')}.`);
};

const word = <Word extends string>(
  env: NodeJS.ProcessEnv,
  name: string,
  words: readonly Word[],
  otherwise: Word,
): Word => {
  const value = given(env, name) ?? otherwise;
  const found = words.find((known) => known === value);
  if (found !== undefined) return found;
  throw new BadConfiguration(`${name} is "${value}": it must be one of ${words.join(', ')}.`);
};
