import { type Appended, LogOverloaded } from '../event-log.js';
import type { AppendRequest } from './append-request.js';

/** Limits of one statement. More than 128 requests and the two connections work less in parallel. */
const batchRequestsMax = 128;
const batchEventsMax = 1_000;
const batchBytesMax = 4 * 1024 * 1024;
/** How far the queue is searched for requests that may go together. */
const searchedMax = 1_024;
/** Bytes of JSON that may wait. */
const waitingBytesMax = 64 * 1024 * 1024;
const retryAfterSecondsMax = 30;

/** A request and whoever waits for it. */
export interface Waiting {
  readonly request: AppendRequest;
  readonly resolve: (appended: Appended) => void;
  readonly reject: (error: unknown) => void;
}

/** Appends that wait to be written, first come first served, bounded in number and bytes. */
export class AppendQueue {
  private waiting: Waiting[] = [];
  private bytes = 0;
  /** Milliseconds that a request took lately, seen from the queue; for the advice when full. */
  private msPerRequest = 1;

  constructor(private readonly requestsMax: number) {}

  get length(): number {
    return this.waiting.length;
  }

  /** Throws `LogOverloaded` where there is no room. */
  add(one: Waiting): void {
    const { bytes } = one.request;
    if (this.waiting.length >= this.requestsMax || this.bytes + bytes > waitingBytesMax)
      throw new LogOverloaded(this.retryAfterSeconds());
    this.bytes += bytes;
    this.waiting.push(one);
  }

  /**
   * The next batch. A request that expects a version goes with no other of its stream: the second
   * could not know what the first leaves behind. Those at any version go together.
   */
  take(): readonly Waiting[] {
    const batch: Waiting[] = [];
    const kept: Waiting[] = [];
    const streams = new Map<string, boolean>();
    let [events, bytes, at] = [0, 0, 0];
    for (; at < Math.min(this.waiting.length, searchedMax); at++) {
      const one = this.waiting[at];
      if (!one || batch.length === batchRequestsMax) break;
      const { stream, expected, chained, bytes: own } = one.request;
      const isExact = expected !== 'any';
      if (streams.has(stream) && (isExact || streams.get(stream) === true)) {
        kept.push(one);
        continue;
      }
      const isFull = events + chained.length > batchEventsMax || bytes + own > batchBytesMax;
      if (isFull && batch.length > 0) break;
      streams.set(stream, isExact);
      batch.push(one);
      events += chained.length;
      bytes += own;
    }
    this.waiting = kept.concat(this.waiting.slice(at));
    this.bytes -= bytes;
    return batch;
  }

  /** Notes how long a batch took, for the advice given when the queue is full. */
  took(requests: number, ms: number): void {
    this.msPerRequest += (ms / Math.max(requests, 1) - this.msPerRequest) / 16;
  }

  private retryAfterSeconds(): number {
    const seconds = Math.ceil((this.waiting.length * this.msPerRequest) / 1000);
    return Math.min(Math.max(seconds, 1), retryAfterSecondsMax);
  }
}
