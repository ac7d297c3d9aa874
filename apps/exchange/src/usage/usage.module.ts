import { OrderDoor } from '@ledger/http/orders/order-door.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Module } from '@nestjs/common';
import { UsageBatches } from './usage-batches.js';
import { UsageRecording } from './usage-recording.js';
import { UsageCommandsController } from './usage.commands.controller.js';
import { UsageQueriesController } from './usage.queries.controller.js';

/** Metering: what of a licence is used, counted once. */
@Module({
  controllers: [UsageCommandsController, UsageQueriesController],
  providers: [OrderDoor, UsageLook, Standings, PoliciesInForce, UsageRecording, UsageBatches],
})
export class UsageModule {}
