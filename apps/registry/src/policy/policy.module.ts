import { Standings } from '@ledger/http/parties/standings.js';
import { Module } from '@nestjs/common';
import { PolicyLook } from './policy-look.js';
import { PolicyShipping } from './policy-shipping.js';
import { PolicyCommandsController } from './policy.commands.controller.js';
import { PolicyQueriesController } from './policy.queries.controller.js';
import { RegistrarCodeProcess } from './registrar-code.process.js';
import { RegistrarCodes } from './registrar-codes.js';

/** Parameters that influence a decision or a figure, versioned in the log. */
@Module({
  controllers: [PolicyCommandsController, PolicyQueriesController],
  providers: [PolicyLook, PolicyShipping, RegistrarCodeProcess, RegistrarCodes, Standings],
})
export class PolicyModule {}
