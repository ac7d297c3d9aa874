import { shanghaiDate, type WorkingDays } from '@ledger/domain/calendar.js';
import type { OrderRules } from '@ledger/domain/order/order.commands.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import { settlementPolicy, tradingPolicy } from '@ledger/domain/settlement/trading.policies.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { View } from '@ledger/event-store/stream-reader.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { Inject, Injectable } from '@nestjs/common';

/** Policies in force today and the calendar by which last days are moved. */
export interface RulesInForce extends OrderRules {
  readonly calendar: WorkingDays;
}

/** Streams of the policies that orders follow, for a look that wants other streams too. */
export const ruleStreams = policyAsks([tradingPolicy, settlementPolicy, workingDaysPolicy]);

/** The rules that a look has found. */
export const rulesIn = (view: View, now: string): RulesInForce => {
  const today = shanghaiDate(now);
  const trading = policyIn(view, tradingPolicy, today);
  const settlement = policyIn(view, settlementPolicy, today);
  return {
    trading: { version: trading.version, terms: trading.content },
    settlement: { version: settlement.version, terms: settlement.content },
    calendar: policyIn(view, workingDaysPolicy, today).content,
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
