import pg from 'pg';
import type { Wake } from '../wake.js';
import { abandon, connectionConfig } from './connection.js';

/** Pause before a lost connection is made again, in milliseconds: doubled up to the second. */
const pauseMsMin = 100;
const pauseMsMax = 5_000;

/** Turns the database's notices of new events into wakings, over a connection of its own. */
export class Listener {
  private client: pg.Client | undefined;
  private pause: NodeJS.Timeout | undefined;
  private pauseMs = pauseMsMin;
  private isStarted = false;
  private isClosed = false;

  constructor(
    private readonly url: string,
    private readonly wake: Wake,
  ) {}

  /** Begins to listen; a database that is not there yet is asked again. */
  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    void this.listen();
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.pause);
    if (this.client) abandon(this.client);
    this.client = undefined;
  }

  private async listen(): Promise<void> {
    // No time limit on a statement: the connection's work is to be silent.
    const { query_timeout: _, ...config } = connectionConfig(this.url, 'ledger log listener');
    const client = new pg.Client(config);
    this.client = client;
    client.on('error', () => undefined);
    client.on('notification', () => this.wake.wakeAll());
    try {
      await client.connect();
      client.once('end', () => this.listenAgain(client));
      await client.query('LISTEN ledger');
      this.pauseMs = pauseMsMin;
      // What was recorded while nobody listened.
      this.wake.wakeAll();
    } catch {
      this.listenAgain(client);
    }
  }

  private listenAgain(lost: pg.Client): void {
    if (this.isClosed || this.client !== lost) return;
    this.client = undefined;
    abandon(lost);
    this.pause = setTimeout(() => void this.listen(), this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, pauseMsMax);
  }
}
