import { Refused } from '../../refusal.js';
import type { RefusalCode } from '../../refusal.js';
import { usageKind } from '../usage.decider.js';
import type { PeriodName, UsageEvent, UsageLine } from '../usage.events.js';
import { usageStream } from '../usage.state.js';
import type { UsagePeriod, UsageState } from '../usage.state.js';
import { march, orderId, report } from './usage-samples.js';
import type { Report } from './usage-samples.js';

const { decide, evolve } = usageKind.decider;

/** All periods of the sample order, kept as a log keeps them, and recorded to as a service does. */
export class UsageChain {
  /** Events by stream, in the order in which the streams came into being. */
  readonly streams = new Map<string, UsageEvent[]>();

  /** The period at the end of the chain, folded anew from its own events. */
  get last(): UsageState {
    let last = this.state(march);
    for (let next = last && this.following(last); next; next = this.following(next)) last = next;
    return last;
  }

  /** Answers the code of the refusal, where the batch was refused. */
  record(lines: readonly UsageLine[], more: Report = {}): RefusalCode | undefined {
    let period: PeriodName = march;
    let previous: UsagePeriod | undefined;
    for (;;) {
      const command = report(lines, { ...more, period, ...(previous && { previous }) });
      let events: readonly UsageEvent[];
      try {
        events = decide(command, this.state(period));
      } catch (error) {
        if (error instanceof Refused) return error.code;
        throw error;
      }
      this.events(period).push(...events);
      const state = this.state(period);
      if (state?.next === undefined) return undefined;
      if (events.some(({ type }) => type === 'UsageRecorded')) return undefined;
      [period, previous] = [state.next, state];
    }
  }

  private following({ next }: UsagePeriod): UsageState {
    return next && this.state(next);
  }

  private state(period: PeriodName): UsageState {
    const none: UsageState = undefined;
    return this.events(period).reduce<UsageState>(evolve, none);
  }

  private events(period: PeriodName): UsageEvent[] {
    const stream = usageStream(orderId, period);
    const known = this.streams.get(stream);
    if (known !== undefined) return known;
    const none: UsageEvent[] = [];
    this.streams.set(stream, none);
    return none;
  }
}
