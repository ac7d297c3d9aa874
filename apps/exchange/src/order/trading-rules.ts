import { shanghaiDate, type WorkingDays } from '@ledger/domain/calendar.js';
import type { OrderRules } from '@ledger/domain/order/order.commands.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import { policyStream, versionInForce, withShipped } from '@ledger/domain/policy/policy.state.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import type { SettlementTerms, TradingTerms } from '@ledger/domain/settlement/trading.policies.js';
import { settlementPolicy, tradingPolicy } from '@ledger/domain/settlement/trading.policies.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';

/** Policies in force today and the calendar by which last days are moved. */
export interface RulesInForce extends OrderRules {
  readonly calendar: WorkingDays;
}

const policies = [tradingPolicy, settlementPolicy, workingDaysPolicy] as const;

/** Streams of the policies that orders follow, for a look that wants other streams too. */
export const ruleStreams: readonly StreamAsk[] = policies.map(({ name }) => ({
  kind: policyKind,
  stream: policyStream(name),
}));

/** The rules that a look has found. */
export const rulesIn = (view: View, now: string): RulesInForce => {
  const inForce = (definition: PolicyDefinition) => {
    const { state } = view.of(policyKind, policyStream(definition.name));
    const found = versionInForce(withShipped(state, definition), shanghaiDate(now));
    if (found === undefined) throw new Error(`No policy ${definition.name} is in force.`);
    return found;
  };
  const [trading, settlement] = [inForce(tradingPolicy), inForce(settlementPolicy)];
  return {
    trading: { version: trading.version, terms: trading.content as unknown as TradingTerms },
    settlement: {
      version: settlement.version,
      terms: settlement.content as unknown as SettlementTerms,
    },
    calendar: inForce(workingDaysPolicy).content as unknown as WorkingDays,
  };
};

/** Reads the policies that orders follow (pattern 2: evidence in the command). */
@Injectable()
export class TradingRules {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async now(): Promise<RulesInForce> {
    return rulesIn(await this.loop.view(ruleStreams), this.clock.now());
  }
}
