import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { assessorPolicy } from '@ledger/domain/offer/assessor.policy.js';
import type { AssessorFound } from '@ledger/domain/offer/assessor.js';
import { type DataSheet, dataSheetOf } from '@ledger/domain/offer/data-sheet.js';
import type { LicensingEvidence } from '@ledger/domain/offer/licensing-evidence.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { ownOffer } from '@ledger/domain/offer/own-offer.js';
import { samplePolicy, type SampleTerms } from '@ledger/domain/offer/sample.policy.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import { tradingGatesPolicy } from '@ledger/domain/offer/trading-gates.policy.js';
import { gateEvidence, type GateEvidence } from '@ledger/domain/offer/trading-gates.js';
import { type InForce, ownInForce } from '@ledger/domain/policy/in-force.js';
import { policyKind } from '@ledger/domain/policy/policy.decider.js';
import { policyStream } from '@ledger/domain/policy/policy.state.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { partyStream } from '@ledger/domain/party/party.state.js';
import { standInsFor } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

const policies = policyAsks([tradingGatesPolicy, samplePolicy]);

/** What a listing is checked against, all as of one position of the log. */
export interface ListingFacts {
  readonly licensing: LicensingEvidence;
  readonly gates: GateEvidence;
  readonly samples: InForce<SampleTerms>;
  readonly sheet?: DataSheet;
}

/** Reads what title, asset and policies say about an offer, for its listing (rule pattern 2). */
@Injectable()
export class ListingEvidence {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.titles = new TitleParties(loop);
  }

  /** Of an offer that the caller may change: another's is refused before anything is said of it. */
  async ofOwn(
    offerId: string,
    partyId: string,
    standsFor: readonly string[],
  ): Promise<ListingFacts> {
    const { state } = await this.loop.load(offerKind, `offer-${offerId}`);
    ownOffer(state, offerId, { partyId, standsFor });
    return this.of(offerId, partyId);
  }

  /** As the title stands for whoever acts in the seller's place, or for the seller's first heir. */
  async of(offerId: string, actorPartyId: string): Promise<ListingFacts> {
    const { state } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const { sellerPartyId, content } = state;
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const asset = { kind: assetKind, stream: assetStream(content.assetId) };
    const { title, view } = await this.titles.look(content.assetId, {
      partyIds: [sellerPartyId],
      streams: [asset, ...policies],
    });
    const held = view.of(assetKind, asset.stream);
    const sheet = dataSheetOf(held, title, content.holdingId);
    const sellers = standInsFor(title, sellerPartyId, today).map(({ partyId }) => partyId);
    const seller = sellers.includes(actorPartyId) ? actorPartyId : (sellers[0] ?? sellerPartyId);
    return {
      licensing: licensingEvidence(
        resolved(title, today),
        { ...state, sellerPartyId: seller },
        now,
      ),
      gates: gateEvidence(held, policyIn(view, tradingGatesPolicy, today)),
      samples: policyIn(view, samplePolicy, today),
      ...(sheet && { sheet }),
    };
  }

  /** Who is said to have assessed an offer: whether it is registered, and what it is admitted for. */
  async assessor(partyId: string): Promise<AssessorFound> {
    const [party, asks] = [partyStream(partyId), policyAsks([assessorPolicy], partyId)];
    const [view, { joint: standsFor }] = await Promise.all([
      this.loop.view([{ kind: partyKind, stream: party }, ...asks]),
      this.standings.of(partyId),
    ]);
    const own = view.of(policyKind, policyStream(assessorPolicy.name, partyId)).state;
    const admission = ownInForce(assessorPolicy, shanghaiDate(this.clock.now()), own);
    const isRegistered = view.of(partyKind, party).version > 0;
    return { isRegistered, standsFor, ...(admission && { admission }) };
  }
}
