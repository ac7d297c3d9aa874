import { shanghaiDate } from '@ledger/domain/calendar.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import type { PartyEvent } from '@ledger/domain/party/party.events.js';
import { openInsolvency, partyStream, type PartyState } from '@ledger/domain/party/party.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { entrySpan } from '@ledger/domain/title/title.standing.js';
import { type Entry, titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, MoreThan } from 'typeorm';
import { PartyBarView } from './party-bar.view.js';
import { entriesIn, partyBarFold, titleHolderFold } from './title-holder.projection.js';
import { TitleHolderView } from './title-holder.view.js';

type PartyNews = Extract<
  PartyEvent,
  { type: 'InsolvencyOpened' | 'InsolvencyEnded' | 'PredecessorNoted' }
>;
type TitleNews = Extract<
  TitleEvent,
  { type: 'TitleOpened' | 'HoldingRecorded' | 'RightTransferred' }
>;
type Insolvency = NonNullable<PartyState['insolvency']>;

/** Rows looked at in one statement; the next page begins behind the last one. */
const pageMax = 200;
const patienceMs = 10_000;

/**
 * Pattern 1: insolvency becomes a bar on every entry that the organisation has, or that somebody in
 * whose place it stands had, and on every entry that it gets while the proceedings are open. The
 * bars are lifted when these end. A page at a time; what is done already is passed over, so that it
 * goes on where it was broken off.
 */
