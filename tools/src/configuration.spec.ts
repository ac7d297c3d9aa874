import { startConfiguration } from './configuration.js';

const read = (env: NodeJS.ProcessEnv) => startConfiguration(env, '/repo');
const appUrl = 'postgres://ledger_app:word@db.example:5432/ledger';

describe('what npm start is asked for', () => {
  it('is the embedded database and the usual ports where nothing is said', () => {
    expect(read({})).toEqual({
      mode: 'local',
      host: '127.0.0.1',
      registryPort: 3000,
      exchangePort: 3001,
      dataDir: '/repo/.data',
      database: { kind: 'embedded' },
    });
  });

  it('takes an empty variable as one that is not set', () => {
    const empty = { REGISTRY_PORT: '', DATABASE_URL: ' ', LEDGER_MODE: '', DATA_DIR: '' };
    expect(read({ ...empty, OIDC_ISSUER: '' })).toEqual(read({}));
  });

  it('starts nothing embedded where a database is named', () => {
    expect(read({ DATABASE_URL: appUrl, PG_BIN_DIR: '/opt/pg' }).database).toEqual({
      kind: 'given',
      appUrl,
    });
  });

  it.each([
    [{ REGISTRY_PORT: '65536' }, 'port_invalid'],
    [{ EXCHANGE_PORT: 'three' }, 'port_invalid'],
    [{ EXCHANGE_PORT: '0' }, 'port_invalid'],
    [{ EXCHANGE_PORT: '-1' }, 'port_invalid'],
    [{ REGISTRY_PORT: '3001' }, 'ports_equal'],
    [{ LEDGER_MODE: 'prod' }, 'mode_unknown'],
    [{ DATABASE_URL: 'localhost:5432' }, 'url_malformed'],
    [{ DATABASE_URL: 'mysql://user@host/ledger' }, 'url_malformed'],
    [{ DATABASE_URL: 'postgres://host/ledger' }, 'url_malformed'],
    [{ DATABASE_URL: 'postgres://user@host' }, 'url_malformed'],
    [{ DATABASE_URL: appUrl, DATABASE_OWNER_URL: 'nonsense' }, 'url_malformed'],
    [{ DATABASE_OWNER_URL: appUrl }, 'owner_alone'],
    [{ EVENT_STORE_URL: 'http://host:2113' }, 'event_store_url_malformed'],
    [{ EVENT_STORE_URL: 'esdb://' }, 'event_store_url_malformed'],
    [{ LEDGER_MODE: 'production' }, 'production_database'],
    [{ LEDGER_MODE: 'production', OIDC_ISSUER: 'https://id.example' }, 'production_database'],
    [{ LEDGER_MODE: 'production', DATABASE_URL: appUrl }, 'production_issuer'],
  ])('%j is refused with %s', (env, code) => {
    expect(() => read(env)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['esdb://a:2113,b:2113?tls=true', 'esdb+discover://user:word@cluster.example'])(
    'takes %s for the event log',
    (url) => {
      expect(read({ EVENT_STORE_URL: url })).toEqual(read({}));
    },
  );

  it('in production takes a database and an issuer', () => {
    const env = { LEDGER_MODE: 'production', DATABASE_URL: appUrl };
    const { mode, oidcIssuer } = read({ ...env, OIDC_ISSUER: 'https://id.example' });
    expect([mode, oidcIssuer]).toEqual(['production', 'https://id.example']);
  });

  it('never repeats a password in a sentence', () => {
    expect(() => read({ DATABASE_URL: 'pg://user:secret-word@host/x' })).toThrow(
      expect.objectContaining({ message: expect.not.stringContaining('secret-word') as string }),
    );
  });
});
