import type { DuplicateEvent } from '@ledger/domain/fingerprint/fingerprint.events.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Resolved = Extract<DuplicateEvent, { type: 'DuplicateResolved' }>;

/** Lifts the bar of a suspicion that the registrar found unfounded. */
@Injectable()
export class DuplicateResolutionProcess implements Process {
  readonly name = 'duplicate-resolution';
  readonly categories = ['asset'];
  readonly reactsTo: readonly Resolved['type'][] = ['DuplicateResolved'];

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId, duplicateId, decision, reason } = (event as RecordedOf<Resolved>).data;
    if (decision === 'upheld') return;
    const data = { assetId, barId: duplicateId, reason };
    const context = reactionTo(event, this.name);
    await this.loop.handler(titleKind)(titleStream(assetId), { type: 'LiftBar', data }, context);
  }
}
