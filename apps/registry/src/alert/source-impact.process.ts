import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { WatchEvent } from '@ledger/domain/alert/alert.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Alarms } from './alarm.js';
import { alarming, type AlarmingEvent, factOf } from './asset-facts.js';

/** Derived assets noted with one statement. */
const pageMax = 200;

type Noted = Extract<WatchEvent, { type: 'SourceImpactNoted' }>;
type Impact = Omit<Noted['data'], 'watchId' | 'assetId'>;

/**
 * Carries what became of an asset to everything made from it, generation by generation. Each
 * reaction notes the next generation only, as facts: so the walk is bounded at every step, goes on
 * where it was after a crash, and reaches each derived asset once, by whichever path it comes first:
 * however many generations there are, it ends.
 */
@Injectable()
export class SourceImpactProcess implements Process {
  readonly name = 'source-impact';
  readonly categories = ['asset', 'watch'];
  readonly reactsTo: readonly string[] = [...alarming, 'SourceImpactNoted'];

  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const recorded = event as AlarmingEvent | RecordedOf<Noted>;
    if (recorded.type === 'SourceImpactNoted') return this.carryOn(recorded, event, signal);
    const fact = factOf(recorded);
    if (fact?.derived === undefined) return;
    const { assetId } = recorded.data;
    const { id: eventId, type: eventType, position } = event;
    const impact = {
      ...{ viaAssetId: assetId, rootAssetId: assetId, depth: 1 },
      ...{ kind: fact.derived, severity: fact.severity, about: fact.about },
      fact: { key: eventId, eventId, eventType, position },
    };
    await this.note(assetId, impact, event, signal);
  }

  private async carryOn(
    { data }: RecordedOf<Noted>,
    event: RecordedEvent,
    signal: AbortSignal,
  ): Promise<void> {
    const { watchId: _, assetId, viaAssetId, rootAssetId, depth, ...said } = data;
    const about = { ...said.about, sourceAssetId: rootAssetId, depth };
    await this.alarms.raise({ ...said, assetId, about }, event, this.name);
    const next = { ...said, viaAssetId: assetId, rootAssetId, depth: depth + 1 };
    await this.note(assetId, next, event, signal);
  }

  /** A fact reaches everything that was made from an asset directly. */
  private async note(
    assetId: string,
    impact: Impact,
    because: RecordedEvent,
    signal: AbortSignal,
  ): Promise<void> {
    await this.alarms.seen('lineage', because.position);
    const handle = this.loop.handler(watchKind);
    for (let after = nobody; ;) {
      const derived = await this.madeFrom(assetId, after);
      for (const each of derived) {
        const watchId = derivedId('source-impact', each);
        const data = { ...impact, watchId, assetId: each };
        const context = reactionTo(because, this.name, 'note');
        await handle(watchStream(watchId), { type: 'NoteSourceImpact', data }, context);
      }
      const last = derived.at(-1);
      if (last === undefined || derived.length < pageMax) return;
      if (signal.aborted) throw new NotYet('The walk goes on elsewhere.');
      after = last;
    }
  }

  private async madeFrom(assetId: string, after: string): Promise<readonly string[]> {
    const rows = await this.dataSource.query<{ asset_id: string }[]>(
      `SELECT asset_id FROM read.lineage WHERE source_ids @> ARRAY[$1::uuid] AND asset_id > $2::uuid
       ORDER BY asset_id LIMIT $3::integer`,
      [assetId, after, pageMax],
    );
    return rows.map((row) => row.asset_id);
  }
}

/** Before every id. */
const nobody = '00000000-0000-0000-0000-000000000000';
