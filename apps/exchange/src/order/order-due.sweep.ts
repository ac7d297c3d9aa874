import { addDays, shanghaiDate, type WorkingDays } from '@ledger/domain/calendar.js';
import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { unlessRefused, writtenNow } from '@ledger/read-model/due-sweep.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { OrderView } from './order.view.js';
import { TradingRules } from './trading-rules.js';

/** Rows looked at in one round. */
const roundMax = 500;

/** States that the clock ends; in a dispute, or while a refund waits, it stands still. */
const timed = ['licensed', 'contracted', 'delivered', 'settled'] as const;

/**
 * Writes down what the clock has done: nobody signed or paid in time, silence has accepted, after-sale is
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
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {
    const rows = { table: OrderView, due: 'dueAfter', id: 'orderId', roundMax } as const;
    this.walk = new DueWalk(dataSource, { ...rows, where: { state: In(timed) } });
  }

  /** The last days have passed that lie before today. */
  async run(now: string): Promise<number> {
    const { calendar } = await this.rules.now();
    return this.walk.round(addDays(shanghaiDate(now), -1), (row) => this.end(row, calendar));
  }

  private end(row: OrderView, calendar: WorkingDays): Promise<number> {
    const { orderId, state, dueAfter } = row;
    const context = dueContext(this.name, `${orderId} ${state} ${dueAfter}`);
    const ended = this.handle(orderStream(orderId), ending(row, calendar), context);
    return unlessRefused('order_not_due', writtenNow(ended));
  }
}

const ending = (
  { orderId, state, dueAfter }: OrderView,
  calendar: WorkingDays,
): CommandInput<OrderCommand> => {
  if (state === 'licensed') return { type: 'NoteSigningLapse', data: { orderId } };
  if (state === 'delivered') return { type: 'AcceptBySilence', data: { orderId, calendar } };
  if (state === 'settled') return { type: 'CloseOrder', data: { orderId } };
  const explanation = `至 ${dueAfter} 未付款 · not paid by ${dueAfter}`;
  return { type: 'TerminateOrder', data: { orderId, reason: 'notFunded', explanation } };
};
