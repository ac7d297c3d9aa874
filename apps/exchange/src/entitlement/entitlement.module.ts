import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { EntitlementQueriesController } from './entitlement.queries.controller.js';

/** Whether a use may go through. */
@Module({
  controllers: [EntitlementQueriesController],
  providers: [OrderDoor, UsageLook, Standings],
})
export class EntitlementModule {}
