import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { applicantsNow } from '@ledger/http/assets/registration-holders.js';
import { DueSweep, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { regradingFact } from './grading-due.projection.js';
import { GradingDueView } from './grading-due.view.js';

/** Tells the applicant of an asset, or who holds what he registered, once that its grading runs out. */
@Injectable()
export class RegradingSweep extends DueSweep<GradingDueView> {
  readonly name = 'regrading';
  readonly everySeconds = 3_600;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const where = { told: false };
    super(dataSource, { table: GradingDueView, due: 'dueFrom', id: 'assetId', where });
  }

  protected async settle(row: GradingDueView): Promise<number> {
    let told = 0;
    for (const side of await applicantsNow(this.loop, row)) told += await this.tell(row, side);
    return told;
  }

  private tell(
    { assetId, grade, validUntil, gradedPosition }: GradingDueView,
    { partyId, ground }: { readonly partyId: string; readonly ground: AlertGround },
  ): Promise<number> {
    const watchId = watchIdOf(partyId, assetId);
    const key = regradingFact(assetId, validUntil);
    const raised = this.loop.handler(watchKind)(
      watchStream(watchId),
      {
        type: 'RaiseAlert',
        data: {
          ...{ watchId, partyId, assetId, ground },
          ...{ kind: 'regradingDue', severity: 'warning' },
          fact: { key, eventType: 'AssetReclassified', position: gradedPosition },
          about: { grade, validUntil },
        },
      },
      dueContext(this.name, key),
    );
    return writtenNow(raised);
  }
}
