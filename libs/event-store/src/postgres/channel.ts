import { randomUUID } from 'node:crypto';
import pg from 'pg';
import type { Wake } from '../wake.js';
import { abandon, connectionConfig } from './connection.js';

/** Pause before a lost connection is made again, in milliseconds: doubled up to the greatest. */
const pauseMsMin = 100;
const pauseMsMax = 5_000;
/** Milliseconds between two notices of this process, at least. */
const noticeEveryMs = 10;

const notice = "SELECT pg_notify('ledger', $1)";

/**
 * The database's channel over which processes tell each other that the log has grown, on a
 * connection of its own. A notice is no part of the append, which waits for all it does: one that is
 * lost with its process costs the others a look at the log of their own (`pollMs`).
 */
export class Channel {
  /** What tells this process's notices from those of others. */
  private readonly sender = randomUUID();
  private client: pg.Client | undefined;
  private pause: NodeJS.Timeout | undefined;
  private pauseMs = pauseMsMin;
  private isListening = false;
  private isClosed = false;
  private timer: NodeJS.Timeout | undefined;
  private noticeAt = -Infinity;
  /** Whether a notice is under way, and whether one waits for that or for the connection. */
  private isNotifying = false;
  private isOwed = false;

  constructor(
    private readonly url: string,
    private readonly wake: Wake,
  ) {}

  /** Begins to turn notices of others into wakings; a database not there yet is asked again. */
  listen(): void {
    if (this.client === undefined && this.pause === undefined && !this.isClosed) void this.open();
  }

  /** Tells the others that something was recorded; what is recorded in a row is told of at once. */
  announce(): void {
    if (this.timer !== undefined || this.isClosed) return;
    this.listen();
    const ms = this.noticeAt + noticeEveryMs - performance.now();
    if (ms <= 0) this.notify();
    else {
      this.timer = setTimeout(() => {
        this.timer = undefined;
        this.notify();
      }, ms);
    }
  }

  close(): void {
    this.isClosed = true;
    clearTimeout(this.pause);
    clearTimeout(this.timer);
    if (this.client) abandon(this.client);
    this.client = undefined;
  }

  private notify(): void {
    const { client } = this;
    this.noticeAt = performance.now();
    this.isOwed = !this.isListening || this.isNotifying;
    if (this.isOwed || client === undefined) return;
    this.isNotifying = true;
    const over = (): void => {
      this.isNotifying = false;
      if (this.isOwed) this.notify();
    };
    // When the connection is lost meanwhile, the others look by themselves.
    client.query(notice, [this.sender]).then(over, over);
  }

  private async open(): Promise<void> {
    // No wait for the disk, which a notice would else claim beside the appends: a transaction that
    // notifies is written.
    const config = connectionConfig(this.url, 'ledger log channel');
    const options = `${config.options ?? ''} -c synchronous_commit=off`;
    const client = new pg.Client({ ...config, options });
    this.client = client;
    client.on('error', () => undefined);
    // Who recorded something here was woken when it was.
    client.on('notification', ({ payload }) => {
      if (payload !== this.sender) this.wake.wakeAll();
    });
    try {
      await client.connect();
      client.once('end', () => this.openAgain(client));
      await client.query('LISTEN ledger');
      this.pauseMs = pauseMsMin;
      this.isListening = true;
      // What was recorded while nobody listened.
      this.wake.wakeAll();
      if (this.isOwed) this.notify();
    } catch {
      this.openAgain(client);
    }
  }

  private openAgain(lost: pg.Client): void {
    if (this.isClosed || this.client !== lost) return;
    this.isListening = false;
    this.client = undefined;
    abandon(lost);
    this.pause = setTimeout(() => {
      this.pause = undefined;
      void this.open();
    }, this.pauseMs);
    this.pauseMs = Math.min(this.pauseMs * 2, pauseMsMax);
  }
}
