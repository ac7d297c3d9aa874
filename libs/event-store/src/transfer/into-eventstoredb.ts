import { eventDigest } from '../digest.js';
import type { RecordedEvent } from '../event.js';
import { appendEventsMax } from '../event-log.js';
import type { EventStoreDbEventLog } from '../eventstoredb/eventstoredb-event-log.js';
import { LogNotEmpty, type LogTarget } from './import-log.js';

const pageMax = 250;
/** Characters of one append, well below what an append may carry. */
const runSizeMax = 128 * 1024;

/**
 * Takes a log into EventStoreDB, one append after another, for the order across streams is part of
 * the proofs. The server cannot take back, so an import that broke off is begun again: what is
 * there already is compared with the file and passed over. Throws `LogNotEmpty`.
 */
export class IntoEventStoreDb implements LogTarget {
  private there: RecordedEvent[] = [];
  private through = 0;
  private isAtEnd = false;

  constructor(private readonly log: EventStoreDbEventLog) {}

  async take(events: readonly RecordedEvent[]): Promise<readonly number[]> {
    const positions: number[] = [];
    while (positions.length < events.length) {
      const event = events[positions.length] as RecordedEvent;
      const known = await this.nextThere();
      if (known) positions.push(sameAs(known, event));
      else positions.push(...(await this.append(runFrom(events, positions.length))));
    }
    return positions;
  }

  /** To be called at the end of the file. */
  async end(): Promise<void> {
    const more = await this.nextThere();
    if (more) throw other(more);
  }

  private async append(run: readonly RecordedEvent[]): Promise<readonly number[]> {
    const { events } = await this.log.appendMoved(run[0]?.stream ?? '', run);
    const positions = events.map(({ position }) => position);
    this.through = positions.at(-1) ?? this.through;
    return positions;
  }

  /** The next event that was there before; nothing once the end was reached. */
  private async nextThere(): Promise<RecordedEvent | undefined> {
    while (this.there.length === 0 && !this.isAtEnd) {
      const { events, through } = await this.log.readAll(this.through, pageMax);
      this.isAtEnd = through === this.through;
      this.through = through;
      this.there = [...events];
    }
    return this.there.shift();
  }
}

/** Consecutive events of one stream: one append. */
const runFrom = (events: readonly RecordedEvent[], from: number): readonly RecordedEvent[] => {
  const run: RecordedEvent[] = [];
  let size = 0;
  for (const event of events.slice(from, from + appendEventsMax)) {
    size += JSON.stringify(event).length;
    const isNext = run.length === 0 || (event.stream === run[0]?.stream && size <= runSizeMax);
    if (!isNext) break;
    run.push(event);
  }
  return run;
};

const sameAs = (known: RecordedEvent, event: RecordedEvent): number => {
  const isSame = known.recordedAt === event.recordedAt && eventDigest(known) === eventDigest(event);
  if (!isSame) throw other(known);
  return known.position;
};

const other = ({ stream, version }: RecordedEvent): LogNotEmpty =>
  new LogNotEmpty(
    `The event store holds version ${version} of ${stream}, which the file does not have at this ` +
      'place. A log is only imported where there is none, or to go on with the same import.',
  );
