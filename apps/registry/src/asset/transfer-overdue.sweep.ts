import { alive } from '@ledger/domain/asset/life.graph.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueSweep } from '@ledger/read-model/due-sweep.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, IsNull, MoreThan } from 'typeorm';
import { AssetView } from './asset.view.js';
import { lastDayOver, tellOverdue } from './case-overdue.js';
import { TransferCaseView } from './transfer-case.view.js';

/** Tells the registrar, and both sides, once of each transfer that he has not decided in time. */
@Injectable()
export class TransferOverdueSweep extends DueSweep<TransferCaseView> {
  readonly name = 'transfer-overdue';
  readonly everySeconds = 3_600;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {
    super(dataSource, { table: TransferCaseView, due: 'caseDue', id: 'transferId' });
  }

  protected override dueBy(now: string): string {
    return lastDayOver(now);
  }

  protected async settle(row: TransferCaseView, now: string): Promise<number> {
    if (!(await this.isLive(row, shanghaiDate(now)))) return 0;
    const { assetId, transferId: requestId, caseDue: dueBy, registrarPartyId, partyIds } = row;
    const overdue = { assetId, task: 'transfer', dueBy, requestId };
    const registrar = { partyId: registrarPartyId, ground: 'registrar' } as const;
    let told = await tellOverdue(this.loop, this.name, overdue, registrar);
    for (const partyId of new Set(partyIds)) {
      if (partyId === registrarPartyId) continue;
      const side = { partyId, ground: 'applicant' } as const;
      told += await tellOverdue(this.loop, this.name, overdue, side);
    }
    return told;
  }

  /** Of a registration that is over nobody decides a transfer any more. */
  private isLive({ assetId }: TransferCaseView, today: string): Promise<boolean> {
    const state = In([...alive]);
    const still = [
      { assetId, state, dueOn: IsNull() },
      { assetId, state, dueOn: MoreThan(today) },
    ];
    return this.dataSource.getRepository(AssetView).existsBy(still);
  }
}
