import { type CopyNoticed, copyNoticedTypes } from '@ledger/domain/fingerprint/claimed-asset.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { Inject, Injectable } from '@nestjs/common';
import { Alarms } from './alarm.js';

/**
 * Tells those who lend on an asset that another holder registered what may be its content. They are
 * not told whose it is: nothing is said of the later asset but that it is there.
 */
@Injectable()
export class CopyAlertingProcess implements Process {
  readonly name = 'copy-alerting';
  readonly categories = ['claim'];
  readonly reactsTo = copyNoticedTypes;

  constructor(@Inject(Alarms) private readonly alarms: Alarms) {}

  async react(event: RecordedEvent): Promise<void> {
    const { type, data } = event as RecordedOf<CopyNoticed>;
    const isContent = type === 'ContentClaimedAgain';
    const { id: eventId, type: eventType, position } = event;
    const alarm = {
      assetId: data.earlier.assetId,
      kind: 'possibleCopy',
      severity: 'info',
      fact: { key: eventId, eventId, eventType, position },
      about: {
        basis: isContent ? 'content' : 'similarity',
        similarityPermille: isContent ? 1_000 : data.similarityPermille,
      },
      onlyOn: ['pledgee', 'claimant'],
    } as const;
    await this.alarms.raise(alarm, event, this.name);
  }
}
