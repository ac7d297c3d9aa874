import { type DateText, shanghaiDate } from '@ledger/domain/calendar.js';
import type { VoucherContent } from '@ledger/domain/accounting/journal.events.js';
import { type Bookkeeping, bookkeepingPolicy } from '@ledger/domain/journal/bookkeeping.policy.js';
import { chartInForce, type ChartInForce } from '@ledger/domain/journal/chart.js';
import {
  type Chart,
  financialChartPolicy,
  generalChartPolicy,
} from '@ledger/domain/journal/chart.policies.js';
import type { JsonObject } from '@ledger/domain/json.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import type { PolicyDefinition } from '@ledger/domain/policy/policy.definition.js';
import {
  type PolicyState,
  policyStream,
  versionInForce,
  withShipped,
} from '@ledger/domain/policy/policy.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';

/** How an entity keeps its books: who posts, and on which accounts. */
export interface BookkeepingInForce {
  readonly facts: Bookkeeping['facts'];
  readonly persons: Bookkeeping['persons'];
  /** What a voucher stores of it. */
  readonly reference: NonNullable<VoucherContent['bookkeeping']>;
  readonly chart: ChartInForce;
}

type Read = (stream: string) => PolicyState | undefined;

interface Found {
  readonly policy: string;
  readonly version: number;
  readonly content: JsonObject;
}

/**
 * Policies of an entity for its vouchers, as they are in force on the day of the posting (pattern 2:
 * evidence in the command): who brings an earlier year into the ledger books it on today's chart.
 */
@Injectable()
export class Bookkeepings {
  /** A chart is asked for every voucher and never changes. */
  private readonly charts = new WeakMap<JsonObject, Map<string, ChartInForce>>();
  private readonly shipped = new Map<string, Found>();

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of(entityPartyId: string): Promise<BookkeepingInForce> {
    const date = shanghaiDate(this.clock.now());
    const all = [bookkeepingPolicy, generalChartPolicy, financialChartPolicy];
    const streams = all.flatMap(({ name }) => [
      policyStream(name),
      policyStream(name, entityPartyId),
    ]);
    const { states } = await this.loop.loadMany(policyKind, streams);
    const read: Read = (stream) => states.get(stream)?.state;
    const { policy, version, content } = this.inForce(bookkeepingPolicy, entityPartyId, date, read);
    const { enterprise, facts, persons } = content as unknown as Bookkeeping;
    const chartPolicy = enterprise === 'financial' ? financialChartPolicy : generalChartPolicy;
    const chart = this.chartOf(this.inForce(chartPolicy, entityPartyId, date, read));
    return { facts, persons, reference: { policy, version, persons }, chart };
  }

  /** The chart that a run began with, whatever was adopted since. */
  async chartAt({ policy, version }: VoucherContent['chart']): Promise<ChartInForce> {
    const { state } = await this.loop.load(policyKind, policyStream(policy));
    const content = state.versions[version - 1]?.content ?? this.shipped.get(policy)?.content;
    if (content === undefined) throw new Error(`Policy ${policy} has no version ${version}.`);
    return this.chartOf({ policy, version, content });
  }

  /** The entity's own version where one is in force, else the ledger's, else what was shipped. */
  private inForce(
    definition: PolicyDefinition,
    entityPartyId: string,
    date: DateText,
    read: Read,
  ): Found {
    const { name } = definition;
    const own = read(policyStream(name, entityPartyId));
    const ownInForce = own && versionInForce(own, date);
    if (ownInForce !== undefined) return { policy: `${name}-${entityPartyId}`, ...ownInForce };
    const adopted = versionInForce(read(policyStream(name)) ?? { versions: [] }, date);
    if (adopted !== undefined) return { policy: name, ...adopted };
    const known = this.shipped.get(name);
    if (known !== undefined) return known;
    const inForce = versionInForce(withShipped(undefined, definition), date);
    if (inForce === undefined) throw new Error(`Policy ${name} is not in force on ${date}.`);
    const found = { policy: name, ...inForce };
    this.shipped.set(name, found);
    return found;
  }

  private chartOf({ policy, version, content }: Found): ChartInForce {
    const versions = this.charts.get(content) ?? new Map<string, ChartInForce>();
    this.charts.set(content, versions);
    const key = `${policy}@${version}`;
    const chart = versions.get(key) ?? chartInForce(policy, version, content as unknown as Chart);
    versions.set(key, chart);
    return chart;
  }
}
