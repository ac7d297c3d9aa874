import { shanghaiDate } from '@ledger/domain/calendar.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In, LessThan } from 'typeorm';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { OrderView } from './order.view.js';

/** Rows looked at in one round. */
const roundMax = 500;

/**
 * Writes down what the clock has done: silence has accepted, after-sale is over. The table only says
 * where to look; the order decides.
 */
@Injectable()
export class OrderDueSweep implements Sweep {
  readonly name = 'order-due';
  readonly everySeconds = 60;

  constructor(
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(DataSource) private readonly dataSource: DataSource,
  ) {}

  async run(now: string): Promise<number> {
    const due = await this.dataSource.getRepository(OrderView).find({
      where: { dueAfter: LessThan(shanghaiDate(now)), state: In(['delivered', 'settled']) },
      order: { dueAfter: 'ASC', orderId: 'ASC' },
      take: roundMax,
    });
    let written = 0;
    for (const row of due) written += await this.end(row);
    return written;
  }

  private async end({ orderId, state, dueAfter }: OrderView): Promise<number> {
    const type = state === 'delivered' ? 'AcceptBySilence' : 'CloseOrder';
    const context = dueContext(this.name, `${orderId} ${state} ${dueAfter}`);
    try {
      const stream = orderStream(orderId);
      const { events, replayed } = await this.handle(stream, { type, data: { orderId } }, context);
      return replayed ? 0 : events.length;
    } catch (error) {
      // By the order's own dates it is not due yet: the next round looks again.
      if (error instanceof Refused && error.code === 'order_not_due') return 0;
      throw error;
    }
  }
}
