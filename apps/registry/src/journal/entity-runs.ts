import type { AmortisationRun } from '@ledger/domain/accounting/book-amortisation.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { periodsStream } from '@ledger/domain/journal/periods.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Entities whose runs are remembered. */
const entitiesMax = 1_000;

interface Known {
  readonly version: number;
  readonly runs: readonly AmortisationRun[];
}

/** The runs over an entity's books, in the order of the log, as they all stand now. */
@Injectable()
export class EntityRuns {
  private readonly known = new LRUCache<string, Known>({ max: entitiesMax });

  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async of(entityPartyId: string): Promise<readonly AmortisationRun[]> {
    const before = this.known.get(entityPartyId) ?? { version: 0, runs: [] };
    const events = await this.log.read(periodsStream(entityPartyId), before.version + 1);
    const last = events.at(-1);
    if (last === undefined) return before.runs;
    const news = events.flatMap((recorded) => {
      const event = upcast(periodsKind, recorded);
      if (event.type !== 'AmortisationRunStarted') return [];
      return [{ month: event.data.month, position: event.position }];
    });
    const runs = [...before.runs, ...news];
    this.known.set(entityPartyId, { version: last.version, runs });
    return runs;
  }
}
