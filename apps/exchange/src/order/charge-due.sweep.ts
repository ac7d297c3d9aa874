import { shanghaiDate } from '@ledger/domain/calendar.js';
import { Refused } from '@ledger/domain/refusal.js';
import { DueSweep, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { ChargeScheduleView } from './charge-schedule.view.js';
import { OrderCharging } from './order-charging.js';

/** Rows looked at in one round. */
const roundMax = 500;

/**
 * Charges what the clock has brought due: a period has begun, a month of use is over, a licence has
 * ended.
 */
@Injectable()
export class ChargeDueSweep extends DueSweep<ChargeScheduleView> {
  readonly name = 'charge-due';
  readonly everySeconds = 60;

  constructor(
    @Inject(OrderCharging) private readonly charging: OrderCharging,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: ChargeScheduleView, due: 'nextOn', id: 'orderId', roundMax });
  }

  protected async settle(row: ChargeScheduleView, now: string): Promise<number> {
    const { orderId, nextOn, lastPosition } = row;
    // The order's last news is part of what is due: many periods are charged round by round.
    const subject = `${orderId} ${nextOn} ${lastPosition} ${shanghaiDate(now)}`;
    try {
      return await writtenNow(this.charging.due(orderId, dueContext(this.name, subject)));
    } catch (error) {
      // What a rule refuses (a sharing agreement that leaves nothing for tax) somebody must mend.
      if (error instanceof Refused) return 0;
      throw error;
    }
  }
}
