import type { CollateralEntry } from '@ledger/domain/financing/financing.events.js';
import { financingKind } from '@ledger/domain/financing/financing.decider.js';
import type { FinancingEvent } from '@ledger/domain/financing/financing.events.js';
import { financingStream } from '@ledger/domain/financing/financing.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream, type Title } from '@ledger/domain/title/title.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { type RecordedEvent, type RecordedOf, subjectOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { financingFold } from './financing.projection.js';
import { FinancingRows } from './financing-rows.js';

type Accepted = Extract<RecordedOf<FinancingEvent>, { readonly type: 'OfferAccepted' }>;
type Pledge = Title['pledges'] extends ReadonlyMap<string, infer P> ? P : never;

const patienceMs = 5_000;

/**
 * Tells a facility when a pledge under its contract is registered, whichever of the two was first:
 * the pledge finds its facility by contract and lender, and the acceptance finds its pledges.
 */
@Injectable()
export class FinancingCollateralProcess implements Process {
  readonly name = 'financing-collateral';
  readonly categories = ['title', 'financing'];
  readonly reactsTo = ['PledgeRegistered', 'PledgeConfirmed', 'OfferAccepted'];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(FinancingRows) private readonly rows: FinancingRows,
  ) {
    this.handle = loop.handler(financingKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    if (event.type === 'OfferAccepted') return this.onAcceptance(event as Accepted);
    const { pledgeId } = event.data as { readonly pledgeId: string };
    const assetId = subjectOf(event.stream);
    const title = await this.title(assetId);
    const pledge = title.pledges.get(pledgeId);
    if (pledge?.registered === undefined) return;
    if (!(await this.readModels.caughtUp(financingFold.name, event.position, patienceMs)))
      throw new NotYet('The table of facilities is behind.');
    const { contractDigest } = pledge.terms;
    const ids = await this.rows.underContract(contractDigest, pledge.pledgeePartyId);
    for (const financingId of ids) await this.perfect(event, financingId, assetId, pledge);
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
    const { pledgeId, holdingId, pledgeePartyId, terms, remaining, rankKey } = pledge;
    await this.handle(
      financingStream(financingId),
      {
        type: 'PerfectCollateral',
        data: {
          financingId,
          assetId,
          holdingId,
          pledgeId,
          pledgeePartyId,
          contractDigest: terms.contractDigest,
          secured: remaining,
          titleVersion: rankKey.titleVersion,
        },
      },
      reactionTo(event, this.name, pledgeId),
    );
  }
}
