import { migrations } from '@ledger/migrations/index.js';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { assertNotOwner, withClient } from './connection.js';
import { applicationGroup, schemas } from './roles.js';

/** Any fixed number: who migrates this database holds the advisory lock of it. */
const migrationLock = 7_301_946_201;

export interface MigrateOptions {
  /** Address of the application's own role; the role is created when it is not there. */
  readonly appUrl: string;
}

/** The owner's and the application's address cannot be used together. */
export class RolesMixed extends Error {
  constructor(role: string) {
    super(
      `The owner and the application both use the role ${role}: the application would own the ` +
        'event log. Give DATABASE_URL a role of its own.',
    );
    this.name = 'RolesMixed';
  }
}

/**
 * Brings a database up to date as its owner: roles, schemas, default rights, then every migration
 * not yet run. Several at once wait for one another. Ends by checking that the application's role
 * can use the log but not own it. Answers the names of the migrations it ran.
 */
export const migrate = (ownerUrl: string, { appUrl }: MigrateOptions): Promise<readonly string[]> =>
  withClient(ownerUrl, async (client) => {
    const role = roleOf(appUrl);
    if (role.name === roleOf(ownerUrl).name || role.name === applicationGroup)
      throw new RolesMixed(role.name);
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    await prepare(client, role);
    const ran = await runMigrations(ownerUrl);
    await assertNotOwner(appUrl);
    return ran;
  });

/** The application's role on a database that is migrated already: creates it and lets it in. */
export const admit = (ownerUrl: string, appUrl: string): Promise<void> =>
  withClient(ownerUrl, async (client) => {
    await createRoles(client, roleOf(appUrl));
  });

interface Role {
  readonly name: string;
  readonly password: string;
}

const roleOf = (url: string): Role => {
  const { username, password } = new URL(url);
  return { name: decodeURIComponent(username), password: decodeURIComponent(password) };
};

const prepare = async (client: pg.Client, role: Role): Promise<void> => {
  await createRoles(client, role);
  for (const schema of Object.values(schemas)) {
    await client.query(`CREATE SCHEMA IF NOT EXISTS ${schema}`);
    await client.query(`GRANT USAGE ON SCHEMA ${schema} TO ${applicationGroup}`);
  }
  const byDefault = (schema: string, rights: string): Promise<unknown> =>
    client.query(
      `ALTER DEFAULT PRIVILEGES IN SCHEMA ${schema} GRANT ${rights} TO ${applicationGroup}`,
    );
  await byDefault(schemas.log, 'SELECT ON TABLES');
  for (const schema of [schemas.read, schemas.side, schemas.evidence]) {
    await byDefault(schema, 'SELECT, INSERT, UPDATE, DELETE ON TABLES');
    await byDefault(schema, 'USAGE, SELECT ON SEQUENCES');
    await byDefault(schema, 'EXECUTE ON FUNCTIONS');
  }
  await byDefault(schemas.read, 'TRUNCATE ON TABLES');
};

const createRoles = async (client: pg.Client, { name, password }: Role): Promise<void> => {
  await createRole(client, applicationGroup, 'NOLOGIN');
  await createRole(client, name, `LOGIN PASSWORD ${pg.escapeLiteral(password)}`);
  const member = await client.query(`SELECT pg_has_role($1, $2, 'MEMBER') AS member`, [
    name,
    applicationGroup,
  ]);
  if (member.rows[0]?.member !== true)
    await client.query(`GRANT ${applicationGroup} TO ${pg.escapeIdentifier(name)}`);
};

/** Roles belong to the whole server, so another database's migration may create one meanwhile. */
const createRole = async (client: pg.Client, name: string, options: string): Promise<void> => {
  const { rows } = await client.query('SELECT FROM pg_roles WHERE rolname = $1', [name]);
  if (rows.length > 0) return;
  try {
    await client.query(`CREATE ROLE ${pg.escapeIdentifier(name)} ${options}`);
  } catch (error) {
    const { code } = error as { code?: string };
    if (code !== duplicateObject && code !== uniqueViolation) throw error;
  }
};

const duplicateObject = '42710';
const uniqueViolation = '23505';

const runMigrations = async (ownerUrl: string): Promise<readonly string[]> => {
  const source = new DataSource({
    type: 'postgres',
    url: ownerUrl,
    schema: schemas.log,
    migrations: [...migrations],
    migrationsTableName: 'migration',
    migrationsTransactionMode: 'each',
    applicationName: 'ledger migrations',
  });
  await source.initialize();
  try {
    const ran = await source.runMigrations();
    return ran.map(({ name }) => name);
  } finally {
    await source.destroy();
  }
};