@Injectable()
export class InsolvencyBarsProcess implements Process {
  readonly name = 'insolvency-bars';
  readonly categories = ['party', 'title'];
  readonly reactsTo: readonly (PartyNews | TitleNews)['type'][] = [
    'InsolvencyOpened',
    'InsolvencyEnded',
    'PredecessorNoted',
    'TitleOpened',
    'HoldingRecorded',
    'RightTransferred',
  ];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const news = event as RecordedOf<PartyNews | TitleNews>;
    switch (news.type) {
      case 'InsolvencyOpened': {
        const { partyId } = news.data;
        const party = await this.party(partyId);
        const partyIds = await this.withPredecessors(partyId, party);
        return this.raiseOn(partyIds, { partyId, insolvency: news.data }, event, signal);
      }
      case 'PredecessorNoted': {
        const { partyId, predecessorPartyId } = news.data;
        const predecessor = await this.party(predecessorPartyId);
        const partyIds = await this.withPredecessors(predecessorPartyId, predecessor);
        for (const id of await this.standingFor(partyId)) {
          const insolvency = openInsolvency(await this.party(id));
          if (insolvency === undefined) continue;
          await this.raiseOn(partyIds, { partyId: id, insolvency }, event, signal);
        }
        return;
      }
      case 'InsolvencyEnded':
        return this.liftOf(news.data.partyId, news.data.caseId, event, signal);
      case 'TitleOpened':
      case 'HoldingRecorded':
      case 'RightTransferred':
        return this.raiseOnNew(news);
    }
  }

  private async party(partyId: string): Promise<PartyState> {
    return (await this.loop.load(partyKind, partyStream(partyId))).state;
  }

  private async withPredecessors(partyId: string, party: PartyState): Promise<readonly string[]> {
    const all = new Set([partyId]);
    let next = party.predecessors ?? [];
    while (next.length > 0) {
      const fresh = next.filter((id) => !all.has(id));
      for (const id of fresh) all.add(id);
      const { states } = await this.loop.loadMany(partyKind, fresh.map(partyStream));
      next = [...states.values()].flatMap(({ state }) => state.predecessors ?? []);
    }
    return [...all];
  }

  /** The table holds every entry that was there when the proceedings opened; later ones come anew. */
  private async raiseOn(
    partyIds: readonly string[],
    whose: Whose,
    event: RecordedEvent,
    signal: AbortSignal,
  ): Promise<void> {
    await this.reached(titleHolderFold.name, event.position);
    const rows = this.dataSource.getRepository(TitleHolderView);
    for (const partyId of partyIds) {
      for (let subject = ''; ;) {
        if (signal.aborted) throw new NotYet('Bars are still being raised.');
        const page = await rows.find({
          where: { partyId, subject: MoreThan(subject) },
          order: { subject: 'ASC' },
          take: pageMax,
        });
        for (const row of await this.unbarred(page, whose)) await this.raise(row, whose, event);
        const last = page.at(-1);
        if (last === undefined || page.length < pageMax) break;
        subject = last.subject;
      }
    }
  }

  private async unbarred(page: readonly TitleHolderView[], whose: Whose) {
    const ids = page.map(({ holdingId }) => barIdOf(whose, holdingId));
    const bars = this.dataSource.getRepository(PartyBarView);
    const there = await bars.find({ where: { barId: In(ids) }, take: pageMax });
    const done = new Set(there.map(({ barId }) => barId));
    return page.filter(({ holdingId }) => !done.has(barIdOf(whose, holdingId)));
  }

  private async raise(
    { assetId, holdingId }: Pick<TitleHolderView, 'assetId' | 'holdingId'>,
    whose: Whose,
    event: RecordedEvent,
  ): Promise<void> {
    const { state } = await this.loop.load(titleKind, titleStream(assetId));
    const entry = state.entries.get(holdingId);
    if (entry === undefined || isOver(entry, shanghaiDate(this.clock.now()))) return;
    const { caseId, caseNumber, authority, documentDigest, on } = whose.insolvency;
    const data = {
      assetId,
      barId: barIdOf(whose, holdingId),
      holdingId,
      ground: 'insolvency' as const,
      authority,
      documentNumber: caseNumber,
      ...(documentDigest !== undefined && { documentDigest }),
      from: on,
      source: { partyId: whose.partyId, caseId },
    };
    const context = reactionTo(event, this.name, `raise ${holdingId}`);
    await this.loop.handler(titleKind)(titleStream(assetId), { type: 'RaiseBar', data }, context);
  }

  /** An entry that an insolvent organisation gets is barred as those that it had. */
  private async raiseOnNew(event: RecordedOf<TitleNews>): Promise<void> {
    const { assetId } = event.data;
    for (const { holdingId, holders } of entriesIn(event)) {
      for (const { partyId } of holders) {
        for (const id of await this.standingFor(partyId)) {
          const insolvency = openInsolvency(await this.party(id));
          if (insolvency === undefined) continue;
          const whose = { partyId: id, insolvency };
          await this.raise({ assetId, holdingId }, whose, event);
          // The proceedings may have ended meanwhile, after their bars were looked for.
          if (openInsolvency(await this.party(id))?.caseId !== insolvency.caseId) {
            await this.lift(assetId, barIdOf(whose, holdingId), event);
          }
        }
      }
    }
  }

  /** Itself and whoever came after it, however many successions later. */
  private async standingFor(partyId: string): Promise<readonly string[]> {
    const all = new Set([partyId]);
    for (const id of all) {
      const { succession } = await this.party(id);
      for (const successor of succession?.successors ?? []) all.add(successor.partyId);
    }
    return [...all];
  }

  private async liftOf(
    partyId: string,
    caseId: string,
    event: RecordedEvent,
    signal: AbortSignal,
  ): Promise<void> {
    // Bars that were raised after this event was recorded are to be found too.
    await this.reached(partyBarFold.name, (await this.log.versions([])).head);
    const rows = this.dataSource.getRepository(PartyBarView);
    for (let barId = ''; ;) {
      if (signal.aborted) throw new NotYet('Bars are still being lifted.');
      const page = await rows.find({
        where: { partyId, caseId, barId: MoreThan(barId) },
        order: { barId: 'ASC' },
        take: pageMax,
      });
      for (const bar of page) await this.lift(bar.assetId, bar.barId, event);
      const last = page.at(-1);
      if (last === undefined || page.length < pageMax) return;
      barId = last.barId;
    }
  }

  private async lift(assetId: string, barId: string, event: RecordedEvent): Promise<void> {
    const { state } = await this.loop.load(titleKind, titleStream(assetId));
    if (!state.bars.has(barId)) return;
    const data = { assetId, barId, reason: '破产程序终结 / Insolvency proceedings ended' };
    const context = reactionTo(event, this.name, `lift ${barId}`);
    await this.loop.handler(titleKind)(titleStream(assetId), { type: 'LiftBar', data }, context);
  }

  private async reached(projection: string, position: number): Promise<void> {
    if (await this.readModels.caughtUp(projection, position, patienceMs)) return;
    throw new NotYet(`${projection} has not come to position ${position}.`);
  }
}

interface Whose {
  readonly partyId: string;
  readonly insolvency: Pick<
    Insolvency,
    'caseId' | 'caseNumber' | 'authority' | 'documentDigest' | 'on'
  >;
}

const barIdOf = ({ partyId, insolvency }: Whose, holdingId: string): string =>
  derivedId('insolvency', partyId, insolvency.caseId, holdingId);

/** One that is yet to begin is barred, too: nothing would tell of it on its first day. */
const isOver = (entry: Entry, today: string): boolean => {
  const { until } = entrySpan(entry);
  return until !== undefined && until < today;
};
