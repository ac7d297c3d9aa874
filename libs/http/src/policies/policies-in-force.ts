import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { JsonObject } from '@ledger/domain/json.js';
import type { InForce } from '@ledger/domain/policy/in-force.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { policyAsks, policyIn } from './policies-in-view.js';

/**
 * What decisions of a day follow (pattern 2: evidence in the command): policies as the log has them,
 * in one look.
 */
@Injectable()
export class PoliciesInForce {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A policy of the ledger, of today unless told otherwise. */
  async of<Content extends JsonObject>(
    definition: PolicyDefinition<Content>,
    date = this.today(),
  ): Promise<InForce<Content>> {
    return policyIn(await this.loop.view(policyAsks([definition])), definition, date);
  }

  /** A policy as it binds a party today: its own, else the ledger's. */
  async ofParty<Content extends JsonObject>(
    definition: PolicyDefinition<Content>,
    partyId: string,
  ): Promise<InForce<Content>> {
    const asks = [...policyAsks([definition]), ...policyAsks([definition], partyId)];
    return policyIn(await this.loop.view(asks), definition, this.today(), partyId);
  }

  private today(): string {
    return shanghaiDate(this.clock.now());
  }
}
