import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { applicantsNow } from '@ledger/http/assets/registration-holders.js';
import { DueSweep } from '@ledger/read-model/due-sweep.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AssetView } from './asset.view.js';
import { lastDayOver, tellOverdue } from './case-overdue.js';

/**
 * Tells the registrar, and the applicant or today's holders who wait for him, once of each of his
 * clocks that ran out. What the clock decides by itself (silence accepts, what was not brought in time is dropped)
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

  protected override dueBy(now: string): string {
    return lastDayOver(now);
  }

  protected async settle(row: AssetView, now: string): Promise<number> {
    const today = shanghaiDate(now);
    const { assetId, registrarPartyId } = row;
    // The clock has ended it: it is no case any more, whether or not an event says so.
    if (row.dueOn !== null && row.dueOn <= today) return 0;
    let told = 0;
    for (const { task, by, dueBy, objectionNo, requestId } of row.tasks ?? []) {
      if (by !== 'registrar' || dueBy === undefined || dueBy >= today) continue;
      const overdue = { assetId, task, dueBy, objectionNo, requestId };
      const registrar = { partyId: registrarPartyId, ground: 'registrar' } as const;
      told += await tellOverdue(this.loop, this.name, overdue, registrar);
      for (const side of await applicantsNow(this.loop, row)) {
        if (side.partyId === registrarPartyId) continue;
        told += await tellOverdue(this.loop, this.name, overdue, side);
      }
    }
    return told;
  }
}
