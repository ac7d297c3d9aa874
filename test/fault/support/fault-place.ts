import { withClient } from '@ledger/database/connection.js';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '@ledger/database/embedded/embedded-postgres.js';
import { migrate } from '@ledger/database/migrate.js';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startServiceProcess, type ServiceProcess } from './service-process.js';

/** A Postgres of its own and services on it, all processes of their own: each can be killed. */
export class FaultPlace {
  private services: ServiceProcess[] = [];

  private constructor(
    /** Folder of the database, and of the keys that the services share. */
    readonly folder: string,
    private server: EmbeddedPostgres,
  ) {}

  static async open(): Promise<FaultPlace> {
    const folder = mkdtempSync(path.join(tmpdir(), 'ledger-fault-'));
    chmodSync(folder, 0o755);
    const place = new FaultPlace(folder, await startPostgres(folder));
    const { server } = place;
    const create = 'CREATE DATABASE ledger';
    await withClient(server.ownerUrl('postgres'), (client) => client.query(create));
    await migrate(server.ownerUrl('ledger'), { appUrl: place.appUrl });
    return place;
  }

  /** As the superuser of the server. */
  get adminUrl(): string {
    return this.server.ownerUrl('ledger');
  }

  get appUrl(): string {
    const url = new URL(this.server.ownerUrl('ledger'));
    [url.username, url.password] = ['ledger_app', 'of-this-test-only'];
    return url.href;
  }

  /** A registry that is ready, on a port that a later one may take over. */
  async startRegistry(
    port: number,
    more: Readonly<Record<string, string>> = {},
  ): Promise<ServiceProcess> {
    const env = { DATABASE_URL: this.appUrl, DATA_DIR: this.folder, ...more };
    const service = startServiceProcess('registry', port, env);
    this.services.push(service);
    await service.ready();
    return service;
  }

  /** kill -9 of the database's first process. */
  async killPostgres(): Promise<void> {
    const { exited } = this.server;
    process.kill(this.server.pid, 'SIGKILL');
    await exited;
  }

  async restartPostgres(): Promise<void> {
    this.server = await startPostgres(this.folder);
  }

  async close(): Promise<void> {
    await Promise.all(this.services.map((service) => service.kill()));
    await this.server.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

const startPostgres = (folder: string): Promise<EmbeddedPostgres> =>
  startEmbeddedPostgres({ folder: path.join(folder, 'pg') });
