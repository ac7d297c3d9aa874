import { shanghaiDate } from '@ledger/domain/calendar.js';
import { needKind } from '@ledger/domain/need/need.decider.js';
import type { NeedTerms } from '@ledger/domain/need/need.events.js';
import { isTold, matchingOf } from '@ledger/domain/need/need-matching.js';
import { needMatchingPolicy } from '@ledger/domain/need/need-matching.policy.js';
import { needStream } from '@ledger/domain/need/need.state.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import type { OfferEvent } from '@ledger/domain/offer/offer.events.js';
import { allPieces } from '@ledger/domain/search/terms.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { needFold } from './need.projection.js';

/** How long a reaction waits for the table of needs before it comes again. */
const waitMsMax = 5_000;
/** Needs that are compared with one statement. */
const pageMax = 200;

interface Sought {
  readonly need_id: string;
  readonly terms: NeedTerms;
}

/**
 * Tells owners of needs of an offer that was listed or has changed. The table only says which needs
 * share a piece of their text with the offer; whether one is met the need's own stream decides.
 */
@Injectable()
export class NeedMatchingProcess implements Process {
  readonly name = 'exchange-need-matching';
  readonly categories = ['offer'];
  readonly reactsTo: readonly OfferEvent['type'][] = ['OfferListed', 'OfferRevised'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const { offerId } = event.data as { readonly offerId: string };
    const { state, version } = await this.loop.load(offerKind, `offer-${offerId}`);
    const today = shanghaiDate(this.clock.now());
    if (state?.stage !== 'listed' || (state.until ?? '') < today) return;
    if (!(await this.readModels.caughtUp(needFold.name, event.position, waitMsMax))) {
      throw new NotYet(`${needFold.name} has not reached position ${event.position}.`);
    }
    const policy = await this.policies.of(needMatchingPolicy);
    const { content, sheet, sellerPartyId } = state;
    const offering = { content, ...(sheet && { sheet }) };
    const met = { offerId, offerVersion: version, sellerPartyId, ...offering, policy };
    const pieces = allPieces([content.name, content.summary].join('\n'));
    const handle = this.loop.handler(needKind);
    for (let after = ''; ;) {
      const page = await this.sharing(pieces, sheet?.category, { today, after });
      for (const { need_id: needId, terms } of page) {
        if (!isTold(matchingOf(terms, offering, policy.content), policy.content)) continue;
        const data = { needId, ...met };
        await handle(needStream(needId), { type: 'NoteMatch', data }, reactionTo(event, this.name));
      }
      const last = page.at(-1);
      if (last === undefined || page.length < pageMax) return;
      if (signal.aborted) throw new NotYet('The rest is told elsewhere.');
      after = last.need_id;
    }
  }

  /** Open needs that share a piece with the offer and do not ask for another category. */
  private sharing(
    pieces: readonly string[],
    category: string | undefined,
    { today, after }: { readonly today: string; readonly after: string },
  ): Promise<readonly Sought[]> {
    return this.dataSource.query(
      // Apart from its order, so that the index of pieces is asked and not the key walked along.
      `WITH sharing AS MATERIALIZED (
         SELECT need_id, terms FROM read.need
         WHERE pieces && $1::text[] AND NOT is_closed AND until >= $2::text AND need_id > $3::text
           AND (category IS NULL OR $4::text IS NULL OR category = $4::text))
       SELECT need_id, terms FROM sharing ORDER BY need_id LIMIT $5::integer`,
      [pieces, today, after, category ?? null, pageMax],
    );
  }
}
