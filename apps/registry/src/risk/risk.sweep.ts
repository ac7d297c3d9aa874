import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { RiskAssessing } from './risk-assessing.js';
import { RiskRows } from './risk-rows.js';

/**
 * Looks at the watches whose day has come. Each look says itself when the next one is due, so that
 * a day on which nothing ran is made up for, and nothing is looked at in vain.
 */
@Injectable()
export class RiskSweep implements Sweep {
  readonly name = 'risk';
  readonly everySeconds = 60;

  constructor(
    @Inject(RiskAssessing) private readonly assessing: RiskAssessing,
    @Inject(RiskRows) private readonly rows: RiskRows,
  ) {}

  async run(now: string): Promise<number> {
    const today = shanghaiDate(now);
    let recorded = 0;
    for (const { watchId, partyId, assetId } of await this.rows.due(today)) {
      const context = dueContext(this.name, `${watchId} ${today}`);
      recorded += await this.assessing.assess(partyId, assetId, context);
    }
    return recorded;
  }
}
