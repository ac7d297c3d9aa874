import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { OrderProgressProcess } from './order-progress.process.js';
import { OrderCommandsController } from './order.commands.controller.js';
import { OrderQueriesController } from './order.queries.controller.js';
import { HANDLE_ORDER, LOAD_ORDER, READ_ORDER } from './order.tokens.js';
import type { LoadOrder, ReadOrder } from './order.tokens.js';
import { OrderWatch } from './order.watch.js';
import { PlacingEvidence } from './placing.evidence.js';

/** Orders: placed, signed, called off, followed. */
@Module({
  controllers: [OrderCommandsController, OrderQueriesController],
  providers: [
    PlacingEvidence,
    Standings,
    OrderProgressProcess,
    OrderWatch,
    {
      provide: HANDLE_ORDER,
      useFactory: (loop: CommandLoop) => loop.handler(orderKind),
      inject: [CommandLoop],
    },
    {
      provide: LOAD_ORDER,
      useFactory:
        (loop: CommandLoop): LoadOrder =>
        (orderId) =>
          loop.load(orderKind, `order-${orderId}`),
      inject: [CommandLoop],
    },
    {
      provide: READ_ORDER,
      useFactory:
        (log: EventLog): ReadOrder =>
        async (orderId, upTo) => {
          const events = await log.read(`order-${orderId}`, 1, upTo);
          return events.map((event): RecordedOf<OrderEvent> => upcast(orderKind, event));
        },
      inject: [EVENT_LOG],
    },
  ],
})
export class OrderModule {}
