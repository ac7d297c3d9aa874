import { shanghaiDate } from '@ledger/domain/calendar.js';
import { Refused } from '@ledger/domain/refusal.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChargeScheduleView } from './charge-schedule.view.js';
import { OrderCharging } from './order-charging.js';

/** Rows looked at in one round. */
const roundMax = 500;

/**
 * Charges what the clock has brought due: a period has begun, a month of use is over, a licence has
 * ended. The table only says where to look; the order decides.
 */
@Injectable()
export class ChargeDueSweep implements Sweep {
  readonly name = 'charge-due';
  readonly everySeconds = 60;

  private readonly walk: DueWalk<ChargeScheduleView>;

  constructor(
    @Inject(OrderCharging) private readonly charging: OrderCharging,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: ChargeScheduleView, due: 'nextOn', id: 'orderId', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    const today = shanghaiDate(now);
    return this.walk.round(today, (row) => this.charge(row, today));
  }

  private async charge({ orderId, nextOn, lastPosition }: ChargeScheduleView, today: string) {
    // The order's last news is part of what is due: many periods are charged round by round.
    const context = dueContext(this.name, `${orderId} ${nextOn} ${lastPosition} ${today}`);
    try {
      const { events, replayed } = await this.charging.due(orderId, context);
      return replayed ? 0 : events.length;
    } catch (error) {
      // What a rule refuses (a sharing agreement that leaves nothing for tax) somebody must mend.
      if (error instanceof Refused) return 0;
      throw error;
    }
  }
}
