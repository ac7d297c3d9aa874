import { assertNotOwner, withClient } from '@ledger/database/connection.js';
import { secretOf } from '@ledger/database/embedded/data-folder.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@ledger/database/embedded/embedded-postgres.js';
import { migrate } from '@ledger/database/migrate.js';
import { schemas } from '@ledger/database/roles.js';
import { migrations } from '@ledger/migrations/index.js';
import path from 'node:path';
import type { DatabaseChoice } from './configuration.js';
import { databaseFailure } from './database-failure.js';
import { StartFailure } from './start-failure.js';

/** The database and the role of the embedded mode. */
const databaseName = 'ledger';
const applicationRole = 'ledger_app';

/** Starts the embedded server below the data folder; it still has to be migrated. */
export const startEmbedded = (
  dataDir: string,
  { binFolder }: { readonly binFolder?: string },
): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({
    folder: path.join(dataDir, 'pg'),
    ...(binFolder === undefined ? {} : { binFolder }),
  });

/** Makes database and role if need be and migrates. Answers the application's address. */
export const migrateEmbedded = async (server: EmbeddedPostgres): Promise<string> => {
  await withClient(server.ownerUrl('postgres'), async (client) => {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [databaseName]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${databaseName}`);
  });
  const appUrl = new URL(server.ownerUrl(databaseName));
  appUrl.username = applicationRole;
  appUrl.password = secretOf(server.folder, 'app');
  await migrate(server.ownerUrl(databaseName), { appUrl: appUrl.href });
  return appUrl.href;
};

/** Checks a given database, migrating it first where its owner is named. Throws `StartFailure`. */
export const prepareGiven = async (
  database: Extract<DatabaseChoice, { kind: 'given' }>,
): Promise<string> => {
  const { appUrl, ownerUrl } = database;
  if (ownerUrl !== undefined) {
    await spoken('DATABASE_OWNER_URL', ownerUrl, () => answers(ownerUrl));
    await migrated(ownerUrl, appUrl);
  }
  await spoken('DATABASE_URL', appUrl, async () => {
    await assertNotOwner(appUrl);
    const count = await missingMigrations(appUrl);
    if (count > 0) throw new StartFailure('database_outdated', { count });
  });
  return appUrl;
};

const spoken = async (name: string, url: string, work: () => Promise<unknown>): Promise<void> => {
  try {
    await work();
  } catch (error) {
    throw databaseFailure(error, name, url);
  }
};

const migrated = async (ownerUrl: string, appUrl: string): Promise<void> => {
  try {
    await migrate(ownerUrl, { appUrl });
  } catch (error) {
    // The owner got in before, so who is not let in now is the application's role.
    const isLogin = /^28/.test((error as { code?: string }).code ?? '');
    throw isLogin
      ? databaseFailure(error, 'DATABASE_URL', appUrl)
      : databaseFailure(error, 'DATABASE_OWNER_URL', ownerUrl);
  }
};

const answers = (url: string): Promise<unknown> =>
  withClient(url, (client) => client.query('SELECT 1'));

/** How many migrations of this version the database has not seen. */
const missingMigrations = (appUrl: string): Promise<number> =>
  withClient(appUrl, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `SELECT name FROM ${schemas.log}.migration`,
    );
    const ran = new Set(rows.map(({ name }) => name));
    return migrations.filter((migration) => !ran.has(migration.name)).length;
  });
