import type { Snapshot } from './event-log.js';
import { Busy } from './loop-errors.js';

/** Names that one look may carry when it is shared; one request alone may carry more. */
const namesMax = 10_000;
const waitingMax = 10_000;

/** Reads head and versions, of these streams at least, in one snapshot that begins after the call. */
export type Look = (streams: readonly string[]) => Promise<Snapshot>;

interface Ask {
  readonly streams: readonly string[];
  readonly resolve: (snapshot: Snapshot) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * One look at the log for all who wait. Who asks while a look is under way gets the next one, never
 * that one: it might have looked before the question was asked.
 */
export class SharedSnapshot {
  private waiting: Ask[] = [];
  private underWay = false;
  /** Looks taken so far. */
  looks = 0;

  constructor(private readonly look: Look) {}

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
    // Whoever asks in the same turn of the event loop shares the first look too.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.waiting.length > 0) await this.answer(this.nextAsks());
    this.underWay = false;
  }

  private async answer(asks: readonly Ask[]): Promise<void> {
    this.looks += 1;
    try {
      const snapshot = await this.look(namesOf(asks));
      for (const { resolve } of asks) resolve(snapshot);
    } catch (error) {
      for (const { reject } of asks) reject(error);
    }
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

/** All streams that are asked for, each once where several ask. */
const namesOf = (asks: readonly Ask[]): readonly string[] => {
  const [first] = asks;
  if (first !== undefined && asks.length === 1) return first.streams;
  const names = new Set<string>();
  for (const { streams } of asks) for (const name of streams) names.add(name);
  return [...names];
};
