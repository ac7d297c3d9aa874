import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { regradingFact } from './grading-due.projection.js';
import { GradingDueView } from './grading-due.view.js';

/** Rows looked at in one round. */
const roundMax = 100;

/** Tells the holder of an asset once that its grading runs out. The table only says where to look. */
@Injectable()
export class RegradingSweep implements Sweep {
  readonly name = 'regrading';
  readonly everySeconds = 3_600;
  private readonly walk: DueWalk<GradingDueView>;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: GradingDueView, due: 'dueFrom', id: 'assetId', roundMax } as const;
    this.walk = new DueWalk(dataSource, { ...rows, where: { told: false } });
  }

  run(now: string): Promise<number> {
    return this.walk.round(shanghaiDate(now), (row) => this.tell(row));
  }

  /** One where an alert is new; a row that the projection has yet to mark counts none. */
  private async tell(row: GradingDueView): Promise<number> {
    const { assetId, applicantPartyId: partyId, grade, validUntil, gradedPosition } = row;
    const watchId = watchIdOf(partyId, assetId);
    const key = regradingFact(assetId, validUntil);
    const { events, replayed } = await this.loop.handler(watchKind)(
      watchStream(watchId),
      {
        type: 'RaiseAlert',
        data: {
          ...{ watchId, partyId, assetId, ground: 'applicant' },
          ...{ kind: 'regradingDue', severity: 'warning' },
          fact: { key, eventType: 'AssetReclassified', position: gradedPosition },
          about: { grade, validUntil },
        },
      },
      dueContext(this.name, key),
    );
    return replayed ? 0 : events.length;
  }
}
