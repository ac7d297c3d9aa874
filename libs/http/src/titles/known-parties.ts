import {
  evolveParty,
  initialParty,
  partyStream,
  type PartyState,
} from '@ledger/domain/party/party.state.js';
import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import { informed, partiesOf } from '@ledger/domain/title/successions.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { factsOf } from './title-parties.js';

interface KnownParty {
  readonly state: PartyState;
  readonly version: number;
}

/** Parties as far as a moment of the log knows them; each stream is read once. */
export class KnownParties {
  private readonly reads = new Map<string, Promise<KnownParty>>();

  constructor(
    private readonly log: EventLog,
    private readonly isKnown: (event: RecordedEvent) => boolean,
  ) {}

  /** A title with the successions of the parties that it names, and of those who came after. */
  async inform(
    title: Title,
  ): Promise<{ readonly title: Title; readonly parties: ReadonlyMap<string, PartyState> }> {
    const parties = new Map<string, KnownParty>();
    let wanted = partiesOf(title);
    while (wanted.length > 0) {
      for (const [id, one] of await this.all(wanted)) parties.set(id, one);
      wanted = partiesOf(informed(title, factsOf(parties))).filter((id) => !parties.has(id));
    }
    const states = new Map([...parties].map(([id, { state }]) => [id, state]));
    return { title: informed(title, factsOf(parties)), parties: states };
  }

  /** These parties, by id. */
  async all(partyIds: readonly string[]): Promise<ReadonlyMap<string, KnownParty>> {
    const found = await Promise.all(
      partyIds.map(async (id) => [id, await this.party(id)] as const),
    );
    return new Map(found);
  }

  private party(partyId: string): Promise<KnownParty> {
    const running = this.reads.get(partyId);
    if (running !== undefined) return running;
    const read = this.read(partyId);
    this.reads.set(partyId, read);
    return read;
  }

  private async read(partyId: string): Promise<KnownParty> {
    const events = (await this.log.read(partyStream(partyId))).filter(this.isKnown);
    const state = (
      events as readonly RecordedEvent[] as readonly RecordedOf<PartyEvent>[]
    ).reduce<PartyState>(evolveParty, initialParty());
    return { state, version: events.length };
  }
}
