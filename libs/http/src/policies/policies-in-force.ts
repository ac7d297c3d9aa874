import { shanghaiDate } from '@ledger/domain/calendar.js';
import { type InForce, inForce } from '@ledger/domain/policy/in-force.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/**
 * What decisions of a day follow (pattern 2: evidence in the command): the ledger's policies as the
 * log has them, in one look.
 */
@Injectable()
export class PoliciesInForce {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** A policy of the ledger, of today unless told otherwise. */
  async of<Content>(
    definition: PolicyDefinition,
    date = shanghaiDate(this.clock.now()),
  ): Promise<InForce<Content>> {
    const { state } = await this.loop.load(policyKind, policyStream(definition.name));
    return inForce(definition, date, { ledger: state });
  }
}
