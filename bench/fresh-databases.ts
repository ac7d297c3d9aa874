import { withClient } from '@ledger/database/connection.js';
import { migrate } from '@ledger/database/migrate.js';
import { randomBytes } from 'node:crypto';
import { type BenchDatabase, serverUrl } from './database.js';

/** How the databases of a run are named, and who uses them. */
export interface SharedDatabases {
  readonly prefix: string;
  readonly role: string;
}

/** Fresh databases, migrated by copying one that is, so that a run spends its time on samples. */
export class FreshDatabases {
  /** `shared`: those that another process has opened, which also closes them. */
  constructor(readonly shared: SharedDatabases) {}

  static async open(): Promise<FreshDatabases> {
    const prefix = `ledger_bench_${randomBytes(4).toString('hex')}`;
    const databases = new FreshDatabases({ prefix, role: `${prefix}_app` });
    const template = databases.named(`${prefix}_template`);
    await onServer(`CREATE DATABASE ${prefix}_template`);
    await migrate(template.adminUrl, { appUrl: template.appUrl });
    return databases;
  }

  /** A database of its own for one sample; nothing of the one before is left in the way. */
  async create(isMigrated: boolean): Promise<BenchDatabase> {
    const name = `${this.shared.prefix}_${randomBytes(4).toString('hex')}`;
    const template = isMigrated ? ` TEMPLATE ${this.shared.prefix}_template` : '';
    await onServer(`CREATE DATABASE ${name}${template}`);
    await onServer('CHECKPOINT');
    return this.named(name);
  }

  async close(): Promise<void> {
    await onServer(`DROP DATABASE ${this.shared.prefix}_template WITH (FORCE)`);
    await onServer(`DROP ROLE ${this.shared.role}`);
  }

  private named(name: string): BenchDatabase {
    const [admin, app] = [new URL(serverUrl()), new URL(serverUrl())];
    admin.pathname = app.pathname = `/${name}`;
    [app.username, app.password] = [this.shared.role, 'bench'];
    return {
      adminUrl: admin.href,
      appUrl: app.href,
      // Waits some seconds for connections that are closing: a peer's pool that loses an idle one
      // ends the process.
      drop: () =>
        onServer(`DROP DATABASE ${name}`).catch(() =>
          onServer(`DROP DATABASE ${name} WITH (FORCE)`),
        ),
    };
  }
}

const onServer = (sql: string): Promise<void> =>
  withClient(serverUrl(), async (client) => void (await client.query(sql)));
