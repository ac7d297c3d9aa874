import { present } from '@ledger/contracts/present.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { Inject, Injectable } from '@nestjs/common';
import { Alarms } from './alarm.js';
import { alarming, type AlarmingEvent, factOf } from './asset-facts.js';

/** Tells those concerned by an asset what became of it. */
@Injectable()
export class AssetAlertingProcess implements Process {
  readonly name = 'asset-alerting';
  readonly categories = ['asset'];
  readonly reactsTo: readonly string[] = alarming;

  constructor(@Inject(Alarms) private readonly alarms: Alarms) {}

  async react(event: RecordedEvent): Promise<void> {
    const recorded = event as AlarmingEvent;
    const fact = factOf(recorded);
    if (fact === undefined) return;
    const { id: eventId, type: eventType, position, metadata } = event;
    const alarm = {
      assetId: recorded.data.assetId,
      kind: fact.own,
      severity: fact.severity,
      fact: { key: eventId, eventId, eventType, position },
      about: fact.about,
      ...present({ objectionNo: fact.objectionNo }),
      except: metadata.actor.partyId,
    };
    await this.alarms.raise(alarm, event, this.name);
  }
}
