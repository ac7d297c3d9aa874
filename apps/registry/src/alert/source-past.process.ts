import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { everRegistered } from '@ledger/domain/asset/life.graph.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { type AlarmingEvent, factOf } from './asset-facts.js';

/** Events of one stream read at once. */
const pageMax = 200;

type NamesSources = Extract<
  RecordedOf<AssetEvent>,
  { type: 'ApplicationSubmitted' | 'ApplicationSupplemented' | 'SourcesAdopted' }
>;
type Noted = Extract<WatchEvent, { type: 'SourceImpactNoted' }>;
type Impact = Omit<Noted['data'], 'watchId' | 'assetId'>;

/**
 * Tells what is made from others of what had become of these before: `source-impact` goes down the
 * lineage as it stands when a source ends, and nothing that is made later would ever hear of it. A
 * source knows by its own watch what reached it; what has been restored since is over.
 */
@Injectable()
export class SourcePastProcess implements Process {
  readonly name = 'source-past';
  readonly categories = ['asset'];
  readonly reactsTo: readonly NamesSources['type'][] = [
    'ApplicationSubmitted',
    'ApplicationSupplemented',
    'SourcesAdopted',
  ];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const named = event as NamesSources;
    const { assetId } = named.data;
    const watchId = derivedId('source-impact', assetId);
    const handle = this.loop.handler(watchKind);
    for (const source of sourcesIn(named)) {
      for (const impact of [...(await this.own(source)), ...(await this.inherited(source))]) {
        const data = { ...impact, watchId, assetId };
        const context = reactionTo(event, this.name, `${impact.kind} ${impact.fact.key}`);
        await handle(watchStream(watchId), { type: 'NoteSourceImpact', data }, context);
      }
      if (signal.aborted) throw new NotYet('The walk goes on elsewhere.');
    }
  }

  /** What ended a source, or suspends it. */
  private async own(sourceId: string): Promise<readonly Impact[]> {
    const { state, version } = await this.loop.load(assetKind, assetStream(sourceId));
    if (isInForce(state.status)) return [];
    for (let upTo = version; upTo > 0; upTo -= pageMax) {
      const from = Math.max(1, upTo - pageMax + 1);
      const events = await this.log.read(assetStream(sourceId), from, upTo);
      const ending = events.findLast((event) => endings.has(event.type));
      const fact = ending && factOf(ending as AlarmingEvent);
      if (ending === undefined || fact?.derived === undefined) continue;
      const { id: eventId, type: eventType, position } = ending;
      const told = { kind: fact.derived, severity: fact.severity, about: fact.about };
      const through = { viaAssetId: sourceId, rootAssetId: sourceId, depth: 1 };
      return [{ ...through, ...told, fact: { key: eventId, eventId, eventType, position } }];
    }
    return [];
  }

  /** The last of what reached a source from each of its own sources that is still not in force. */
  private async inherited(sourceId: string): Promise<readonly Impact[]> {
    const stream = watchStream(derivedId('source-impact', sourceId));
    const last = new Map<string, Impact>();
    for (let from = 1; ; from += pageMax) {
      const events = await this.log.read(stream, from, from + pageMax - 1);
      for (const { data } of events.filter(isEnding)) {
        const { watchId: _, assetId: _asset, ...said } = data;
        last.set(said.rootAssetId, { ...said, viaAssetId: sourceId, depth: said.depth + 1 });
      }
      if (events.length < pageMax) break;
    }
    const found: Impact[] = [];
    for (const impact of last.values()) {
      const { state } = await this.loop.load(assetKind, assetStream(impact.rootAssetId));
      if (!isInForce(state.status)) found.push(impact);
    }
    return found;
  }
}

/** The events by which a registration is not in force any more, or not for now. */
const endings: ReadonlySet<string> = new Set<AlarmingEvent['type']>([
  'RegistrationSuspended',
  'RegistrationCancelled',
  'RegistrationRevoked',
  'RegistrationExpired',
]);

/** What never was registered is not ended either. */
const isInForce = (status: (typeof everRegistered)[number]): boolean =>
  status === 'registered' || !everRegistered.includes(status);

const isEnding = (event: RecordedEvent): event is RecordedOf<Noted> =>
  event.type === 'SourceImpactNoted' && (event.data as Noted['data']).kind === 'sourceEnded';

const sourcesIn = ({ type, data }: NamesSources): readonly string[] => {
  const named = type === 'SourcesAdopted' ? data.sources : data.description.sources;
  return [...new Set((named ?? []).map(({ assetId }) => assetId))];
};
