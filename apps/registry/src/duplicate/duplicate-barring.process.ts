import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { type CopyNoticed, copyNoticedTypes } from '@ledger/domain/fingerprint/claimed-asset.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { duplicateIdOf } from './duplicate-id.js';

/**
 * Bars the later of two assets until its registrar has decided. Pattern 1: the bar stands on the
 * title first, then the asset's own stream says so. It takes nothing away: pledges stay.
 */
@Injectable()
export class DuplicateBarringProcess implements Process {
  readonly name = 'duplicate-barring';
  readonly categories = ['claim'];
  readonly reactsTo = copyNoticedTypes;

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  async react(event: RecordedEvent): Promise<void> {
    const { type, data } = event as RecordedOf<CopyNoticed>;
    const assetId = data.later.assetId;
    const duplicateId = duplicateIdOf(data.later, data.earlier);
    const title = titleStream(assetId);
    const { version } = await this.loop.load(titleKind, title);
    if (version === 0) throw new NotYet(`The title of ${assetId} is not open yet.`);
    const bar = {
      assetId,
      barId: duplicateId,
      ground: 'possibleDuplicate',
      authority: 'duplicate-search',
    } as const;
    const context = reactionTo(event, this.name);
    await this.loop.handler(titleKind)(title, { type: 'RaiseBar', data: bar }, context);
    const isContent = type === 'ContentClaimedAgain';
    const noted = {
      assetId,
      duplicateId,
      basis: isContent ? 'content' : 'similarity',
      similarityPermille: isContent ? 1_000 : data.similarityPermille,
      ...(!isContent && { policyVersion: data.policyVersion }),
    } as const;
    const command = { type: 'NoteDuplicate', data: noted } as const;
    await this.loop.handler(assetKind)(assetStream(assetId), command, context);
  }
}
