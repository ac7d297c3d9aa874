import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type {
  AlertFact,
  AlertGround,
  AlertKind,
  AlertSeverity,
} from '@ledger/domain/alert/alert.events.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { NotYet } from '@ledger/read-model/passing.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { assetLicenseeFold } from './asset-licensee.projection.js';
import { concernOf } from './concern.js';

/** How long a reaction waits for a table before it comes again. */
const waitMsMax = 5_000;
/** Buyers of one asset who are told, at most; the rest find the asset's state in every order. */
const licenseesMax = 1_000;

/** An alert before it is addressed to anybody. */
export interface Alarm {
  readonly assetId: string;
  readonly kind: AlertKind;
  readonly severity: AlertSeverity;
  readonly fact: AlertFact;
  readonly about: JsonObject;
  /** Whose doing it is, and who therefore knows. */
  readonly except?: string;
  /** Told are only those concerned on these grounds; absent: all. */
  readonly onlyOn?: readonly AlertGround[];
  /** An objection: its registrar and its objector are told, too. */
  readonly objectionNo?: number;
}

/** Tells everybody concerned by an asset, each in a watch of his own, once per fact. */
@Injectable()
export class Alarms {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async raise(alarm: Alarm, because: RecordedEvent, processName: string): Promise<void> {
    const { assetId, except, onlyOn, objectionNo, ...said } = alarm;
    const asset = { kind: assetKind, stream: assetStream(assetId) };
    const title = { kind: titleKind, stream: titleStream(assetId) };
    const view = await this.loop.view([asset, title]);
    const licensees = await this.licenseesOf(assetId, because.position);
    const concern = concernOf(
      view.of(assetKind, asset.stream).state,
      view.of(titleKind, title.stream).state,
      { licenseePartyIds: licensees, ...(objectionNo !== undefined && { objectionNo }) },
      this.clock.now(),
    );
    const handle = this.loop.handler(watchKind);
    for (const [partyId, ground] of concern) {
      if (partyId === except || onlyOn?.includes(ground) === false) continue;
      const watchId = watchIdOf(partyId, assetId);
      const data = { watchId, partyId, ground, assetId, ...said };
      const context = reactionTo(because, processName, said.kind);
      await handle(watchStream(watchId), { type: 'RaiseAlert', data }, context);
    }
  }

  /** Ordinary licences are not in the title: who has one is known from the orders. */
  private async licenseesOf(assetId: string, position: number): Promise<readonly string[]> {
    await this.seen(assetLicenseeFold.name, position);
    const rows = await this.dataSource.query<{ buyer_party_id: string }[]>(
      `SELECT DISTINCT buyer_party_id FROM read.asset_licensee
       WHERE asset_id = $1 AND (until_date IS NULL OR until_date >= $2)
       ORDER BY buyer_party_id LIMIT $3`,
      [assetId, shanghaiDate(this.clock.now()), licenseesMax],
    );
    return rows.map((row) => row.buyer_party_id);
  }

  /** A table that is behind the event is waited for, or the reaction comes again. */
  async seen(projection: string, position: number): Promise<void> {
    if (await this.readModels.caughtUp(projection, position, waitMsMax)) return;
    throw new NotYet(`${projection} has not reached position ${position}.`);
  }
}
