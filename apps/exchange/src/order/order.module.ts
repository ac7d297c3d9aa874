import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedOf } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ORDER_PLACING, type OrderPlacing } from '@ledger/http/orders/placing.js';
import { Global, Module } from '@nestjs/common';
import { ChargeDueSweep } from './charge-due.sweep.js';
import { ChargeRecoveryProcess } from './charge-recovery.process.js';
import { LicenceEndProcess } from './licence-end.process.js';
import { OrderChargeCommandsController } from './order-charge.commands.controller.js';
import { OrderCharging } from './order-charging.js';
import { OrderChargingProcess } from './order-charging.process.js';
import { OrderDueSweep } from './order-due.sweep.js';
import { OrderPerformanceCommandsController } from './order-performance.commands.controller.js';
import { OrderRemedyCommandsController } from './order-remedy.commands.controller.js';
import { OrderSettlementProcess, RecoveryReturnProcess } from './order-settlement.process.js';
import { OrderSettling } from './order-settling.js';
import { OrderTermsCommandsController } from './order-terms.commands.controller.js';
import { OrderEvidence } from './order.evidence.js';
import { OrderWrites } from './order.writes.js';
import { RightReturnProcess } from './right-return.process.js';
import { TradingRules } from './trading-rules.js';
import { OrderProgressProcess } from './order-progress.process.js';
import { OrderCommandsController } from './order.commands.controller.js';
import { OrderQueriesController } from './order.queries.controller.js';
import { HANDLE_ORDER, LOAD_ORDER, READ_ORDER } from './order.tokens.js';
import type { LoadOrder, ReadOrder } from './order.tokens.js';
import { OrderWatch } from './order.watch.js';
import { PlacingEvidence } from './placing.evidence.js';

/** Orders: from the placing to the closing, and what may come in between. */
@Global()
@Module({
  controllers: [
    OrderCommandsController,
    OrderTermsCommandsController,
    OrderPerformanceCommandsController,
    OrderRemedyCommandsController,
    OrderChargeCommandsController,
    OrderQueriesController,
  ],
  providers: [
    PlacingEvidence,
    Standings,
    TradingRules,
    OrderEvidence,
    OrderWrites,
    OrderSettling,
    ChargeRecoveryProcess,
    OrderCharging,
    UsageLook,
    OrderChargingProcess,
    ChargeDueSweep,
    OrderProgressProcess,
    OrderSettlementProcess,
    RecoveryReturnProcess,
    LicenceEndProcess,
    RightReturnProcess,
    OrderDueSweep,
    OrderWatch,
    {
      provide: ORDER_PLACING,
      useFactory: (
        placing: PlacingEvidence,
        rules: TradingRules,
        evidence: OrderEvidence,
      ): OrderPlacing => ({
        of: (offerId, buyer) => placing.of(offerId, buyer),
        calendar: async () => (await rules.now()).calendar,
        gate: (order) => evidence.gate(order),
      }),
      inject: [PlacingEvidence, TradingRules, OrderEvidence],
    },
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
  exports: [ORDER_PLACING],
})
export class OrderModule {}
