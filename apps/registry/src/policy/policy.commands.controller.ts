import { AdoptPolicyDto } from '@ledger/contracts/policy/policy.dto.js';
import { WrittenDto } from '@ledger/contracts/written.dto.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import { registrarPolicy } from '@ledger/domain/policy/registrar.policy.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { Context } from '@ledger/http/writes/context.decorators.js';
import { written } from '@ledger/http/writes/written.js';
import { Body, Controller, Inject, Param, Post } from '@nestjs/common';
import { ApiCreatedResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { RegistrarCodes } from './registrar-codes.js';

@ApiTags('policies')
@Controller('policies')
export class PolicyCommandsController {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(RegistrarCodes) private readonly codes: RegistrarCodes,
  ) {
    this.handle = loop.handler(policyKind);
  }

  @Post(':name/versions')
  @Roles('admin', 'manager', 'registrar', 'lender', 'accountant', 'operator')
  @ApiOperation({
    summary: 'Adopts a version of a policy: an administrator, or the party where it is its own.',
  })
  @ApiCreatedResponse({ type: WrittenDto })
  async adopt(
    @Param('name') name: string,
    @Body() { partyId, content, from, reason }: AdoptPolicyDto,
    @Context() context: CommandContext,
  ) {
    const owner = partyId === undefined ? {} : { partyId };
    const data = { name, ...owner, content: content as JsonObject, from, reason };
    if (name === registrarPolicy.name && partyId !== undefined && context.actor.role === 'admin') {
      await this.codes.claim(partyId, data.content, context);
    }
    const outcome = await this.handle(
      policyStream(name, partyId),
      { type: 'AdoptPolicy', data },
      context,
    );
    return written(outcome, { id: name }, { location: `/v1/policies/${name}` });
  }
}
