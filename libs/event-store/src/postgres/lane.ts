import type pg from 'pg';
import { abandon, connectionConfig, isPassing, runOn } from './connection.js';
import { LogClient } from './log-client.js';
import { asTexts, type Row, type Statement, type Value } from './text-query.js';

interface Opened {
  readonly client: pg.Client;
  readonly connected: Promise<unknown>;
}

/**
 * One connection for one statement after another. It comes up when first used and again after it
 * was lost; the statement that was running then fails with the reason.
 */
export class Lane {
  private opened: Opened | undefined;

  constructor(
    private readonly url: string,
    private readonly applicationName: string,
  ) {}

  async run(statement: Statement, values: readonly Value[]): Promise<readonly Row[]> {
    const opened = this.opened ?? this.open();
    try {
      await opened.connected;
      return await runOn(opened.client, statement, values, asTexts);
    } catch (error) {
      if (isPassing(error)) this.giveUp(opened);
      throw error;
    }
  }

  /** Ends the connection; a statement that is running fails. */
  close(): void {
    if (this.opened) this.giveUp(this.opened);
  }

  private open(): Opened {
    const client = new LogClient(connectionConfig(this.url, this.applicationName));
    const opened = { client, connected: client.connect() };
    client.on('error', () => this.giveUp(opened));
    this.opened = opened;
    return opened;
  }

  private giveUp(opened: Opened): void {
    if (this.opened === opened) this.opened = undefined;
    abandon(opened.client);
  }
}
