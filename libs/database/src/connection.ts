import pg from 'pg';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** How long a connection may take to come up, and a statement to run, in milliseconds. */
const connectMsMax = 5_000;
const statementMsMax = 30_000;

/**
 * What reading a page out of turn is taken to cost, a page in turn being 1: read models lie in memory
 * or on flash (decision 0104). A server's own setting of 4 is that of a disk that turns.
 */
const planning = '-c random_page_cost=1.5';

export interface ConnectionOptions {
  /** Connections held at most. Default 10. */
  readonly connectionsMax?: number;
  /** Shown by the server in `pg_stat_activity`. */
  readonly applicationName?: string;
}

/** A TypeORM data source for read models and side stores; it never changes the schema. */
export const dataSource = (
  url: string,
  entities: readonly EntityTarget<ObjectLiteral>[],
  options: ConnectionOptions = {},
): DataSource =>
  new DataSource({
    type: 'postgres',
    url,
    entities: entities as (() => void)[],
    synchronize: false,
    migrationsRun: false,
    connectTimeoutMS: connectMsMax,
    poolSize: options.connectionsMax ?? 10,
    applicationName: options.applicationName ?? 'ledger',
    extra: { statement_timeout: statementMsMax, keepAlive: true, options: planning },
  });

/** Runs something on a connection of its own. */
export const withClient = async <T>(
  url: string,
  work: (client: pg.Client) => Promise<T>,
): Promise<T> => {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: connectMsMax,
    application_name: 'ledger',
  });
  // A lost connection fails the query in hand; without a listener it would end the process too.
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
};

/** The application would be able to change the log: its role owns it, or may write to it. */
export class OwnsLog extends Error {
  constructor(role: string) {
    super(
      `The role ${role} of DATABASE_URL can change the event log itself. ` +
        'Name the owner in DATABASE_OWNER_URL and a role that owns nothing in DATABASE_URL.',
    );
    this.name = 'OwnsLog';
  }
}

/** The database of this address holds no log, or not one this role may use. */
export class NotMigrated extends Error {
  constructor(role: string) {
    super(`The database has no event log that the role ${role} may read: migrate it first.`);
    this.name = 'NotMigrated';
  }
}

interface Rights {
  readonly role: string;
  readonly log: boolean;
  readonly owns: boolean;
  readonly reads: boolean;
}

const rights = `
  SELECT current_user AS role, c.oid IS NOT NULL AS log,
    coalesce(pg_has_role(current_user, c.relowner, 'MEMBER')
      OR has_table_privilege(c.oid, 'INSERT, UPDATE, DELETE, TRUNCATE, REFERENCES, TRIGGER'), false)
      AS owns,
    coalesce(has_table_privilege(c.oid, 'SELECT'), false) AS reads
  FROM (SELECT 1) AS one
  LEFT JOIN (pg_class AS c JOIN pg_namespace AS s
    ON s.oid = c.relnamespace AND s.nspname = 'ledger' AND c.relname = 'event') ON true`;

/** Throws `OwnsLog` where the role of this address could change the log, `NotMigrated` without one. */
export const assertNotOwner = (appUrl: string): Promise<void> =>
  withClient(appUrl, async (client) => {
    const { rows } = await client.query<Rights>(rights);
    const [found] = rows;
    if (found?.log !== true) throw new NotMigrated(found?.role ?? '?');
    if (found.owns) throw new OwnsLog(found.role);
    if (!found.reads) throw new NotMigrated(found.role);
  });
