import type { CollateralEntry } from '@ledger/domain/financing/financing.events.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import type { FinancingEvent } from '@ledger/domain/financing/financing.events.js';
import type { PerfectedPledge } from '@ledger/domain/financing/facility.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { pledgeStanding } from '@ledger/domain/title/title.standing.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type RecordedEvent, type RecordedOf, subjectOf } from '@ledger/event-store/event.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { financingFold } from './financing.projection.js';
import { FinancingRows } from './financing-rows.js';

type Assigned = Extract<
  RecordedOf<TitleEvent>,
  { readonly type: 'PledgeAssigned' | 'PledgeAssignmentCorrected' }
>;
type Accepted = Extract<RecordedOf<FinancingEvent>, { readonly type: 'OfferAccepted' }>;
type Pledge = Title['pledges'] extends ReadonlyMap<string, infer P> ? P : never;

const patienceMs = 5_000;

/** It went to another lender, or as a correction says, to another than was recorded. */
const isAssignment = (event: RecordedEvent): event is Assigned & RecordedEvent =>
  event.type === 'PledgeAssigned' || event.type === 'PledgeAssignmentCorrected';

/**
 * Tells a facility when a pledge under its contract is registered, whichever of the two was first:
 * the pledge finds its facility by contract and lender, and the acceptance finds its pledges. And it
 * tells a facility when one of its pledges goes to another lender.
 */
@Injectable()
export class FinancingCollateralProcess implements Process {
  readonly name = 'financing-collateral';
  readonly categories = ['title', 'financing'];
  readonly reactsTo = [
    'PledgeRegistered',
    'PledgeConfirmed',
    'PledgeAssigned',
    'PledgeAssignmentCorrected',
    'OfferAccepted',
  ];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(FinancingRows) private readonly rows: FinancingRows,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.handle = loop.handler(financingKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    if (event.type === 'OfferAccepted') return this.onAcceptance(event as Accepted);
    if (!(await this.readModels.caughtUp(financingFold.name, event.position, patienceMs)))
      throw new NotYet('The table of facilities is behind.');
    if (isAssignment(event)) return this.onAssignment(event);
    const { pledgeId } = event.data as { readonly pledgeId: string };
    const assetId = subjectOf(event.stream);
    const title = await this.title(assetId);
    const pledge = title.pledges.get(pledgeId);
    if (pledge?.registered === undefined) return;
    const { contractDigest } = pledge.terms;
    const lenders = await this.lineOf(pledge.pledgeePartyId);
    const ids = await this.rows.underContract(contractDigest, lenders);
    for (const financingId of ids) await this.perfect(event, financingId, assetId, pledge);
  }

  /** Whoever stands in a pledgee's place today, and all in whose place it does. */
  private async lineOf(partyId: string): Promise<readonly string[]> {
    const [today = partyId] = (await this.standings.standIns([partyId])).of(partyId);
    return (await this.standings.of(today)).sole;
  }

  private async onAssignment(event: Assigned): Promise<void> {
    const { assetId, pledgeId, toPartyId } = event.data;
    const streams = (await this.rows.securedBy(assetId)).map(financingStream);
    const { states } = await this.loop.loadMany(financingKind, streams);
    for (const stream of streams) {
      const { perfected = [] } = states.get(stream)?.state ?? {};
      if (!perfected.some((one) => one.pledgeId === pledgeId)) continue;
      const standingPledgeIds = await this.standing(perfected);
      const financingId = subjectOf(stream);
      const moved = { financingId, assetId, pledgeId, toPartyId, titleVersion: event.version };
      const data = { ...moved, standingPledgeIds };
      const context = reactionTo(event, this.name, financingId);
      await this.handle(stream, { type: 'FollowAssignment', data }, context);
    }
  }

  private async standing(pledges: readonly PerfectedPledge[]): Promise<readonly string[]> {
    const streams = [...new Set(pledges.map(({ assetId }) => titleStream(assetId)))];
    const { states } = await this.loop.loadMany(titleKind, streams);
    const now = this.clock.now();
    return pledges.flatMap(({ assetId, pledgeId }) => {
      const pledge = states.get(titleStream(assetId))?.state.pledges.get(pledgeId);
      return pledge && pledgeStanding(pledge, now) === 'registered' ? [pledgeId] : [];
    });
  }

  private async onAcceptance(event: Accepted): Promise<void> {
    const { financingId, contractDigest } = event.data;
    const { state } = await this.loop.load(financingKind, financingStream(financingId));
    const collateral: readonly CollateralEntry[] = state.request?.collateral ?? [];
    for (const assetId of new Set(collateral.map((one) => one.assetId))) {
      const title = await this.title(assetId);
      const pledges = [...title.pledges.values()].filter(
        ({ terms, registered, ended }) =>
          terms.contractDigest === contractDigest &&
          registered !== undefined &&
          ended === undefined,
      );
      for (const pledge of pledges) await this.perfect(event, financingId, assetId, pledge);
    }
  }

  private async title(assetId: string): Promise<Title> {
    return (await this.loop.load(titleKind, titleStream(assetId))).state;
  }

  private async perfect(
    event: RecordedEvent,
    financingId: string,
    assetId: string,
    pledge: Pledge,
  ): Promise<void> {
    const { pledgeId, holdingId, terms, remaining, rankKey } = pledge;
    const pledgeePartyIds = await this.lineOf(pledge.pledgeePartyId);
    await this.handle(
      financingStream(financingId),
      {
        type: 'PerfectCollateral',
        data: {
          financingId,
          assetId,
          holdingId,
          pledgeId,
          pledgeePartyIds,
          contractDigest: terms.contractDigest,
          secured: remaining,
          titleVersion: rankKey.titleVersion,
        },
      },
      reactionTo(event, this.name, pledgeId),
    );
  }
}
