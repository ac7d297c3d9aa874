import type { Wake } from '../wake.js';
import type { Connection } from './connection.js';
import { ledgerStreams } from './event-bytes.js';
import { allFromNowOn } from './wire.js';

/** Pause before another subscription when one has ended. */
const pauseMs = 250;

/**
 * One live subscription that wakes whoever waits for the log to grow. It carries no work: those
 * woken read for themselves, so a slow one holds nothing up and a lost one only costs time.
 */
export class Listener {
  private readonly closing = new AbortController();
  private current = new AbortController();
  private isStarted = false;

  constructor(
    private readonly connection: Connection,
    private readonly wake: Wake,
  ) {
    // A node that calls have left may no longer hear of anything.
    connection.onMoved = () => this.current.abort();
  }

  start(): void {
    if (this.isStarted) return;
    this.isStarted = true;
    void this.run();
  }

  close(): void {
    this.closing.abort();
    this.current.abort();
  }

  private async run(): Promise<void> {
    while (!this.closing.signal.aborted) {
      this.current = new AbortController();
      const { signal } = this.current;
      try {
        // The confirmation wakes too: something may have come while nobody listened.
        const woken = (): boolean => {
          this.wake.wakeAll();
          return true;
        };
        await this.connection.read(allFromNowOn(ledgerStreams), woken, { signal });
      } catch {
        // The next read finds out why, and says so to whoever asks.
      }
      await this.wake.after(this.wake.count, pauseMs, this.closing.signal);
    }
  }
}
