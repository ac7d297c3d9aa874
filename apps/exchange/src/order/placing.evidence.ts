import { shanghaiDate } from '@ledger/domain/calendar.js';
import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { type AssetState, assetStream } from '@ledger/domain/asset/asset.state.js';
import type { SourceStatement } from '@ledger/domain/order/contract.events.js';
import { reservesOnTitle } from '@ledger/domain/order/deal.js';
import type { PlaceOrder, SideNow } from '@ledger/domain/order/order.commands.js';
import { countryOf } from '@ledger/domain/party/party-identifier.js';
import { nameOn, type PartyState } from '@ledger/domain/party/party.state.js';
import { boundPledges } from '@ledger/domain/settlement/pay-down.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { Loaded } from '@ledger/event-store/stream-reader.js';
import { rulesIn, ruleStreams } from './trading-rules.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { tradingGatesPolicy } from '@ledger/domain/offer/trading-gates.policy.js';
import { gateEvidence } from '@ledger/domain/offer/trading-gates.js';
import { licensingEvidence } from '@ledger/domain/offer/title-evidence.js';
import { standInFor } from '@ledger/domain/party/standing-in.js';
import { refuse } from '@ledger/domain/refusal.js';
import { resolved } from '@ledger/domain/title/successions.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { Inject, Injectable } from '@nestjs/common';

type Buyer = Pick<CommandContext, 'actor' | 'register'>;

/** All that a placing rests on. */
type Placing = Omit<PlaceOrder['data'], 'orderId' | 'purpose' | 'licenceId' | 'wanted'>;

/**
 * Reads the offer, and for an ordinary deal its title, as an order meets them (rule pattern 2). An
 * order of another kind is not checked here: the title decides when it is asked to reserve.
 */
@Injectable()
export class PlacingEvidence {
  private readonly titles: TitleParties;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.titles = new TitleParties(loop);
  }

  /** `buyer`: who places, with the register in which its token names it. */
  async of(offerId: string, { actor, register }: Buyer): Promise<Placing> {
    const { partyId: buyerPartyId } = actor;
    const { state, version } = await this.loop.load(offerKind, `offer-${offerId}`);
    if (state === undefined) return refuse('offer_not_found', { offerId });
    const { assetId, kind } = state.content;
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const stream = assetStream(assetId);
    const { title, view, parties } = await this.titles.look(assetId, {
      partyIds: [state.sellerPartyId, buyerPartyId],
      streams: [{ kind: assetKind, stream }, ...ruleStreams, ...policyAsks([tradingGatesPolicy])],
    });
    // The deal is with whoever stands in the seller's place on the day.
    const sellerPartyId = standInFor(title, state.sellerPartyId, today);
    const offer = { ...state, sellerPartyId, version };
    const sides = {
      seller: sideNow(sellerPartyId, parties.get(sellerPartyId), today),
      buyer: {
        ...sideNow(buyerPartyId, parties.get(buyerPartyId), today),
        ...(register !== undefined && { isOfOtherRegister: true }),
      },
    };
    const source = sourceOf(assetId, view.of(assetKind, stream));
    const gates = gateEvidence(
      view.of(assetKind, stream),
      policyIn(view, tradingGatesPolicy, today),
    );
    const found = { offer, gates, rules: rulesIn(view, now), sides, source };
    if (reservesOnTitle(kind)) return found;
    const licensing = licensingEvidence(resolved(title, today), offer, now);
    const bound = boundPledges(title, title.licensing.get(offerId)?.consentIds ?? []);
    return { ...found, licensing, bound };
  }
}

/** A side as its own stream describes it, to be kept with the deal (Data Security Law art. 33). */
const sideNow = (
  partyId: string,
  loaded: Pick<Loaded<PartyState>, 'state' | 'version'> | undefined,
  today: string,
): SideNow => {
  if (loaded === undefined || loaded.version === 0) return { partyId, version: 0 };
  const { registration, verification, suspension } = loaded.state;
  const name = nameOn(loaded.state, today);
  const country = registration && countryOf(registration.identifier, registration.country);
  return {
    partyId,
    version: loaded.version,
    ...(registration && {
      identifier: registration.identifier,
      partyClass: registration.partyClass,
    }),
    ...(country !== undefined && { country }),
    ...(name !== undefined && { name }),
    ...(verification && { verification }),
    ...(suspension && { isSuspended: true }),
  };
};

/** What the seller has said of where the data comes from. */
const sourceOf = (
  assetId: string,
  { state, version }: Pick<Loaded<AssetState>, 'state' | 'version'>,
): SourceStatement => {
  const { application, certificateNo } = state;
  return {
    assetId,
    version,
    ...(application && {
      source: application.description.source,
      statement: application.description.summary,
    }),
    ...(certificateNo !== undefined && { certificateNo }),
  };
};
