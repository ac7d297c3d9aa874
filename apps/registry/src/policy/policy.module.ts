import { Module } from '@nestjs/common';
import { PolicyShipping } from './policy-shipping.js';
import { PolicyCommandsController } from './policy.commands.controller.js';
import { PolicyQueriesController } from './policy.queries.controller.js';

/** Parameters that influence a decision or a figure, versioned in the log. */
@Module({
  controllers: [PolicyCommandsController, PolicyQueriesController],
  providers: [PolicyShipping],
})
export class PolicyModule {}
