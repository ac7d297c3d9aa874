import { shanghaiDate } from '@ledger/domain/calendar.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { policyStream, versionInForce, withShipped } from '@ledger/domain/policy/policy.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** What reports are made by: the entity's own policy wins over the ledger's, as of today. */
@Injectable()
export class ReportingPolicies {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of<Content>(definition: PolicyDefinition, entityPartyId: string): Promise<Content> {
    const { name } = definition;
    const [general, own] = [policyStream(name), policyStream(name, entityPartyId)];
    const { states } = await this.loop.loadMany(policyKind, [general, own]);
    const today = shanghaiDate(this.clock.now());
    const theirs = states.get(own)?.state;
    const found =
      (theirs && versionInForce(theirs, today)) ??
      versionInForce(withShipped(states.get(general)?.state, definition), today);
    if (found === undefined) throw new Error(`The policy ${name} was not shipped.`);
    return found.content as unknown as Content;
  }
}
