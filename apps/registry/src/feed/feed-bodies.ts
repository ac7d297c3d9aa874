import type { Actor } from '@ledger/domain/decider.js';
import { streamKinds } from '@ledger/domain/stream-kinds.js';
import { type EventLog, LogUnavailable } from '@ledger/event-store/event-log.js';
import type { JsonObject, RecordedEvent } from '@ledger/event-store/event.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcaster } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';

/** What an event says beside its place, in the version in which it would be written today. */
export type FeedBody = {
  readonly id: string;
  readonly schemaVersion: number;
  /** RFC 3339 UTC with six decimals. */
  readonly recordedAt: string;
  readonly effectiveOn: string;
  readonly actor: Actor;
  readonly correlationId: string;
  readonly causationId?: string;
  /** Without its `confidential` member. */
  readonly data: JsonObject;
};

/** Where an event stands. */
interface Place {
  readonly stream: string;
  readonly version: number;
}

/** What events say, read where it is written: the feed's own tables say only who may read which. */
@Injectable()
export class FeedBodies {
  private readonly upcast = upcaster(streamKinds);

  constructor(@Inject(EVENT_LOG) private readonly log: Pick<EventLog, 'read'>) {}

  /**
   * Places in log order, each with what stands there. Those that follow one another in a stream are
   * one read, and the log reads many streams at once. Throws `LogUnavailable`, also where the log
   * ends before one of them: then it was restored from a backup that is older than the tables.
   */
  async of<P extends Place>(places: readonly P[]): Promise<readonly (P & { body: FeedBody })[]> {
    const read = await Promise.all(
      runsOf(places).map(({ stream, from, upTo }) => this.log.read(stream, from, upTo)),
    );
    const events = new Map(read.flat().map((event) => [keyOf(event), event]));
    return places.map((place) => {
      const event = events.get(keyOf(place));
      if (event === undefined) throw new LogUnavailable(`The log has no ${keyOf(place)}.`);
      return { ...place, body: bodyOf(this.upcast(event)) };
    });
  }
}

const keyOf = ({ stream, version }: Place): string => `${stream}/${version}`;

/** Versions of a stream that follow one another. */
interface Run {
  readonly stream: string;
  readonly from: number;
  upTo: number;
}

const runsOf = (places: readonly Place[]): readonly Run[] => {
  const runs: Run[] = [];
  const last = new Map<string, Run>();
  for (const { stream, version } of places) {
    const before = last.get(stream);
    if (before?.upTo === version - 1) before.upTo = version;
    else {
      const run = { stream, from: version, upTo: version };
      runs.push(run);
      last.set(stream, run);
    }
  }
  return runs;
};

const bodyOf = ({ id, schemaVersion, recordedAt, metadata, data }: RecordedEvent): FeedBody => {
  const { confidential: _, ...open } = data;
  const { effectiveOn, actor, correlationId, causationId } = metadata;
  return {
    id,
    schemaVersion,
    recordedAt,
    effectiveOn,
    actor,
    correlationId,
    ...(causationId === undefined ? {} : { causationId }),
    data: open,
  };
};
