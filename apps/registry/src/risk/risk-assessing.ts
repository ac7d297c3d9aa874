import { watchKind, watchStream } from '@ledger/domain/alert/alert.decider.js';
import { riskMonitorPolicy } from '@ledger/domain/alert/risk-monitor.policy.js';
import { type Assessment, risksOf } from '@ledger/domain/alert/risk.js';
import type { Judging, Stake } from '@ledger/domain/alert/risk.stake.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { addWorkingDays, shanghaiDate } from '@ledger/domain/calendar.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import { lendingPolicy } from '@ledger/domain/financing/lending.policy.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { workingDaysPolicy } from '@ledger/domain/policy/working-days.policy.js';
import { pledgeClocksPolicy } from '@ledger/domain/title/pledge.policies.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { valuationKind } from '@ledger/domain/valuation/valuation.decider.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { watchIdOf } from '@ledger/event-store/ids.js';
import type { StreamAsk, View } from '@ledger/event-store/stream-reader.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { TitleDoor } from '@ledger/http/titles/title-door.js';
import { Inject, Injectable } from '@nestjs/common';
import { RiskRows } from './risk-rows.js';

/** Policies that say when a party is told; its own wins over the ledger's. */
const own = [lendingPolicy, riskMonitorPolicy];
const common = [...own, pledgeClocksPolicy, workingDaysPolicy];

/**
 * Looks at what a party has at stake in an asset, all of it as of one position of the log, and
 * hands what it finds to the watch (pattern 2: evidence in the command), which tells what is new
 * and what is over. Looking once more changes nothing.
 */
@Injectable()
export class RiskAssessing {
  /** The look that is under way in each watch: a later one waits, or it would be overtaken. */
  private readonly underWay = new Map<string, Promise<unknown>>();

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(TitleDoor) private readonly door: TitleDoor,
    @Inject(RiskRows) private readonly rows: RiskRows,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /**
   * Answers how many facts it recorded. Who was merged or divided has nothing at stake any more:
   * whoever stands in its place has, and gets what was on its list.
   */
  async assess(partyId: string, assetId: string, context: CommandContext): Promise<number> {
    const standing = await this.standings.of(partyId);
    if (standing.sole.includes(partyId)) return this.inTurn(standing, assetId, context);
    const [heir] = (await this.standings.standIns([partyId])).of(partyId);
    if (heir === undefined || heir === partyId) return 0;
    const handedOn = await this.handOn(partyId, heir, assetId, context);
    const ended = await this.inTurn(standing, assetId, context);
    const found = await this.inTurn(await this.standings.of(heir), assetId, context);
    return handedOn + ended + found;
  }

  /** What somebody who is gone had on its list is on its successor's: first there, then no longer here. */
  private async handOn(
    partyId: string,
    heir: string,
    assetId: string,
    context: CommandContext,
  ): Promise<number> {
    const watchId = watchIdOf(partyId, assetId);
    const { state } = await this.loop.load(watchKind, watchStream(watchId));
    if (state.listed === undefined) return 0;
    const { note } = state.listed;
    const own = watchIdOf(heir, assetId);
    const watch = { watchId: own, assetId, forPartyId: heir, ...(note !== undefined && { note }) };
    const { idempotency: _, ...plain } = context;
    const handle = this.loop.handler(watchKind);
    await handle(watchStream(own), { type: 'WatchAsset', data: watch }, plain);
    const end = { watchId, reason: 'succeeded' };
    const { events } = await handle(
      watchStream(watchId),
      { type: 'UnwatchAsset', data: end },
      plain,
    );
    return events.length;
  }

  private inTurn(standing: Standing, assetId: string, context: CommandContext): Promise<number> {
    const watchId = watchIdOf(standing.partyId, assetId);
    const before = this.underWay.get(watchId) ?? Promise.resolve();
    const look = before.then(
      () => this.look(standing, assetId, context),
      () => this.look(standing, assetId, context),
    );
    this.underWay.set(watchId, look);
    const done = (): void => {
      if (this.underWay.get(watchId) === look) this.underWay.delete(watchId);
    };
    look.then(done, done);
    return look;
  }

