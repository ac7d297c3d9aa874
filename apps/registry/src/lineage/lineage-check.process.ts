import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { Ancestors } from './ancestors.js';

type Proposed = Extract<AssetEvent, { type: 'SourcesProposed' }>;

/**
 * Decides proposed sources: walks up from them in the log, after the proposal stands there. Of the
 * proposals that would close a cycle together, the one recorded last is checked when all others
 * stand, as adopted or proposed, and both count: so at least that one is dropped (pattern 1).
 */
@Injectable()
export class LineageCheckProcess implements Process {
  readonly name = 'lineage-check';
  readonly categories = ['asset'];
  readonly reactsTo: readonly Proposed['type'][] = ['SourcesProposed'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Ancestors) private readonly ancestors: Ancestors,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId, proposalId, sources } = (event as RecordedOf<Proposed>).data;
    const ids = sources.map((source) => source.assetId);
    const { ancestry, asOf: checkedUpTo } = await this.ancestors.of(assetId, ids);
    const data = { assetId, proposalId, ancestry, checkedUpTo };
    const command = { type: 'DecideSources', data } as const;
    const context = reactionTo(event, this.name);
    await this.loop.handler(assetKind)(assetStream(assetId), command, context);
  }
}
