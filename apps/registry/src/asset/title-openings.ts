import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { Inject, Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';

/** How long a registration waits for its title, in milliseconds. */
const waitMsMax = 5_000;
/** How long to wait for a change before looking all the same. */
const changeMsMax = 500;
/** How long to leave a log alone that does not answer. */
const pauseMs = 100;

interface Wait {
  readonly stream: string;
  readonly until: number;
  readonly resolve: (isOpen: boolean) => void;
}

/**
 * Waits for titles that the process `title-opening` is about to open, looking at the log itself.
 * After a change one look serves all who wait, so that a thousand registrations at once do not
 * become a million queries.
 */
@Injectable()
export class TitleOpenings {
  private waits: readonly Wait[] = [];
  private isWatching = false;

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** True once the asset's title is open; false when that takes too long. */
  opened(assetId: string, timeoutMs: number = waitMsMax): Promise<boolean> {
    return new Promise((resolve) => {
      const until = performance.now() + timeoutMs;
      this.waits = [...this.waits, { stream: `title-${assetId}`, until, resolve }];
      if (!this.isWatching) void this.watch();
      void this.look();
    });
  }

  /** Waiting for the next change begins before each look, so that none falls between the two. */
  private async watch(): Promise<void> {
    this.isWatching = true;
    for (let change = this.change(); this.waits.length > 0;) {
      await change;
      change = this.change();
      await this.look();
    }
    this.isWatching = false;
  }

  private change(): Promise<void> {
    const patience = Math.min(...this.waits.map(({ until }) => until)) - performance.now();
    return this.log
      .changed(Math.min(Math.max(patience, 0), changeMsMax))
      .catch(() => pause(pauseMs));
  }

  private async look(): Promise<void> {
    const isOpen = await this.openAmong(new Set(this.waits.map(({ stream }) => stream)));
    const now = performance.now();
    const settled = this.waits.filter(({ stream, until }) => isOpen.has(stream) || until <= now);
    this.waits = this.waits.filter((wait) => !settled.includes(wait));
    for (const { stream, resolve } of settled) resolve(isOpen.has(stream));
  }

  /** A log that does not answer shows no title: the registration itself is recorded all the same. */
  private async openAmong(streams: ReadonlySet<string>): Promise<ReadonlySet<string>> {
    try {
      const { versions } = await this.log.versions([...streams]);
      return new Set([...streams].filter((stream) => (versions.get(stream) ?? 0) > 0));
    } catch {
      return new Set();
    }
  }
}
