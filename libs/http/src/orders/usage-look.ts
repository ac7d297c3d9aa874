import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderState } from '@ledger/domain/order/order.state.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { entitlementOf } from '@ledger/domain/entitlement/entitlement.js';
import { usageKind } from '@ledger/domain/usage/usage.decider.js';
import type { PeriodName } from '@ledger/domain/usage/usage.events.js';
import { firstPeriod, monthOf, usageStream } from '@ledger/domain/usage/usage.state.js';
import type { UsageState } from '@ledger/domain/usage/usage.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

/** Orders whose last period is remembered: where to look first, never what is there. */
const rememberedMax = 100_000;

/** Steps in which the last part of a month is looked for: a statement each doubles the reach. */
const reach = 17;

/** An order and what its use has come to, each as it stands. */
export interface OrderInUse {
  readonly order: Loaded<OrderState>;
  /** The last period of use; where it would be the first, nothing has been recorded. */
  readonly period?: PeriodName;
  readonly usage: Loaded<UsageState>;
  /** The head of the log that this has seen, at least. */
  readonly asOf: number;
}

const unused: Loaded<UsageState> = { state: undefined, version: 0, position: 0 };

/**
 * Finds the end of the chain of periods in which an order's use is recorded, from the log alone:
 * for an order that was asked for lately it takes one look at the log, shared with the order's own.
 */
@Injectable()
export class UsageLook {
  private readonly remembered = new LRUCache<string, PeriodName>({ max: rememberedMax });

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The order with its use (linearizable). */
  async of(orderId: string): Promise<OrderInUse> {
    const hint = this.remembered.get(orderId);
    const asked = { kind: orderKind, stream: orderStream(orderId) };
    const view = await this.loop.view([
      asked,
      ...(hint ? [{ kind: usageKind, stream: usageStream(orderId, hint) }] : []),
    ]);
    const order = view.of(orderKind, asked.stream);
    const { asOf } = view;
    const hinted = hint && view.of(usageKind, usageStream(orderId, hint));
    // Only the first period is remembered before it is opened: then nothing has been recorded yet.
    if (hint && hinted && hinted.state?.next === undefined) {
      return { order, period: hint, usage: hinted, asOf };
    }
    const entitlement = order.state && entitlementOf(order.state);
    if (entitlement === undefined) return { order, usage: unused, asOf };
    const period = await this.last(orderId, entitlement.from);
    this.remembered.set(orderId, period);
    const usage = await this.loop.load(usageKind, usageStream(orderId, period));
    return { order, period, usage, asOf };
  }

  /** Where use was recorded last, so that the next look goes there first. */
  remember(orderId: string, period: PeriodName): void {
    this.remembered.set(orderId, period);
  }

  /** The last period that was opened; none of its successors stands. */
  private async last(orderId: string, from: string): Promise<PeriodName> {
    const first = firstPeriod(from);
    const months = monthsBetween(first.month, monthOf(this.clock.now()));
    const named = months.map((month) => ({ month, part: 1 }));
    let last = (await this.lastOpened(orderId, named)) ?? first;
    for (;;) {
      // Parts of a month follow one another, so the last one that is there can be closed in on.
      const { month, part } = last;
      const steps = Array.from({ length: reach }, (_, step) => ({ month, part: part + 2 ** step }));
      const further = await this.lastOpened(orderId, steps);
      if (further === undefined) return last;
      last = further;
    }
  }

  private async lastOpened(
    orderId: string,
    periods: readonly PeriodName[],
  ): Promise<PeriodName | undefined> {
    const names = periods.map((period) => usageStream(orderId, period));
    const { versions } = await this.log.versions(names);
    return periods.findLast((_, at) => (versions.get(names[at] ?? '') ?? 0) > 0);
  }
}

/** Months in order, both inclusive; the first alone where it lies after the last. */
const monthsBetween = (first: string, last: string): readonly string[] => {
  const months = [first];
  for (let month = first; month < last; months.push(month)) month = monthAfter(month);
  return months;
};

const monthAfter = (month: string): string => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12
    ? `${year + 1}-01`
    : `${month.slice(0, 4)}-${String(number + 1).padStart(2, '0')}`;
};
