import { shanghaiDate } from '@ledger/domain/calendar.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
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
export class RiskSweep implements Sweep {
  readonly name = 'risk';
  readonly everySeconds = 60;
  private readonly walk: DueWalk<WatchView>;

  constructor(
    @Inject(RiskAssessing) private readonly assessing: RiskAssessing,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: WatchView, due: 'nextOn', id: 'watchId' } as const;
    this.walk = new DueWalk(dataSource, { ...rows, roundMax: watchesMax });
  }

  run(now: string): Promise<number> {
    const today = shanghaiDate(now);
    return this.walk.round(today, ({ watchId, partyId, assetId }) =>
      this.assessing.assess(partyId, assetId, dueContext(this.name, `${watchId} ${today}`)),
    );
  }
}
