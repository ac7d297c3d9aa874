import { type DateText, shanghaiDate } from '@ledger/domain/calendar.js';
import type { PolicyReference, VoucherContent } from '@ledger/domain/accounting/journal.events.js';
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
  type PolicyVersion,
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
  readonly reference: PolicyReference;
  readonly content: JsonObject;
}

/**
 * Policies of an entity for its vouchers, as they are in force on the day of the posting (pattern 2:
 * evidence in the command): who brings an earlier year into the ledger books it on today's chart.
 */
@Injectable()
export class Bookkeepings {
  /** A chart is asked for every voucher and never changes. */
  private readonly charts = new WeakMap<JsonObject, ChartInForce>();
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
    const { reference, content } = this.inForce(bookkeepingPolicy, entityPartyId, date, read);
    const { enterprise, facts, persons } = content as Bookkeeping;
    const chartPolicy = enterprise === 'financial' ? financialChartPolicy : generalChartPolicy;
    const chart = this.chartOf(this.inForce(chartPolicy, entityPartyId, date, read));
    return { facts, persons, reference: { ...reference, persons }, chart };
  }

  /** The chart that a run began with, whatever was adopted since. */
  async chartAt(reference: PolicyReference): Promise<ChartInForce> {
    const { policy, version, partyId } = reference;
    const { state } = await this.loop.load(policyKind, policyStream(policy, partyId));
    const definition = [generalChartPolicy, financialChartPolicy].find(
      ({ name }) => name === policy,
    );
    if (definition === undefined) throw new Error(`${policy} is no chart of accounts.`);
    // Nobody may have appended what was shipped yet: it is version 1 all the same.
    const { versions } = partyId === undefined ? withShipped(state, definition) : state;
    const content = versions[version - 1]?.content;
    if (content === undefined) throw new Error(`Policy ${policy} has no version ${version}.`);
    return this.chartOf({ reference, content });
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
    if (ownInForce !== undefined) return found(name, ownInForce, entityPartyId);
    const adopted = versionInForce(read(policyStream(name)) ?? { versions: [] }, date);
    if (adopted !== undefined) return found(name, adopted);
    const known = this.shipped.get(name);
    if (known !== undefined) return known;
    const inForce = versionInForce(withShipped(undefined, definition), date);
    if (inForce === undefined) throw new Error(`Policy ${name} is not in force on ${date}.`);
    const shipped = found(name, inForce);
    this.shipped.set(name, shipped);
    return shipped;
  }

  private chartOf({ reference, content }: Found): ChartInForce {
    const known = this.charts.get(content);
    if (known !== undefined) return known;
    const chart = chartInForce(reference, content as Chart);
    this.charts.set(content, chart);
    return chart;
  }
}

const found = (policy: string, { version, content }: PolicyVersion, partyId?: string): Found => ({
  reference: { policy, version, ...(partyId === undefined ? {} : { partyId }) },
  content,
});
