import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable, type BeforeApplicationShutdown } from '@nestjs/common';
import { feedProjection } from './feed.projection.js';
import type { FeedPage } from './feed.pages.js';

/** Streams that one organisation may have open, and all of a process together. */
export const streamsPerPartyMax = 8;
const streamsMax = 500;
/** A quiet stream says so often that it is there. */
const heartbeatMs = 15_000;
/** A stream ends after this long, so that roles are looked at anew; its reader resumes. */
const streamMsMax = 15 * 60_000;

/** What comes next on a stream: a page, or nothing but the news that everything has been seen. */
export interface Beat {
  readonly page: FeedPage;
}

/** Streams that stay open: how many there are, what wakes them, and what ends them. */
@Injectable()
export class LiveFeeds implements BeforeApplicationShutdown {
  private readonly open = new Map<string, number>();
  private readonly closing = new AbortController();
  private count = 0;

  constructor(@Inject(ReadModels) private readonly readModels: Pick<ReadModels, 'caughtUp'>) {}

  beforeApplicationShutdown(): void {
    this.closing.abort();
  }

  /**
   * Pages one after another, each asked for when the reader has taken the one before; between them
   * a beat now and then. Ends by itself at shutdown, at its greatest age and when the feed cannot
   * go on. Throws 429 at once when too many are open.
   */
  follow(
    partyId: string,
    after: number,
    next: (after: number) => Promise<FeedPage>,
    gone: AbortSignal,
  ): AsyncGenerator<Beat> {
    const release = this.admit(partyId);
    // Who leaves before the first beat never starts the generator, whose end would release.
    gone.addEventListener('abort', release, { once: true });
    const age = AbortSignal.timeout(streamMsMax);
    return this.beats(after, next, AbortSignal.any([gone, age, this.closing.signal]), release);
  }

  private admit(partyId: string): () => void {
    const own = this.open.get(partyId) ?? 0;
    if (own >= streamsPerPartyMax || this.count >= streamsMax || this.closing.signal.aborted) {
      throw problem('too_many_requests', { headers: { 'retry-after': '5' } });
    }
    this.open.set(partyId, own + 1);
    this.count += 1;
    let isReleased = false;
    return () => {
      if (isReleased) return;
      isReleased = true;
      this.count -= 1;
      const left = (this.open.get(partyId) ?? 1) - 1;
      if (left > 0) this.open.set(partyId, left);
      else this.open.delete(partyId);
    };
  }

  private async *beats(
    after: number,
    next: (after: number) => Promise<FeedPage>,
    signal: AbortSignal,
    release: () => void,
  ): AsyncGenerator<Beat> {
    try {
      for (let from = after; !signal.aborted;) {
        const page = await next(from);
        from = page.through;
        yield { page };
        if (!page.isFull && !(await this.moved(from, signal))) return;
      }
    } finally {
      release();
    }
  }

  /** Waits for news or the time of a beat; false when there will be no more. */
  private async moved(through: number, signal: AbortSignal): Promise<boolean> {
    const began = performance.now();
    const end = endOf(signal);
    const isThere = await Promise.race([
      this.readModels.caughtUp(feedProjection.name, through + 1, heartbeatMs),
      end.reached,
    ]).finally(end.forget);
    if (signal.aborted) return false;
    // Given up before its time: the projection has stopped, and only a later attempt can tell.
    return isThere || performance.now() - began >= heartbeatMs / 2;
  }
}

/** Tells when a stream is over; forgotten at each beat, or a busy stream would gather listeners. */
const endOf = (signal: AbortSignal) => {
  let tell = (): void => undefined;
  const reached = new Promise<boolean>((resolve) => {
    tell = () => resolve(false);
    if (signal.aborted) tell();
    else signal.addEventListener('abort', tell, { once: true });
  });
  return { reached, forget: () => signal.removeEventListener('abort', tell) };
};
