import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { gradeToTake } from '@ledger/domain/classification/excepted-sources.js';
import { gradeRank } from '@ledger/domain/classification/grade.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { sourcesOf } from '@ledger/domain/lineage/lineage.rules.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { Inject, Injectable } from '@nestjs/common';
import { Alarms } from './alarm.js';

/**
 * Compares the grade of what was registered, or made from other sources, with its sources' (就高从严).
 * An application may state any grade; that it is below a source's is told, and the next grading
 * must take the higher or say why not: what it said counts for the sources that it was said of.
 */
@Injectable()
export class SourceGradesProcess implements Process {
  readonly name = 'source-grades';
  readonly categories = ['asset'];
  readonly reactsTo: readonly string[] = ['AssetRegistered', 'SourcesAdopted'];

  constructor(
    @Inject(Alarms) private readonly alarms: Alarms,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId } = event.data as { readonly assetId: string };
    const { state } = await this.loop.load(assetKind, assetStream(assetId));
    const ids = sourcesOf(state).map((source) => source.assetId);
    if (ids.length === 0) return;
    const { states } = await this.loop.loadMany(assetKind, ids.map(assetStream));
    const sources = ids.map((id) => ({
      assetId: id,
      grade: gradeIn(states.get(assetStream(id))?.state),
    }));
    const highest = gradeToTake(sources, state.classification, shanghaiDate(event.recordedAt));
    if (highest === undefined) return;
    const { grade = 'general' } = labelOf(state);
    if (gradeRank(grade) >= gradeRank(highest)) return;
    const { id: eventId, type: eventType, position } = event;
    const fact = { key: eventId, eventId, eventType, position };
    const about = { grade, highest };
    const alarm = { assetId, kind: 'gradeBelowSources', severity: 'warning', fact, about } as const;
    await this.alarms.raise(alarm, event, this.name);
  }
}

const gradeIn = (state: Parameters<typeof labelOf>[0] | undefined) => state && labelOf(state).grade;
