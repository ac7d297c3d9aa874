import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { type PolicyState, policyStream } from '@ledger/domain/policy/policy.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';

/** Looks at policies in the log (linearizable): what was adopted is in the next answer. */
@Injectable()
export class PolicyLook {
  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {}

  /** A policy of the ledger, or a party's own. */
  at(name: string, partyId?: string): Promise<Loaded<PolicyState>> {
    return this.loop.load(policyKind, policyStream(name, partyId));
  }
}
