import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import type { AlertGround } from '@ledger/domain/alert/alert.events.js';
import type { CaseTask } from '@ledger/domain/asset/case.tasks.js';
import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import { DueSweep, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssetView } from './asset.view.js';

/**
 * Tells the registrar, and the applicant who waits for him, once of each of his clocks that ran
 * out. What the clock decides by itself (silence accepts, what was not brought in time is dropped)
 * is for `asset-due`; here somebody has to act.
 */
@Injectable()
export class CaseOverdueSweep extends DueSweep<AssetView> {
  readonly name = 'case-overdue';
  readonly everySeconds = 3_600;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: AssetView, due: 'caseDue', id: 'assetId' });
  }

  /** A day runs out when it is over. */
  protected override dueBy(now: string): string {
    return addDays(shanghaiDate(now), -1);
  }

  protected async settle(row: AssetView, now: string): Promise<number> {
    const today = shanghaiDate(now);
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

  private raise(
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
    const raised = this.loop.handler(watchKind)(
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
    return writtenNow(raised);
  }
}
