import { orderKind } from '@ledger/domain/order/order.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Module } from '@nestjs/common';
import { OrderProgressProcess } from './order-progress.process.js';
import { OrderCommandsController } from './order.commands.controller.js';
import { OrderQueriesController } from './order.queries.controller.js';
import { HANDLE_ORDER, LOAD_ORDER } from './order.tokens.js';
import type { LoadOrder } from './order.tokens.js';
import { PlacingEvidence } from './placing.evidence.js';

/** Orders: placed, signed, called off, followed. */
@Module({
  controllers: [OrderCommandsController, OrderQueriesController],
  providers: [
    PlacingEvidence,
    OrderProgressProcess,
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
  ],
})
export class OrderModule {}
