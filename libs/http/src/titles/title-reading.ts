import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { PartyState } from '@ledger/domain/party/party.state.js';
import { resolved } from '@ledger/domain/title/successions.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { sightOf, type Sight } from '@ledger/domain/title/title.sight.js';
import { instantOf, openOn } from '@ledger/domain/title/title.standing.js';
import {
  evolveTitle,
  initialTitle,
  titleStream,
  type Title,
} from '@ledger/domain/title/title.state.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { AccessRecorder } from '../access/access-recorder.js';
import type { Caller } from '../auth/caller.js';
import { problem } from '../problems/http-problem.js';
import { purposeMissing } from '../reads/purpose.js';
import type { ReadContext } from '../reads/read-context.decorator.js';
import { knownBy } from './known-at.js';
import { KnownParties } from './known-parties.js';
import { TitleDoor } from './title-door.js';

/** Which title, as of when, and why it is asked. */
export interface TitleAsked {
  readonly assetId: string;
  /** What held on this day; absent: now. */
  readonly validAt?: string | undefined;
  /** As far as recorded by this position or instant; absent: the head of the log. */
  readonly knownAt?: string | undefined;
  readonly purpose?: string | undefined;
  /** A position that must have been reached. */
  readonly after?: number | undefined;
  /** The route, for the record of accesses. */
  readonly route: string;
}

/** A title as its reader may see it, by both clocks. */
export interface TitleRead {
  /** With the successors of the day asked about in their predecessors' places. */
  readonly title: Title;
  readonly at: string;
  readonly sight: Exclude<Sight, 'none'>;
  readonly partyId: string;
  /** Version and position of the last event that was known. */
  readonly version: number;
  readonly position: number;
  /** When a version was recorded. */
  readonly instant: (version: number) => string;
  /** Whether an event of another stream was known then too. */
  readonly isKnown: (event: RecordedEvent) => boolean;
  /** The parties that the title names, as far as known. */
  readonly parties: ReadonlyMap<string, PartyState>;
}

export interface TitleReadingParts {
  readonly log: EventLog;
  readonly loop: CommandLoop;
  readonly clock: Clock;
  readonly accesses: AccessRecorder;
}

/** Reads titles from the log itself, so never behind it. Who may see one is judged now. */
export class TitleReading {
  private readonly door: TitleDoor;

  constructor(private readonly parts: TitleReadingParts) {
    this.door = new TitleDoor(parts.loop);
  }

  async read(asked: TitleAsked, caller: Caller, reader: ReadContext): Promise<TitleRead> {
    const { log, clock } = this.parts;
    const { assetId, validAt, knownAt, after } = asked;
    const isKnown = knownBy(knownAt);
    if (after !== undefined && (await log.versions([])).head < after) {
      throw problem('read_model_behind');
    }
    const now = clock.now();
    const events = await log.read(titleStream(assetId));
    const present = await new KnownParties(log, () => true).inform(folded(events));
    const sight = sightOf(resolved(present.title, shanghaiDate(now)), caller, now);
    if (sight === 'none') return this.door.closed(assetId, caller);
    if (sight === 'encumbrances') await this.keepAccess(asked, reader);
    const known = events.filter(isKnown);
    const last = known.at(-1);
    if (last === undefined) return this.door.closed(assetId, caller);
    const then =
      knownAt === undefined ? present : await new KnownParties(log, isKnown).inform(folded(known));
    const at = validAt === undefined ? now : instantOf(validAt);
    const date = shanghaiDate(at);
    return {
      title: openOn(resolved(then.title, date), date),
      at,
      sight,
      partyId: caller.partyId,
      version: last.version,
      position: last.position,
      instant: (version) => known[version - 1]?.recordedAt ?? last.recordedAt,
      isKnown,
      parties: then.parties,
    };
  }

  private async keepAccess(
    { assetId, purpose, route }: TitleAsked,
    reader: ReadContext,
  ): Promise<void> {
    if (purpose === undefined) throw purposeMissing();
    const role = 'lender' as const;
    await this.parts.accesses.record(
      { ...reader, actor: { ...reader.actor, role } },
      { purpose, route, subjects: [assetId] },
    );
  }
}

const folded = (events: readonly RecordedEvent[]): Title =>
  (events as readonly RecordedOf<TitleEvent>[]).reduce<Title>(evolveTitle, initialTitle());
