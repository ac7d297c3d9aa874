import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';

/** The watch ends this long after the last wait, at most. */
const lookAgainMs = 1_000;

/** Looks begin so far apart, at least: on a busy log, what happens meanwhile shares the next. */
const paceMs = 20;

interface Waiting {
  readonly stream: string;
  readonly version: number;
  readonly settle: (error?: Error) => void;
}

/**
 * Waits for streams to move on. All who wait share one look at the log whenever it grows, so that
 * many waits cost no more than one.
 */
@Injectable()
export class OrderWatch implements OnModuleDestroy {
  private readonly waiting = new Set<Waiting>();
  private isWatching = false;
  private isClosing = false;
  private lookNow = (): void => undefined;

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** Waits are over: whoever asked is answered as things stand. */
  onModuleDestroy(): void {
    this.isClosing = true;
    for (const { settle } of [...this.waiting]) settle();
  }

  /**
   * Resolves when the stream is beyond a version, or after `timeoutMs`; to false when the service
   * closes, so that nobody asks again.
   */
  async moved(stream: string, version: number, timeoutMs: number): Promise<boolean> {
    if (this.isClosing) return false;
    await new Promise<void>((resolve, reject) => {
      const settle = (error?: Error): void => {
        clearTimeout(timer);
        this.waiting.delete(one);
        if (error === undefined) resolve();
        else reject(error);
      };
      const one: Waiting = { stream, version, settle };
      const timer = setTimeout(settle, timeoutMs);
      this.waiting.add(one);
      this.lookNow();
      if (!this.isWatching) void this.watch();
    });
    return !this.isClosing;
  }

  private async watch(): Promise<void> {
    this.isWatching = true;
    while (this.waiting.size > 0) {
      const began = performance.now();
      // Asked for before looking, so that nothing is missed in between: neither an event nor
      // somebody who joins, whose stream may have moved on before he did.
      const joined = new Promise<void>((resolve) => (this.lookNow = resolve));
      const changed = this.log.changed(lookAgainMs);
      await this.look();
      await Promise.race([changed, joined]);
      const restMs = began + paceMs - performance.now();
      if (restMs > 0) await new Promise((resolve) => setTimeout(resolve, restMs));
    }
    this.isWatching = false;
  }

  private async look(): Promise<void> {
    const asking = [...this.waiting];
    try {
      const streams = [...new Set(asking.map(({ stream }) => stream))];
      const { versions } = await this.log.versions(streams);
      for (const { stream, version, settle } of asking) {
        if ((versions.get(stream) ?? 0) > version) settle();
      }
    } catch (error) {
      for (const { settle } of asking) settle(error as Error);
    }
  }
}
