import type { AssetEvent } from '@ledger/domain/asset/asset.events.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { CertificateNumbering } from './certificate-numbering.js';

type Registered = Extract<RecordedOf<AssetEvent>, { readonly type: 'AssetRegistered' }>;

/**
 * Gives every registered asset its number right away. What finds the month's numbers used up waits
 * for next month's: `certificate-waiting` comes back to it.
 */
@Injectable()
export class CertificateIssuing implements Process {
  readonly name = 'certificate-issuing';
  readonly categories = ['asset'];
  readonly reactsTo = ['AssetRegistered'];

  constructor(@Inject(CertificateNumbering) private readonly numbering: CertificateNumbering) {}

  async react(event: RecordedEvent): Promise<void> {
    const { assetId, registrarPartyId } = (event as Registered).data;
    const waiting = { assetId, registrarPartyId, registeredOn: event.metadata.effectiveOn };
    await this.numbering.number(waiting, reactionTo(event, this.name));
  }
}
