import type { EventLog, Snapshot } from './event-log.js';
import { Busy } from './loop-errors.js';

/** Names that one statement may carry when it is shared; one request alone may carry more. */
const namesMax = 10_000;
const waitingMax = 10_000;

interface Ask {
  readonly streams: readonly string[];
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads stream versions for all who wait with one statement. Who asks while a statement is under
 * way gets the next one, never that one: it might have looked before the question was asked.
 */
export class SharedSnapshot {
  private waiting: Ask[] = [];
  private underWay = false;
  /** Statements sent so far. */
  statements = 0;

  constructor(private readonly log: EventLog) {}

  take(streams: readonly string[]): Promise<Snapshot> {
    if (this.waiting.length >= waitingMax) {
      return Promise.reject(new Busy('Too many readers wait for the log.'));
    }
    return new Promise((resolve, reject) => {
      this.waiting.push({ streams, resolve, reject });
      if (!this.underWay) void this.run();
    });
  }

  private async run(): Promise<void> {
    this.underWay = true;
    while (this.waiting.length > 0) {
      const asks = this.nextAsks();
      this.statements += 1;
      try {
        const snapshot = await this.log.versions([...new Set(asks.flatMap((ask) => ask.streams))]);
        for (const { resolve } of asks) resolve(snapshot);
      } catch (error) {
        for (const { reject } of asks) reject(error);
      }
    }
    this.underWay = false;
  }

  private nextAsks(): Ask[] {
    let names = 0;
    let count = 0;
    for (const { streams } of this.waiting) {
      names += streams.length;
      if (count > 0 && names > namesMax) break;
      count += 1;
    }
    return this.waiting.splice(0, count);
  }
}
