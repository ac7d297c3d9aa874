import { evidenceConfiguration } from './evidence.configuration.js';

const local = { mode: 'local', dataDir: '/data' } as const;
const production = { ...local, mode: 'production' } as const;
const named = { EVIDENCE_KEY_FILE: '/keys/evidence.pem', EVIDENCE_ORIGIN: 'ledger.example/log' };
const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';

describe('how the log is sealed, by the environment', () => {
  it('needs nothing on a machine of one’s own', () =>
    expect(evidenceConfiguration({}, local)).toEqual({
      sealer: 'thread',
      keyFile: '/data/keys/evidence.pem',
      makesKey: true,
      checkpointFile: '/data/evidence/checkpoints.jsonl',
      publishEveryMs: 10_000,
    }));

  it('takes the operator’s key and never makes one in production', () => {
    expect(evidenceConfiguration(named, production)).toMatchObject({
      keyFile: '/keys/evidence.pem',
      makesKey: false,
      origin: 'ledger.example/log',
    });
    expect(evidenceConfiguration({ EVIDENCE_SEALER: 'off' }, production).sealer).toBe('off');
  });

  it('knows the store that the log is in, for a thread that reads it by itself', () => {
    const eventStoreUrl = 'esdb://one:2113,two:2113?tls=true';
    const env = { EVENT_STORE_URL: ` ${eventStoreUrl} ` };
    expect(evidenceConfiguration(env, local)).toMatchObject({ eventStoreUrl });
    expect(evidenceConfiguration({ EVENT_STORE_URL: ' ' }, local)).not.toHaveProperty(
      'eventStoreUrl',
    );
  });

  it.each([
    [{ EVIDENCE_ORIGIN: 'ledger.example/log' }, 'EVIDENCE_KEY_FILE is not set'],
    [{ EVIDENCE_KEY_FILE: '/k' }, 'EVIDENCE_ORIGIN is not set'],
    [{ ...named, EVIDENCE_ORIGIN: 'a b' }, 'no spaces'],
    [{ ...named, EVIDENCE_SEALER: 'maybe' }, 'thread, here or off'],
    [{ ...named, EVIDENCE_WITNESS_URL: 'https://w.example' }, 'go together'],
    [{ ...named, EVIDENCE_WITNESS_URL: 'w', EVIDENCE_WITNESS_KEY: key }, 'must be an address'],
    [
      { ...named, EVIDENCE_WITNESS_URL: 'https://w.example', EVIDENCE_WITNESS_KEY: key },
      'not a verifier key of a cosigner',
    ],
    [{ ...named, EVIDENCE_PUBLISH_EVERY_SECONDS: '0' }, 'whole number'],
  ])('refuses %j', (env, told) =>
    expect(() => evidenceConfiguration(env, production)).toThrow(told),
  );
});