  private async look(
    standing: Standing,
    assetId: string,
    context: CommandContext,
  ): Promise<number> {
    const { partyId } = standing;
    const watchId = watchIdOf(partyId, assetId);
    const { grounds, risks, nextOn } = await this.found(standing, assetId);
    const data = {
      ...{ watchId, partyId, assetId, grounds, risks },
      ...(nextOn !== undefined && { nextOn }),
    };
    // What is so already is not recorded again, so that no key is needed to do it once.
    const { idempotency: _, ...plain } = context;
    const handle = this.loop.handler(watchKind);
    const { events } = await handle(watchStream(watchId), { type: 'AssessRisks', data }, plain);
    return events.length;
  }

  private async found({ partyId, sole }: Standing, assetId: string): Promise<Assessment> {
    if (!sole.includes(partyId)) return { grounds: [], risks: [] };
    const at = this.clock.now();
    const financingIds = await this.rows.facilities(assetId, sole);
    const watch = watchStream(watchIdOf(partyId, assetId));
    const [asset, valuation] = [assetStream(assetId), `valuation-${assetId}`];
    const { view, title, version } = await this.door.parties.look(assetId, {
      streams: [
        { kind: watchKind, stream: watch },
        { kind: partyKind, stream: partyStream(partyId) },
        { kind: assetKind, stream: asset },
        { kind: valuationKind, stream: valuation },
        ...financingIds.map((id) => ({ kind: financingKind, stream: financingStream(id) })),
        ...policiesOf(partyId),
      ],
    });
    const { judging, turns } = judgingBy(view, partyId, at);
    const revenue = await this.rows.revenue(assetId, at, judging.terms.revenueMonths);
    const stake: Stake = {
      partyId,
      isListed: view.of(watchKind, watch).state.listed !== undefined,
      title: resolved(title, shanghaiDate(at)),
      asset: view.of(assetKind, asset).state,
      valuations: view.of(valuationKind, valuation).state,
      facilities: financingIds.map((financingId) => ({
        financingId,
        ...view.of(financingKind, financingStream(financingId)),
      })),
      ...(revenue && { revenue }),
      seen: {
        title: { stream: titleStream(assetId), version },
        asset: { stream: asset, version: view.of(assetKind, asset).version },
        valuation: { stream: valuation, version: view.of(valuationKind, valuation).version },
      },
    };
    const found = risksOf(stake, judging);
    if (found.grounds.length === 0) return found;
    const { succession } = view.of(partyKind, partyStream(partyId)).state;
    const days = [found.nextOn, succession?.on].filter((day) => day !== undefined);
    const [nextOn] = [...turns, ...days].sort();
    return { ...found, ...(nextOn !== undefined && { nextOn }) };
  }
}

const policiesOf = (partyId: string): readonly StreamAsk[] => [
  ...policyAsks(own, partyId),
  ...policyAsks(common),
];

/** The policies of the day, and the days on which others take their place. */
const judgingBy = (
  view: View,
  partyId: string,
  at: string,
): { readonly judging: Judging; readonly turns: readonly string[] } => {
  const today = shanghaiDate(at);
  const { content: clocks } = policyIn(view, pledgeClocksPolicy, today);
  const { content: calendar } = policyIn(view, workingDaysPolicy, today);
  return {
    judging: {
      at,
      lending: policyIn(view, lendingPolicy, today, partyId).content,
      terms: policyIn(view, riskMonitorPolicy, today, partyId).content,
      releaseDueOn: (paidOffOn) => addWorkingDays(paidOffOn, clocks.releaseWorkingDays, calendar),
    },
    turns: policiesOf(partyId)
      .flatMap(({ stream }) => view.of(policyKind, stream).state.versions.map(({ from }) => from))
      .filter((from) => from > today),
  };
};
