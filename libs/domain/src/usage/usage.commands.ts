import type { Meta } from '../decider.js';
import type { Entitlement } from '../entitlement/entitlement.js';
import type { OrderStage } from '../order/order.state.js';
import type { MeteringTerms } from './metering.policy.js';
import type { PeriodName, UsageLine } from './usage.events.js';
import type { UsagePeriod } from './usage.state.js';

/** The order as the handler read it (rule pattern 2: evidence in the command). */
export interface MeteredOrder {
  readonly version: number;
  readonly stage: OrderStage;
  readonly sellerPartyId: string;
  readonly buyerPartyId: string;
  /** Absent: the order gives no right to use. */
  readonly entitlement?: Entitlement;
}

/**
 * Records what one meter reports, once for each sequence number. On a period that is closed nothing
 * happens: its state names the next one, where the caller goes on.
 */
export type RecordUsage = {
  readonly type: 'RecordUsage';
  readonly data: {
    readonly orderId: string;
    readonly meterId: string;
    readonly lines: readonly UsageLine[];
    readonly requestLogDigest: string;
    readonly order: MeteredOrder;
    /** The parties in whose place the caller's organisation stands, itself among them. */
    readonly standsFor: readonly string[];
    readonly policy: { readonly version: number; readonly terms: MeteringTerms };
    /** The period of this stream. */
    readonly period: PeriodName;
    /**
     * The closed period before it, from which it opens. It cannot change any more, so it is never
     * stale. Absent on the first of the order, and where the period is known to be open.
     */
    readonly previous?: UsagePeriod;
  };
  readonly meta: Meta;
};

export type UsageCommand = RecordUsage;
