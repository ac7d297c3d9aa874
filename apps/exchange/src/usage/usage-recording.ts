import { entitlementOf } from '@ledger/domain/entitlement/entitlement.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { Quota } from '@ledger/domain/usage/metering.js';
import { meteringPolicy } from '@ledger/domain/usage/metering.policy.js';
import type { MeteredOrder, RecordUsage } from '@ledger/domain/usage/usage.commands.js';
import { usageKind } from '@ledger/domain/usage/usage.decider.js';
import type { PeriodName, UsageEvent, UsageLine } from '@ledger/domain/usage/usage.events.js';
import { firstPeriod, usageStream } from '@ledger/domain/usage/usage.state.js';
import type { UsagePeriod, UsageState } from '@ledger/domain/usage/usage.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Busy } from '@ledger/event-store/loop-errors.js';
import type { OrderInUse } from '@ledger/http/orders/usage-look.js';
import { UsageLook } from '@ledger/http/orders/usage-look.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { Inject, Injectable } from '@nestjs/common';

/** Periods that one request may go on through: its own, the next, and some that others open. */
const periodsMax = 20;

/** What one meter reports. */
export interface Report {
  readonly meterId: string;
  readonly lines: readonly UsageLine[];
  readonly requestLogDigest: string;
}

type Recorded = Outcome<UsageEvent, UsageState>;

/** What became of a report, and the quota that it was counted under. */
export interface RecordedReport {
  readonly outcome: Recorded;
  readonly quota?: Quota;
}

type Evidence = Omit<RecordUsage['data'], 'period' | 'previous'>;

/**
 * Records use in the period that is open, and goes on to the next where it is not. That a period is
 * closed is an event of its own stream, so two processes never record in two periods at once.
 */
@Injectable()
export class UsageRecording {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) loop: CommandLoop,
    @Inject(UsageLook) private readonly look: UsageLook,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
  ) {
    this.handle = loop.handler(usageKind);
  }

  async record(orderId: string, report: Report, context: CommandContext): Promise<RecordedReport> {
    const [inUse, { joint: standsFor }, policy] = await Promise.all([
      this.look.of(orderId),
      this.standings.of(context.actor.partyId),
      this.policies.of(meteringPolicy),
    ]);
    const evidence: Evidence = {
      orderId,
      ...report,
      order: meteredOrder(orderId, inUse),
      standsFor,
      policy: { version: policy.version, terms: policy.content },
    };
    const { from = '', metering } = evidence.order.entitlement ?? {};
    const recorded = await this.along(inUse.period ?? firstPeriod(from), evidence, context);
    const outcome = (await this.earlier(recorded, evidence, context)) ?? recorded;
    return { outcome, ...(metering?.quota && { quota: metering.quota }) };
  }

  /** Along the chain of periods, from one of them to the one that takes the report. */
  private async along(
    start: PeriodName,
    evidence: Evidence,
    context: CommandContext,
  ): Promise<Recorded> {
    let period = start;
    let previous: UsagePeriod | undefined;
    for (let hop = 0; hop < periodsMax; hop++) {
      const recorded = await this.in(period, evidence, context, previous);
      const { state } = recorded;
      if (state?.next === undefined || isRecording(recorded)) {
        this.look.remember(evidence.orderId, period);
        return recorded;
      }
      [period, previous] = [state.next, state];
    }
    throw new Busy(`The use of order ${evidence.orderId} fills its periods too fast.`);
  }

  /**
   * The answer that a repeated request got in the period before: it may have been the last that the
   * period took. Uses themselves are never counted twice, whatever their key.
   */
  private async earlier(
    { events, replayed, state }: Recorded,
    evidence: Evidence,
    context: CommandContext,
  ): Promise<Recorded | undefined> {
    const isAnswered = replayed || context.idempotency === undefined;
    if (isAnswered || state?.previous === undefined || events.some(isUse)) return undefined;
    const { ifMatch: _, ...unconditioned } = context;
    const found = await this.in(state.previous, evidence, unconditioned);
    return found.replayed && isRecording(found) ? found : undefined;
  }

  private in(
    period: PeriodName,
    evidence: Evidence,
    context: CommandContext,
    previous?: UsagePeriod,
  ): Promise<Recorded> {
    const data = { ...evidence, period, ...(previous && { previous }) };
    const stream = usageStream(evidence.orderId, period);
    return this.handle(stream, { type: 'RecordUsage', data }, context);
  }
}

const isUse = ({ type }: UsageEvent): boolean => type === 'UsageRecorded';
const isRecording = ({ events }: Recorded): boolean => events.some(isUse);

const meteredOrder = (orderId: string, { order }: OrderInUse): MeteredOrder => {
  const { state, version } = order;
  if (state === undefined) return refuse('order_not_found', { orderId });
  const { stage, sellerPartyId, buyerPartyId } = state;
  const entitlement = entitlementOf(state);
  return { version, stage, sellerPartyId, buyerPartyId, ...(entitlement && { entitlement }) };
};
