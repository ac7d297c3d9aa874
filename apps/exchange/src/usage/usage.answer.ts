import type {
  FlaggedUseDto,
  MeterDto,
  UsageBatchDto,
  UsageBatchWithEventsDto,
  UsageDto,
} from '@ledger/contracts/usage/usage.dto.js';
import { entitlementOf, meteringOf } from '@ledger/domain/entitlement/entitlement.js';
import type { Quota } from '@ledger/domain/usage/metering.js';
import type { PeriodName, RecordedUse, UsageEvent } from '@ledger/domain/usage/usage.events.js';
import type { UsagePeriod } from '@ledger/domain/usage/usage.state.js';
import { countedUnder, noUse, underQuota } from '@ledger/domain/usage/usage.totals.js';
import type { UsageTotals } from '@ledger/domain/usage/usage.totals.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import type { OpenedOrder } from '@ledger/http/orders/order-door.js';

/** Meters and gaps shown in one answer. */
const metersShownMax = 1_000;
const gapsShownMax = 20;

/** What the use of an order has come to, for either side. */
export const usageAnswer = ({ placed, usage }: OpenedOrder, month: string): UsageDto => {
  const entitlement = entitlementOf(placed);
  const { unit, quota } = meteringOf(placed);
  const totals = usage.state?.totals ?? noUse;
  const months = underQuota(totals, quota);
  const sum = (of: 'counted' | 'withinQuota' | 'overQuota'): number =>
    months.reduce((total, one) => total + one[of], 0);
  return {
    orderId: placed.orderId,
    unit,
    ...(quota && { quota }),
    ...(entitlement && { from: entitlement.from }),
    ...(entitlement?.until !== undefined && { until: entitlement.until }),
    counted: sum('counted'),
    withinQuota: sum('withinQuota'),
    overQuota: sum('overQuota'),
    ...(quota && { remaining: remainingOf(quota, totals, month) }),
    uncounted: totals.uncounted,
    months,
    meters: usage.state === undefined ? [] : metersIn(usage.state),
    position: usage.position,
  };
};

/** Units left of a quota; of a monthly one in that month. */
export const remainingOf = (quota: Quota, totals: UsageTotals, month: string): number =>
  Math.max(0, quota.quantity - countedUnder(quota, totals, month));

const metersIn = ({ meters }: UsagePeriod): readonly MeterDto[] =>
  [...meters]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, metersShownMax)
    .map(([meterId, { seen }]) => {
      const missing = seen.missing(gapsShownMax);
      return { meterId, highest: seen.highest, ...(missing !== '' && { missing }) };
    });

/** The uses that a batch's events recorded, and those of them that do not count. */
export const recordedIn = (events: readonly UsageEvent[]): readonly RecordedUse[] =>
  events.flatMap(({ type, data }) => (type === 'UsageRecorded' ? data.events : []));

export const flaggedIn = (uses: readonly RecordedUse[]): readonly FlaggedUseDto[] =>
  uses.flatMap(({ sequence, ground }) => (ground === undefined ? [] : [{ sequence, ground }]));

/** An event of use, as a log holds it. */
export type RecordedBatch = RecordedEvent<Extract<UsageEvent, { readonly type: 'UsageRecorded' }>>;

export const batchAnswer = ({ month, part }: PeriodName, batch: RecordedBatch): UsageBatchDto => {
  const { meterId, events, requestLogDigest } = batch.data;
  const sequences = events.map(({ sequence }) => sequence);
  const counting = events.filter(({ ground }) => ground === undefined);
  return {
    id: `${month}.${part}.${batch.version}`,
    meterId,
    first: Math.min(...sequences),
    last: Math.max(...sequences),
    uses: events.length,
    counted: counting.reduce((sum, { quantity }) => sum + quantity, 0),
    flagged: events.length - counting.length,
    requestLogDigest,
    recordedAt: batch.recordedAt,
    position: batch.position,
  };
};

export const batchWithEvents = (
  period: PeriodName,
  batch: RecordedBatch,
): UsageBatchWithEventsDto => ({ ...batchAnswer(period, batch), events: batch.data.events });
