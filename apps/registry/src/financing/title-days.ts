import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { DatedTitle } from '@ledger/domain/financing/collateral.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import {
  evolveTitle,
  initialTitle,
  type Title,
  titleStream,
} from '@ledger/domain/title/title.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Titles whose days are remembered, and days of one title; older ones no picture shows. */
const titlesMax = 200;
const daysMax = 500;

interface Known {
  /** As of the last event read. */
  readonly title: Title;
  readonly days: readonly DatedTitle[];
}

/**
 * Titles as they were known at the end of every day on which what they secure changed. What was read
 * once is remembered: the next look reads what was recorded since, however long the title is.
 */
@Injectable()
export class TitleDays {
  private readonly known = new LRUCache<string, Known>({ max: titlesMax });

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async of(assetId: string): Promise<readonly DatedTitle[]> {
    const before = this.known.get(assetId) ?? { title: initialTitle(), days: [] };
    const since = await this.log.read(titleStream(assetId), before.title.version + 1);
    const now = since.map((event) => upcast(titleKind, event)).reduce(after, before);
    this.known.set(assetId, now);
    return now.days;
  }
}

const after = ({ title, days }: Known, event: RecordedOf<TitleEvent>): Known => {
  const next = evolveTitle(title, event);
  if (!secures(title, next)) return { title: next, days };
  const from = shanghaiDate(event.recordedAt);
  const earlier = days.at(-1)?.from === from ? days.slice(0, -1) : days;
  return { title: next, days: [...earlier, { from, title: next }].slice(-daysMax) };
};

/** Whether anything changed that the order of what is secured is made from. */
const secures = (before: Title, now: Title): boolean =>
  before.pledges !== now.pledges ||
  before.subordinations !== now.subordinations ||
  before.entries !== now.entries ||
  before.closed !== now.closed;
