import { httpConfiguration } from './configuration.js';
import { BadConfiguration } from './environment.js';

const read = (env: Record<string, string>) => httpConfiguration(env, '/srv/ledger');
const oidc = { OIDC_ISSUER: 'https://id.example.com', OIDC_AUDIENCE: 'ledger' };

describe('the configuration of the edge', () => {
  it('needs nothing on one machine', () => {
    expect(read({})).toEqual({
      mode: 'local',
      dataDir: '/srv/ledger/.data',
      bodyBytesMax: 1_048_576,
      uploadsBytesMax: 268_435_456,
      receiveTimeoutMs: 60_000,
      answerTimeoutMs: 120_000,
      logLevel: 'info',
    });
    expect(read({ OIDC_ISSUER: '  ', LOG_LEVEL: '' })).toEqual(read({}));
  });

  it('reads an issuer', () => {
    expect(
      read({ ...oidc, LEDGER_MODE: 'production', OIDC_ALGORITHMS: 'ES256, RS256' }),
    ).toMatchObject({
      mode: 'production',
      oidc: {
        issuer: oidc.OIDC_ISSUER,
        orgClaim: 'org',
        rolesClaim: 'roles',
        algorithms: ['ES256', 'RS256'],
      },
    });
  });

  it.each<[string, Record<string, string>, string]>([
    ['production without an issuer', { LEDGER_MODE: 'production' }, 'OIDC_ISSUER is not set'],
    ['an issuer without audience', { OIDC_ISSUER: 'https://id.example.com' }, 'OIDC_AUDIENCE'],
    ['another mode', { LEDGER_MODE: 'test' }, 'LEDGER_MODE is "test"'],
    ['a shared secret', { ...oidc, OIDC_ALGORITHMS: 'HS256' }, 'OIDC_ALGORITHMS names "HS256"'],
    ['no signature', { ...oidc, OIDC_ALGORITHMS: 'none' }, 'OIDC_ALGORITHMS names "none"'],
    [
      'plain HTTP',
      { ...oidc, LEDGER_MODE: 'production', OIDC_ISSUER: 'http://id.example.com' },
      'https://',
    ],
    ['no address', { ...oidc, OIDC_JWKS_URL: 'keys' }, 'OIDC_JWKS_URL is "keys"'],
    ['no number', { HTTP_BODY_BYTES_MAX: '1e6' }, 'HTTP_BODY_BYTES_MAX is "1e6"'],
    ['too small a number', { HTTP_BODY_BYTES_MAX: '1' }, '1024 to'],
    ['another level', { LOG_LEVEL: 'loud' }, 'LOG_LEVEL is "loud"'],
  ])('refuses %s in one clear sentence', (_, env, sentence) => {
    expect(() => read(env)).toThrow(BadConfiguration);
    expect(() => read(env)).toThrow(sentence);
  });
});
