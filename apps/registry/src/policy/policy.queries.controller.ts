import { PolicyDto, PolicyNamesDto, PolicyQuery } from '@ledger/contracts/policy/policy.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { policyDefinitions, policyNamed } from '@ledger/domain/policy/policy.definitions.js';
import { jsonSchemaOf } from '@ledger/domain/policy/policy.shape.js';
import {
  type PolicyState,
  versionInForce,
  withShipped,
} from '@ledger/domain/policy/policy.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { PolicyLook } from './policy-look.js';

/** Read from the log itself, so that what was adopted is in the next answer. */
@ApiTags('policies')
@Controller('policies')
export class PolicyQueriesController {
  constructor(
    @Inject(PolicyLook) private readonly policies: PolicyLook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({ summary: 'The policies that there are.' })
  @ApiOkResponse({ type: PolicyNamesDto })
  names(): PolicyNamesDto {
    const items = policyDefinitions.map(({ name, title, of }) => ({
      name,
      titleZh: title.zh,
      titleEn: title.en,
      of,
    }));
    return { items };
  }

  @Get(':name')
  @AnyRole()
  @ApiOperation({ summary: 'A policy as it is in force, its versions, and the schema of it.' })
  @ApiOkResponse({ type: PolicyDto })
  async one(
    @Param('name') name: string,
    @Query() { partyId, on }: PolicyQuery,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PolicyDto> {
    const definition = policyNamed(name) ?? refuse('policy_not_found', { name });
    const found = await this.found(definition, partyId, caller);
    const inForce =
      versionInForce(found.state, on ?? shanghaiDate(this.clock.now())) ??
      refuse('policy_not_found', { name });
    void reply.header('etag', `"${found.state.versions.length}"`);
    const { version, from, reason, content } = inForce;
    return {
      name,
      of: found.partyId === undefined ? 'ledger' : 'party',
      ...(found.partyId === undefined ? {} : { partyId: found.partyId }),
      version,
      from,
      reason,
      content,
      schema: jsonSchemaOf(definition.shape),
      versions: found.state.versions.map((one) => ({
        version: one.version,
        from: one.from,
        reason: one.reason,
      })),
    };
  }

  /** The party's own where it has one, else the ledger's. */
  private async found(
    definition: PolicyDefinition,
    partyId: string | undefined,
    caller: Caller,
  ): Promise<{ readonly state: PolicyState; readonly partyId?: string }> {
    const { name, of, isConfidential } = definition;
    if (partyId !== undefined && of !== 'ledger') {
      const isOthers = partyId !== caller.partyId && !caller.roles.some((role) => sees.has(role));
      if (isConfidential && isOthers) return refuse('policy_not_found', { name });
      const { state, version } = await this.policies.at(name, partyId);
      if (version > 0) return { state, partyId };
    }
    if (of === 'party') return refuse('policy_not_found', { name });
    const { state } = await this.policies.at(name);
    return { state: withShipped(state, definition) };
  }
}

const sees: ReadonlySet<string> = new Set(['admin', 'auditor']);
