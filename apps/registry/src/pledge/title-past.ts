import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { EventBody } from '@ledger/domain/decider.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import type { ChangeSinceDto } from '@ledger/contracts/pledge/pledge-answers.dto.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { AccessRecorder } from '@ledger/http/access/access-recorder.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { TitleReading, type TitleAsked } from '@ledger/http/titles/title-reading.js';
import { Inject, Injectable } from '@nestjs/common';
import type { SeenSheet } from './title-look.js';

/** A sheet of the past, and the instant by whose date it is judged. */
export interface PastSheet extends SeenSheet {
  readonly at: string;
  readonly sight: 'full' | 'encumbrances' | 'own';
}

/**
 * What held on a day, as far as it was known by a point of the log: folded from the streams
 * themselves, which are short. Who may see it is judged now, and the question is on record.
 */
@Injectable()
export class TitlePast {
  private readonly titles: TitleReading;

  constructor(
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(CLOCK) clock: Clock,
    @Inject(AccessRecorder) accesses: AccessRecorder,
  ) {
    this.titles = new TitleReading({ log, loop, clock, accesses });
  }

  async sheet(asked: TitleAsked, caller: Caller, reader: ReadContext): Promise<PastSheet> {
    const read = await this.titles.read(asked, caller, reader);
    const { assetId } = asked;
    const date = shanghaiDate(read.at);
    const [asset = [], valuation] = await Promise.all(
      [assetStream(assetId), `valuation-${assetId}`].map(async (stream) =>
        (await this.log.read(stream)).filter(read.isKnown),
      ),
    );
    const byThen = asset.filter(({ metadata }) => metadata.effectiveOn <= date);
    const state = folded(assetKind.decider, byThen);
    const last = byThen.at(-1);
    return {
      ...read,
      asOf: read.position,
      asset: { state, version: last?.version ?? 0, position: last?.position ?? 0 },
      valuations: folded(valuationKind.decider, valuation),
      classOf: (partyId) => read.parties.get(partyId)?.registration?.partyClass,
    };
  }

  /** What was recorded of an asset after a position, oldest first. */
  async since(assetId: string, position: number, upTo: number): Promise<readonly ChangeSinceDto[]> {
    const streams = { title: titleStream(assetId), asset: assetStream(assetId) };
    const named = { ...streams, valuation: `valuation-${assetId}` };
    const found = await Promise.all(
      Object.entries(named).map(async ([of, stream]) =>
        (await this.log.read(stream))
          .filter((event) => event.position > position && event.position <= upTo)
          .map((event) => change(of as ChangeSinceDto['of'], event)),
      ),
    );
    return found.flat().sort((a, b) => a.position - b.position);
  }
}

const change = (of: ChangeSinceDto['of'], event: RecordedEvent): ChangeSinceDto => {
  const { type, position, version, recordedAt } = event;
  return { of, type, position, version, recordedAt };
};

const folded = <E extends EventBody, S>(
  { initialState, evolve }: { initialState: () => S; evolve: (state: S, event: E) => S },
  events: readonly RecordedEvent[] = [],
): S =>
  (events as readonly RecordedEvent[] as readonly RecordedOf<E>[]).reduce<S>(
    evolve,
    initialState(),
  );
