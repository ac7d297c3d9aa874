import type { ClassificationEvent } from '@ledger/domain/classification/classification.events.js';
import { isRaise } from '@ledger/domain/classification/grade.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { offerFold } from './offer.projection.js';

/** How long a reaction waits for the table of offers before it comes again. */
const waitMsMax = 5_000;
/** Offers suspended with one statement. */
const pageMax = 100;

/**
 * Suspends the offers of an asset whose grade was raised. The table only says where to look: it has
 * seen every listing before the raise, and a listing after it was made with the new grade.
 */
@Injectable()
export class OfferSuspensionProcess implements Process {
  readonly name = 'exchange-offer-suspension';
  readonly categories = ['asset'];
  readonly reactsTo: readonly ClassificationEvent['type'][] = ['AssetReclassified'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { data, version, position } = event as RecordedOf<ClassificationEvent>;
    const { assetId, from, to, reason } = data;
    if (!isRaise(from.grade, to.grade)) return;
    if (!(await this.readModels.caughtUp(offerFold.name, position, waitMsMax))) {
      throw new NotYet(`${offerFold.name} has not reached position ${position}.`);
    }
    for (let after = 0; ;) {
      const offers = await this.listed(assetId, position, after);
      for (const { offer_id: offerId } of offers) {
        const asset = { assetId, version };
        await this.suspend(event, { offerId, ground: 'gradeRaised', reason, asset });
      }
      const last = offers.at(-1);
      if (last === undefined || offers.length < pageMax) return;
      if (signal.aborted) throw new NotYet('The rest is suspended elsewhere.');
      after = Number(last.first_position);
    }
  }

  /** Taken down meanwhile: there is nothing left to suspend. */
  private async suspend(
    event: RecordedEvent,
    data: Extract<Parameters<typeof offerKind.decider.decide>[0], { type: 'SuspendOffer' }>['data'],
  ): Promise<void> {
    try {
      const context = reactionTo(event, this.name);
      const stream = `offer-${data.offerId}`;
      await this.loop.handler(offerKind)(stream, { type: 'SuspendOffer', data }, context);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
    }
  }

  /** Standing offers that were drafted before the raise. */
  private listed(
    assetId: string,
    before: number,
    after: number,
  ): Promise<readonly { readonly offer_id: string; readonly first_position: string }[]> {
    return this.dataSource.query(
      `SELECT offer_id, first_position FROM read.offer_view
       WHERE asset_id = $1 AND stage = 'listed' AND last_position < $2::bigint
         AND first_position > $3::bigint
       ORDER BY first_position LIMIT $4::integer`,
      [assetId, before, after, pageMax],
    );
  }
}
