import { addDays, shanghaiDate } from '@ledger/domain/calendar.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { OrderView } from './order.view.js';

/** Rows looked at in one round. */
const roundMax = 500;

/** States that the clock ends; in a dispute, or while a refund waits, it stands still. */
const timed = ['contracted', 'delivered', 'settled'] as const;

/**
 * Writes down what the clock has done: nobody paid in time, silence has accepted, after-sale is
 * over. The table only says where to look; the order decides.
 */
@Injectable()
export class OrderDueSweep implements Sweep {
  readonly name = 'order-due';
  readonly everySeconds = 60;
  private readonly walk: DueWalk<OrderView>;

  constructor(
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: OrderView, due: 'dueAfter', id: 'orderId', roundMax } as const;
    this.walk = new DueWalk(dataSource, { ...rows, where: { state: In(timed) } });
  }

  /** The last days have passed that lie before today. */
  run(now: string): Promise<number> {
    return this.walk.round(addDays(shanghaiDate(now), -1), (row) => this.end(row));
  }

  private async end(row: OrderView): Promise<number> {
    const { orderId, state, dueAfter } = row;
    const context = dueContext(this.name, `${orderId} ${state} ${dueAfter}`);
    try {
      const { events, replayed } = await this.handle(orderStream(orderId), ending(row), context);
      return replayed ? 0 : events.length;
    } catch (error) {
      // By the order's own dates it is not due yet: the next round looks again.
      if (error instanceof Refused && error.code === 'order_not_due') return 0;
      throw error;
    }
  }
}

const ending = ({ orderId, state, dueAfter }: OrderView): CommandInput<OrderCommand> => {
  if (state === 'delivered') return { type: 'AcceptBySilence', data: { orderId } };
  if (state === 'settled') return { type: 'CloseOrder', data: { orderId } };
  const explanation = `至 ${dueAfter} 未付款 · not paid by ${dueAfter}`;
  return { type: 'TerminateOrder', data: { orderId, reason: 'notFunded', explanation } };
};
