import { LogOverloaded } from '../event-log.js';

/** What a gate lets through and lets wait. */
export interface GateLimits {
  /** Calls under way at once. A connection carries 100 at a time, of all kinds together. */
  readonly atOnce: number;
  /** Calls that may wait; undefined: any number, because others bound them. */
  readonly waitingMax?: number;
  /** Bytes that calls under way and waiting may hold. */
  readonly bytesMax?: number;
}

const retryAfterSeconds = 1;

/** Bounds how much is under way to the server and how much waits for it. */
export class Gate {
  private readonly waiting: (() => void)[] = [];
  private underWay = 0;
  private bytes = 0;

  constructor(private readonly limits: GateLimits) {}

  /** Runs work when there is room. Throws `LogOverloaded` where too much waits already. */
  async pass<T>(bytes: number, work: () => Promise<T>): Promise<T> {
    const { atOnce, waitingMax = Infinity, bytesMax = Infinity } = this.limits;
    const mustWait = this.underWay >= atOnce;
    if ((mustWait && this.waiting.length >= waitingMax) || this.bytes + bytes > bytesMax)
      throw new LogOverloaded(retryAfterSeconds);
    this.bytes += bytes;
    if (mustWait) await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.underWay += 1;
    try {
      return await work();
    } finally {
      this.bytes -= bytes;
      // Whoever waits takes this place over.
      const next = this.waiting.shift();
      if (next) next();
      else this.underWay -= 1;
    }
  }
}
