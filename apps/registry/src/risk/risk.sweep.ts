import { shanghaiDate } from '@ledger/domain/calendar.js';
import { DueSweep } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { RiskAssessing } from './risk-assessing.js';
import { watchesMax } from './risk-rows.js';
import { WatchView } from './watch.view.js';

/**
 * Looks at the watches whose day has come. Each look says itself when the next one is due, so that
 * a day on which nothing ran is made up for, and nothing is looked at in vain.
 */
@Injectable()
export class RiskSweep extends DueSweep<WatchView> {
  readonly name = 'risk';
  readonly everySeconds = 60;

  constructor(
    @Inject(RiskAssessing) private readonly assessing: RiskAssessing,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: WatchView, due: 'nextOn', id: 'watchId', roundMax: watchesMax });
  }

  protected settle({ watchId, partyId, assetId }: WatchView, now: string): Promise<number> {
    const context = dueContext(this.name, `${watchId} ${shanghaiDate(now)}`);
    return this.assessing.assess(partyId, assetId, context);
  }
}
