import { usageKind } from '@ledger/domain/usage/usage.decider.js';
import type { PeriodName, UsageEvent } from '@ledger/domain/usage/usage.events.js';
import { usageStream } from '@ledger/domain/usage/usage.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import type { RecordedBatch } from './usage.answer.js';

/** Periods that one page reads from, at most: the first one of an order may be empty. */
const periodsPerPageMax = 5;

/** A batch and the period that it was recorded in. */
export interface PlacedBatch {
  readonly period: PeriodName;
  readonly batch: RecordedBatch;
}

/** A place in the chain: everything before this version is still to be read. */
export interface BatchPlace extends PeriodName {
  readonly before: number;
}

/** Reads batches of use from the log, newest first, back along the chain of periods. */
@Injectable()
export class UsageBatches {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  /** So many batches before a place, or fewer, and where to go on; no place: that was all. */
  async before(
    orderId: string,
    start: BatchPlace,
    take: number,
  ): Promise<{ readonly batches: readonly PlacedBatch[]; readonly next?: BatchPlace }> {
    const batches: PlacedBatch[] = [];
    let place: BatchPlace | undefined = start;
    for (let periods = 0; place !== undefined && batches.length < take; periods++) {
      if (periods === periodsPerPageMax) break;
      const period: PeriodName = { month: place.month, part: place.part };
      const before: number = place.before;
      const from = Math.max(1, before - (take - batches.length));
      const events = await this.read(orderId, period, from, before - 1);
      for (const event of events.toReversed()) {
        if (event.type === 'UsageRecorded') batches.push({ period, batch: event });
      }
      place = from > 1 ? { ...period, before: from } : await this.endBefore(orderId, events);
    }
    return { batches, ...(place && { next: place }) };
  }

  /** One batch; undefined where there is none of that name. */
  async one(
    orderId: string,
    period: PeriodName,
    version: number,
  ): Promise<RecordedBatch | undefined> {
    const [event] = await this.read(orderId, period, version, version);
    return event?.type === 'UsageRecorded' ? event : undefined;
  }

  /** The end of the period before, which the opening of this one names. */
  private async endBefore(
    orderId: string,
    [first]: readonly RecordedOf<UsageEvent>[],
  ): Promise<BatchPlace | undefined> {
    const previous = first?.type === 'UsagePeriodOpened' ? first.data.previous : undefined;
    if (previous === undefined) return undefined;
    const stream = usageStream(orderId, previous);
    const { versions } = await this.log.versions([stream]);
    return { ...previous, before: (versions.get(stream) ?? 0) + 1 };
  }

  private async read(
    orderId: string,
    period: PeriodName,
    from: number,
    upTo: number,
  ): Promise<readonly RecordedOf<UsageEvent>[]> {
    if (upTo < from) return [];
    const events = await this.log.read(usageStream(orderId, period), from, upTo);
    return events.map((event): RecordedOf<UsageEvent> => upcast(usageKind, event));
  }
}
