import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { certified } from './certified-entry.js';

type Transferred = Extract<RecordedOf<TitleEvent>, { readonly type: 'RightTransferred' }>;

/** 转让登记 (guide art. 34): when rights move in the title, the certificate says so from then on. */
@Injectable()
export class CertificateAdjusting implements Process {
  readonly name = 'certificate-adjusting';
  readonly categories = ['title'];
  readonly reactsTo: readonly Transferred['type'][] = ['RightTransferred'];
  private readonly handle;

  constructor(@Inject(CommandLoop) loop: CommandLoop) {
    this.handle = loop.handler(assetKind);
  }

  async react(recorded: RecordedEvent): Promise<void> {
    const event = recorded as Transferred;
    const { assetId, transferId, fromHoldingId, to, remaining, on } = event.data;
    const { transferorPartyIds, transfereePartyIds } = event.data;
    const entries = [to, ...(remaining === undefined ? [] : [remaining])].map(certified);
    const moved = { transferId, transferorPartyIds, transfereePartyIds, fromHoldingId, entries };
    const data = { assetId, ...moved, titleVersion: event.version, on };
    const context = reactionTo(event, this.name);
    await this.handle(assetStream(assetId), { type: 'AdjustCertificate', data }, context);
  }
}
