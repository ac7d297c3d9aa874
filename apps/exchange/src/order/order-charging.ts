import { entitlementOf } from '@ledger/domain/entitlement/entitlement.js';
import type { ChargeDue } from '@ledger/domain/order/charge.commands.js';
import { agreedPlan } from '@ledger/domain/order/charge.state.js';
import type { InPlaceOf } from '@ledger/domain/order/order.commands.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { OrderState, PlacedOrder } from '@ledger/domain/order/order.state.js';
import { isMetered } from '@ledger/domain/pricing/price-plan.js';
import { refuse } from '@ledger/domain/refusal.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import { sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import { noUse, underQuota } from '@ledger/domain/usage/usage.totals.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { TradingRules } from './trading-rules.js';

/** What other streams say, for charges (pattern 2: evidence in the command). */
export type ChargeEvidence = Pick<ChargeDue['data'], 'rules' | 'calendar' | 'sharing'>;

/** Reads what a charge rests on, and charges what is due. */
@Injectable()
export class OrderCharging {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(UsageLook) private readonly look: UsageLook,
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {}

  /** Policies of today, and the agreement that the seller named with all its versions. */
  async evidence({ sharingId }: PlacedOrder): Promise<ChargeEvidence> {
    const { settlement: rules, calendar } = await this.rules.now();
    if (sharingId === undefined) return { rules, calendar };
    const { state } = await this.loop.load(sharingKind, sharingStream(sharingId));
    const versions = (state?.versions ?? []).map(({ version, from, terms }) => ({
      version,
      from,
      terms,
    }));
    return { rules, calendar, sharing: { sharingId, versions } };
  }

  /** Charges all that is due by now: fees, months of use, minimums. */
  async due(
    orderId: string,
    context: CommandContext,
    side: InPlaceOf = {},
  ): Promise<Outcome<OrderEvent, OrderState>> {
    const { order, usage, asOf: position } = await this.look.of(orderId);
    const placed = order.state ?? refuse('order_not_found', { orderId });
    const evidence = await this.evidence(placed);
    const months = isMetered(agreedPlan(placed.terms))
      ? underQuota(usage.state?.totals ?? noUse, entitlementOf(placed)?.metering.quota).map(
          ({ month, withinQuota: billable }) => ({ month, billable }),
        )
      : [];
    const data = { orderId, ...evidence, usage: { months, position }, ...side };
    return this.handle(orderStream(orderId), { type: 'ChargeDue', data }, context);
  }
}
