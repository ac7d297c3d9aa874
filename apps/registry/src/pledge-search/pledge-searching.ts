import { serialFor, serialKind, serialStream } from '@ledger/domain/asset/serial.decider.js';
import { addMonths, shanghaiDate } from '@ledger/domain/calendar.js';
import { speakingIn } from '@ledger/domain/pledge-search/opened-events.js';
import type {
  SearchFinding,
  SearchQuery,
} from '@ledger/domain/pledge-search/pledge-search.events.js';
import { searchNo, searchSeries } from '@ledger/domain/pledge-search/pledge-search.state.js';
import { foundOn, type FoundTitle } from '@ledger/domain/pledge-search/search-result.js';
import { standingOf } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { type Reader, sightOf } from '@ledger/domain/title/title.sight.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { stateAfter } from '@ledger/event-store/upcast.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { KnownParties } from '@ledger/http/titles/known-parties.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { pledgedTitlesMax, PledgorTitles } from './pledgor-titles.js';

/** What a search found, as of a position of the log. */
export interface Findings {
  readonly asOf: number;
  readonly finding: SearchFinding;
  readonly titles: readonly FoundTitle[];
}

/** Table that names the titles of a pledgor. */
export const pledgeTable = 'pledge';

/** Looks titles up in the log and says what weighs on them. */
@Injectable()
export class PledgeSearching {
  private readonly draw;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PledgorTitles) private readonly pledged: PledgorTitles,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.draw = loop.handler(serialKind);
  }

  /** An asset and a pledgor are searched as of one position; the asset's title comes first. */
  async find(query: SearchQuery, reader: Reader, at: string): Promise<Findings> {
    if (query.kind === 'pledgor') {
      const { head } = await this.log.versions([]);
      return findings(head, await this.ofPledgor(query.partyId, reader, { at, head }));
    }
    const { asOf, title } = await this.onAsset(query.assetId, reader, at);
    if (query.pledgor === undefined) return findings(asOf, [title]);
    const given = await this.ofPledgor(query.pledgor.partyId, reader, { at, head: asOf });
    return findings(asOf, [title, ...given.filter(({ assetId }) => assetId !== title.assetId)]);
  }

  /** Linearizable: what was acknowledged before the search is in it. */
  private async onAsset(assetId: string, reader: Reader, at: string) {
    const { view, title: state } = await this.door.parties.look(assetId);
    if (!isOpenTo(state, reader, at)) return this.door.closed(assetId, reader);
    const title = foundIn(state, await this.log.read(titleStream(assetId), 1, state.version), at);
    return { asOf: view.asOf, title };
  }

  /**
   * Titles on which the party, or one that it succeeded, gave a pledge, as the table knew them at a
   * position of the log; each is then folded from the log itself up to there, so that nothing later
   * stands in an answer of it. Titles that the reader may not see are not there for him.
   */
  private async ofPledgor(
    partyId: string,
    reader: Reader,
    { at, head }: { readonly at: string; readonly head: number },
  ): Promise<readonly FoundTitle[]> {
    await readYourWrites(this.readModels, pledgeTable, head);
    const isKnown = ({ position }: RecordedEvent) => position <= head;
    const parties = new KnownParties(this.log, isKnown);
    const assetIds = await this.pledged.of(await this.pledgors(partyId, parties, at));
    if (assetIds.length > pledgedTitlesMax) {
      return refuse('pledge_search_too_wide', { titles: pledgedTitlesMax });
    }
    const seen = await Promise.all(
      assetIds.map(async (assetId) => {
        const events = await this.log.read(titleStream(assetId));
        return events.filter(isKnown);
      }),
    );
    const found = await Promise.all(
      seen.map(async (events) => {
        const { title } = await parties.inform(stateAfter(titleKind, events));
        return isOpenTo(title, reader, at) ? [foundIn(title, events, at)] : [];
      }),
    );
    return found.flat();
  }

  /** Under whose names its pledges stand: its own, and those whom it had succeeded by then. */
  private async pledgors(
    partyId: string,
    parties: KnownParties,
    at: string,
  ): Promise<readonly string[]> {
    const { joint } = await this.standings.of(partyId);
    const known = await parties.all(joint);
    const successions = new Map(
      [...known].flatMap(
        ([
          id,
          {
            state: { succession },
          },
        ]) => (succession === undefined ? [] : [[id, succession] as const]),
      ),
    );
    const then = standingOf({ successions }, partyId, shanghaiDate(at));
    return [...new Set([partyId, ...then.joint])];
  }

  /** A number without gaps (pattern 3): asked again for the same search, it is the same number. */
  async numberFor(searchId: string, at: string, context: CommandContext): Promise<string> {
    const today = shanghaiDate(at);
    const mark = derivedId('pledge-search-mark', searchId).replaceAll('-', '').slice(0, 16);
    const numbered = (month: string, serial: number): string =>
      searchNo(month, serial, mark.toUpperCase());
    const month = today.slice(0, 7);
    if (today.endsWith('-01')) {
      // A request that is repeated after midnight has its number from the month before.
      const before = addMonths(`${month}-01`, -1).slice(0, 7);
      const { state } = await this.loop.load(serialKind, serialStream(searchSeries(before)));
      const serial = serialFor(state, searchId);
      if (serial !== undefined) return numbered(before, serial);
    }
    const series = searchSeries(month);
    const { ifMatch: _, ...unconditional } = context;
    const { state } = await this.draw(
      serialStream(series),
      { type: 'DrawSerial', data: { series, drawnFor: searchId } },
      unconditional,
    );
    const serial = serialFor(state, searchId);
    if (serial === undefined) throw new Error(`Series ${series} gave no number to ${searchId}.`);
    return numbered(month, serial);
  }
}

const findings = (asOf: number, titles: readonly FoundTitle[]): Findings => {
  const isEncumbered = titles.some(({ finding }) => finding === 'encumbered');
  return { asOf, finding: isEncumbered ? 'encumbered' : 'none', titles };
};

const foundIn = (title: Title, events: readonly RecordedEvent[], at: string): FoundTitle =>
  foundOn(title, at, speakingIn(events));

const isOpenTo = (title: Title, reader: Reader, at: string): boolean =>
  ['full', 'encumbrances'].includes(sightOf(resolved(title, shanghaiDate(at)), reader, at));
