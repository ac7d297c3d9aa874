import { withClient } from '@ledger/database/connection.js';
import { admit, migrate } from '@ledger/database/migrate.js';
import { applicationGroup } from '@ledger/database/roles.js';
import { createHash, randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type pg from 'pg';

/** A database of one spec's own. */
export interface TestDatabase {
  /** As the role that owns the log: for what a migration or an operator does. */
  readonly ownerUrl: string;
  /** As the role the application runs under. */
  readonly appUrl: string;
  /** As the server's superuser: for faults, such as ending another's connection. */
  readonly adminUrl: string;
  drop(): Promise<void>;
}

interface Role {
  readonly name: string;
  readonly password: string;
}

/** Any fixed number: who prepares the server for tests holds the advisory lock of it. */
const serverLock = 7_301_946_202;
/** Templates kept on a server. */
const templatesMax = 4;
const owner: Role = { name: 'ledger_test_owner', password: 'owner-of-test-databases' };
const root = path.resolve(import.meta.dirname, '../..');

/** Puts the clock of a database's log so far ahead, in milliseconds, or back: it runs on from there. */
export const putLogClock = async ({ ownerUrl }: TestDatabase, ahead: number): Promise<void> => {
  const now = `SELECT pg_catalog.clock_timestamp() + interval ''${ahead} milliseconds''`;
  await withClient(ownerUrl, (client) =>
    client.query(
      `CREATE OR REPLACE FUNCTION ledger.clock() RETURNS timestamptz LANGUAGE sql VOLATILE
       AS '${now}'`,
    ),
  );
};

/** Creates a database from the migrated template; the first to come builds the template. */
export const createTestDatabase = async (): Promise<TestDatabase> => {
  const database = newDatabase();
  await withServer(async (client) => {
    await create(client, nameOf(database), await templateOf(client));
  });
  await admit(database.ownerUrl, database.appUrl);
  return database;
};

/** An empty database, without application role: for specs of migrating itself. */
export const createEmptyDatabase = async (): Promise<TestDatabase> => {
  const database = newDatabase();
  await withServer((client) => create(client, nameOf(database)));
  return database;
};

const newDatabase = (): TestDatabase => {
  const suffix = randomBytes(6).toString('hex');
  const name = `ledger_test_${suffix}`;
  const app = { name: `ledger_test_app_${suffix}`, password: randomBytes(12).toString('hex') };
  const drop = (): Promise<void> =>
    withClient(serverUrl(), async (client) => {
      await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      await client.query(`DROP ROLE IF EXISTS ${app.name}`);
    });
  return {
    ownerUrl: addressOf(name, owner),
    appUrl: addressOf(name, app),
    adminUrl: addressOf(name),
    drop,
  };
};

const serverUrl = (): string => {
  const url = process.env['TEST_DATABASE_URL'];
  if (url !== undefined && url !== '') return url;
  throw new Error(
    'TEST_DATABASE_URL is not set: these tests need a Postgres server on which they may create ' +
      'databases and roles, such as postgres://postgres@127.0.0.1:5432/postgres.',
  );
};

const addressOf = (database: string, role?: Role): string => {
  const url = new URL(serverUrl());
  url.pathname = `/${database}`;
  if (role) [url.username, url.password] = [role.name, role.password];
  return url.href;
};

const nameOf = ({ adminUrl }: TestDatabase): string => new URL(adminUrl).pathname.slice(1);

/** Works as superuser under a lock, because several jest workers come at the same time. */
const withServer = (work: (client: pg.Client) => Promise<void>): Promise<void> =>
  withClient(serverUrl(), async (client) => {
    await client.query('SELECT pg_advisory_lock($1)', [serverLock]);
    await createRole(client, applicationGroup, 'NOLOGIN');
    await createRole(client, owner.name, `LOGIN CREATEROLE PASSWORD '${owner.password}'`);
    await client.query(`GRANT ${applicationGroup} TO ${owner.name} WITH ADMIN OPTION`);
    await work(client);
  });

const createRole = async (client: pg.Client, name: string, options: string): Promise<void> => {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rows.length === 0) await client.query(`CREATE ROLE ${name} ${options}`);
};

const create = async (client: pg.Client, name: string, template = 'template0'): Promise<void> => {
  await client.query(`CREATE DATABASE ${name} TEMPLATE ${template} OWNER ${owner.name}`);
};

/** The template's name carries the digest of what made it, so that no change is ever missed. */
const templateOf = async (client: pg.Client): Promise<string> => {
  const name = `ledger_test_template_${migrationsDigest()}`;
  const { rows } = await client.query('SELECT FROM pg_database WHERE datname = $1', [name]);
  if (rows.length === 0) await buildTemplate(client, name);
  return name;
};

const buildTemplate = async (client: pg.Client, name: string): Promise<void> => {
  // Built under another name: a template that failed half way must not be taken for a whole one.
  const half = `${name}_half`;
  const app = { name: 'ledger_test_app', password: randomBytes(12).toString('hex') };
  await client.query(`DROP DATABASE IF EXISTS ${half} WITH (FORCE)`);
  await client.query(`DROP ROLE IF EXISTS ${app.name}`);
  await create(client, half);
  await migrate(addressOf(half, owner), { appUrl: addressOf(half, app) });
  await client.query(`DROP ROLE ${app.name}`);
  await client.query(`ALTER DATABASE ${half} RENAME TO ${name}`);
  await dropStaleTemplates(client);
};

/** Templates of migrations as they once were; the latest few may serve another checkout. */
const dropStaleTemplates = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ name: string }>(
    `SELECT datname AS name FROM pg_database WHERE datname LIKE 'ledger\\_test\\_template\\_%'
      ORDER BY oid DESC OFFSET ${templatesMax}`,
  );
  for (const { name } of rows) await client.query(`DROP DATABASE IF EXISTS ${name}`);
};

const migrationsDigest = (): string => {
  const hash = createHash('sha256');
  for (const folder of ['migrations', 'libs/database/src']) {
    const files = readdirSync(path.join(root, folder)).filter((file) => file.endsWith('.ts'));
    for (const file of files.sort())
      hash.update(file).update(readFileSync(path.join(root, folder, file)));
  }
  return hash.digest('hex').slice(0, 16);
};
