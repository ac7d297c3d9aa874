import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import type { CaseTask } from '@ledger/domain/asset/case.tasks.js';
import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssetView } from './asset.view.js';

/** Assets looked at in one round. */
const roundMax = 100;

/**
 * Tells the registrar, and the applicant who waits for him, once of each of his clocks that ran
 * out. What the clock decides by itself (silence accepts, what was not brought in time is dropped)
 * is for `asset-due`; here somebody has to act. The table only says where to look.
 */
@Injectable()
export class CaseOverdueSweep implements Sweep {
  readonly name = 'case-overdue';
  readonly everySeconds = 3_600;
  private readonly walk: DueWalk<AssetView>;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: AssetView, due: 'caseDue', id: 'assetId', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    const today = shanghaiDate(now);
    return this.walk.round(addDays(today, -1), (row) => this.tell(row, today));
  }

  /** How many alerts were new. */
  private async tell(row: AssetView, today: string): Promise<number> {
    // The clock has ended it: it is no case any more, whether or not an event says so.
    if (row.dueOn !== null && row.dueOn <= today) return 0;
    const overdue = (row.tasks ?? []).filter(
      ({ by, dueBy }) => by === 'registrar' && dueBy !== undefined && dueBy < today,
    );
    let told = 0;
    for (const task of overdue) {
      told += await this.raise(row, task, row.registrarPartyId, 'registrar');
      if (row.applicantPartyId === row.registrarPartyId) continue;
      told += await this.raise(row, task, row.applicantPartyId, 'applicant');
    }
    return told;
  }

  private async raise(
    { assetId }: AssetView,
    { task, dueBy = '', objectionNo, requestId }: CaseTask,
    partyId: string,
    ground: AlertGround,
  ): Promise<number> {
    const watchId = watchIdOf(partyId, assetId);
    const which = objectionNo ?? requestId;
    const key = ['case', assetId, task, ...(which === undefined ? [] : [which]), dueBy].join('/');
    const about = {
      ...{ task, dueBy },
      ...(objectionNo !== undefined && { objectionNo }),
      ...(requestId !== undefined && { requestId }),
    };
    const { events, replayed } = await this.loop.handler(watchKind)(
      watchStream(watchId),
      {
        type: 'RaiseAlert',
        data: {
          ...{ watchId, partyId, assetId, ground },
          ...{ kind: 'caseOverdue', severity: 'warning', fact: { key }, about },
        },
      },
      dueContext(this.name, `${key} ${ground}`),
    );
    return replayed ? 0 : events.length;
  }
}
