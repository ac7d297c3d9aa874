import path from 'node:path';
import { StartFailure } from './start-failure.js';

/** Where the services find their data. */
export type DatabaseChoice =
  | { readonly kind: 'embedded'; readonly binFolder?: string }
  | { readonly kind: 'given'; readonly appUrl: string; readonly ownerUrl?: string };

/** What `npm start` was asked for, checked as far as that goes without looking outside. */
export interface StartConfiguration {
  readonly mode: 'local' | 'production';
  readonly host: string;
  readonly registryPort: number;
  readonly exchangePort: number;
  readonly dataDir: string;
  readonly database: DatabaseChoice;
  /** Address of the OIDC issuer; absent: tokens come from the local issuer. */
  readonly oidcIssuer?: string;
}

/** Reads the environment. Throws `StartFailure`. */
export const startConfiguration = (env: NodeJS.ProcessEnv, folder: string): StartConfiguration => {
  const mode = modeOf(env['LEDGER_MODE']);
  const registryPort = portOf('REGISTRY_PORT', env, 3000);
  const exchangePort = portOf('EXCHANGE_PORT', env, 3001);
  checkEventStoreUrl(given(env['EVENT_STORE_URL']));
  if (registryPort === exchangePort) throw new StartFailure('ports_equal', { port: registryPort });
  const database = databaseOf(env);
  const oidcIssuer = given(env['OIDC_ISSUER']);
  if (mode === 'production') {
    if (database.kind === 'embedded') throw new StartFailure('production_database');
    if (oidcIssuer === undefined) throw new StartFailure('production_issuer');
  }
  return {
    mode,
    host: given(env['HOST']) ?? '127.0.0.1',
    registryPort,
    exchangePort,
    dataDir: dataDirOf(env, folder),
    database,
    ...(oidcIssuer === undefined ? {} : { oidcIssuer }),
  };
};

/** Where data, keys and logs go: `.data` of this folder unless DATA_DIR says otherwise. */
export const dataDirOf = (env: NodeJS.ProcessEnv, folder: string): string =>
  path.resolve(folder, given(env['DATA_DIR']) ?? '.data');

/** A variable that is set but empty says nothing, as in `.env.example`. */
const given = (value: string | undefined): string | undefined =>
  value === undefined || value.trim() === '' ? undefined : value.trim();

const modeOf = (value: string | undefined): 'local' | 'production' => {
  const mode = given(value) ?? 'local';
  if (mode === 'local' || mode === 'production') return mode;
  throw new StartFailure('mode_unknown', { value: mode });
};

const portOf = (name: string, env: NodeJS.ProcessEnv, otherwise: number): number => {
  const value = given(env[name]);
  if (value === undefined) return otherwise;
  const port = /^\d{1,5}$/.test(value) ? Number(value) : 0;
  if (port < 1 || port > 65_535) throw new StartFailure('port_invalid', { name, value });
  return port;
};

/** Which database the environment names. Throws `owner_alone` or `url_malformed`. */
export const databaseOf = (env: NodeJS.ProcessEnv): DatabaseChoice => {
  const appUrl = given(env['DATABASE_URL']);
  const ownerUrl = given(env['DATABASE_OWNER_URL']);
  if (appUrl === undefined) {
    if (ownerUrl !== undefined) throw new StartFailure('owner_alone');
    const binFolder = given(env['PG_BIN_DIR']);
    return { kind: 'embedded', ...(binFolder === undefined ? {} : { binFolder }) };
  }
  checkUrl('DATABASE_URL', appUrl);
  if (ownerUrl === undefined) return { kind: 'given', appUrl };
  checkUrl('DATABASE_OWNER_URL', ownerUrl);
  return { kind: 'given', appUrl, ownerUrl };
};

/** The services open it themselves; what cannot be one should be said before anything starts. */
const checkEventStoreUrl = (text: string | undefined): void => {
  if (text === undefined || /^esdb(\+discover)?:\/\/[^/?]+/.test(text)) return;
  throw new StartFailure('event_store_url_malformed', { name: 'EVENT_STORE_URL' });
};

/** The text itself is not repeated in the sentence, for it may hold a password. */
const checkUrl = (name: string, text: string): void => {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const isPostgres = url !== undefined && /^postgres(ql)?:$/.test(url.protocol);
  if (isPostgres && url.username !== '' && url.hostname !== '' && url.pathname.length > 1) return;
  throw new StartFailure('url_malformed', { name });
};
