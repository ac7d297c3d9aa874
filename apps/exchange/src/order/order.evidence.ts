import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { labelOf } from '@ledger/domain/classification/label.js';
import { exportKind } from '@ledger/domain/cross-border/cross-border.decider.js';
import { exportStream } from '@ledger/domain/cross-border/cross-border.state.js';
import { type Abroad, declaredFor } from '@ledger/domain/cross-border/export-gate.js';
import { offerKind } from '@ledger/domain/offer/offer.decider.js';
import { tradingGatesPolicy } from '@ledger/domain/offer/trading-gates.policy.js';
import { deliveredContent, isFoundAnonymised } from '@ledger/domain/offer/opinion.js';
import { gateEvidence } from '@ledger/domain/offer/trading-gates.js';
import { deliveryGate } from '@ledger/domain/order/delivery-gate.js';
import type { DeliveryGate } from '@ledger/domain/order/order.commands.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { orderStream, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import { returnOf } from '@ledger/domain/order/right-return.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { partyKind } from '@ledger/domain/party/party.decider.js';
import { mainland } from '@ledger/domain/party/party-identifier.js';
import { isAbroad, partyStream, type PartyState } from '@ledger/domain/party/party.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { SharingEvidence } from '@ledger/domain/sharing/sharing.evidence.js';
import { sharingKind } from '@ledger/domain/sharing/sharing.decider.js';
import { sharingInForce, sharingStream } from '@ledger/domain/sharing/sharing.state.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { policyAsks, policyIn } from '@ledger/http/policies/policies-in-view.js';
import { Inject, Injectable } from '@nestjs/common';

/** What other streams say, for decisions on orders that run (pattern 2: evidence in the command). */
@Injectable()
export class OrderEvidence {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  async order(orderId: string): Promise<PlacedOrder> {
    const { state } = await this.loop.load(orderKind, orderStream(orderId));
    return state ?? refuse('order_not_found', { orderId });
  }

  /**
   * Title, asset, offer and policy as they are in one moment, and where the data goes abroad what its
   * exporter has declared. `destination`: where the seller says it goes.
   */
  async gate(order: PlacedOrder, destination?: string): Promise<DeliveryGate> {
    const { assetId } = order.content;
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const buyer = partyStream(order.buyerPartyId);
    const [title, asset] = [titleStream(assetId), assetStream(assetId)];
    const offer = `offer-${order.offerId}`;
    const view = await this.loop.view([
      { kind: titleKind, stream: title },
      { kind: assetKind, stream: asset },
      { kind: offerKind, stream: offer },
      ...policyAsks([tradingGatesPolicy]),
      { kind: partyKind, stream: buyer },
    ]);
    const gates = gateEvidence(
      view.of(assetKind, asset),
      policyIn(view, tradingGatesPolicy, today),
    );
    const offered = view.of(offerKind, offer).state;
    const trading = { gates, offer: offered };
    const gate = deliveryGate(view.of(titleKind, title).state, order, trading, now);
    const goesAbroad = destination !== undefined && destination !== mainland;
    if (!goesAbroad && !(await this.isBuyerAbroad(order, view.of(partyKind, buyer).state))) {
      return gate;
    }
    const { grade, origin } = labelOf(view.of(assetKind, asset).state);
    const to = goesAbroad ? destination : undefined;
    const delivered = deliveredContent(order.content, offered?.content);
    const isAnonymised = isFoundAnonymised(offered?.assessments ?? [], delivered, today);
    const year = Number(today.slice(0, 4));
    const abroad: Abroad = {
      year,
      ...(to !== undefined && { destination: to }),
      isImportant: grade === 'important',
      isPersonal: origin === 'personal' && !isAnonymised,
      declared: await this.declared(order, year, to),
    };
    return { ...gate, abroad };
  }

  /** Whether the buyer, or whoever stands in his place by now, is abroad. */
  private async isBuyerAbroad({ buyerPartyId }: PlacedOrder, buyer: PartyState): Promise<boolean> {
    if (buyer.succession === undefined) return isAbroad(buyer);
    const ids = (await this.standings.standIns([buyerPartyId])).of(buyerPartyId);
    const { states } = await this.loop.loadMany(partyKind, ids.map(partyStream));
    return [...states.values()].some(({ state }) => isAbroad(state));
  }

  /** Declarations for an order: the seller's, and those of whoever stands in his place by now. */
  private async declared({ orderId, sellerPartyId }: PlacedOrder, year: number, to?: string) {
    const heirs = (await this.standings.standIns([sellerPartyId])).of(sellerPartyId);
    const streams = [...new Set([sellerPartyId, ...heirs])].map((id) => exportStream(id, year));
    const { states } = await this.loop.loadMany(exportKind, streams);
    return streams.flatMap((stream) => {
      const found = states.get(stream);
      return found === undefined ? [] : declaredFor(found.state, orderId, to);
    });
  }

  /** The transfer by which the right that was sold went back, where it has. */
  async returned(order: PlacedOrder) {
    const { state } = await this.loop.load(titleKind, titleStream(order.content.assetId));
    return returnOf(state, order);
  }

  /** Whose agreement it is; refused where there is none. */
  async sharingOwner(sharingId: string): Promise<{ sharingId: string; ownerPartyId: string }> {
    const { state } = await this.loop.load(sharingKind, sharingStream(sharingId));
    const { ownerPartyId } = state ?? refuse('sharing_not_found', { sharingId });
    return { sharingId, ownerPartyId };
  }

  /** The agreement that the seller named, in the version of the day of the sale. */
  async sharing({
    orderId,
    sharingId,
    contract,
  }: PlacedOrder): Promise<SharingEvidence | undefined> {
    if (sharingId === undefined || contract === undefined) return undefined;
    const { state } = await this.loop.load(sharingKind, sharingStream(sharingId));
    const inForce = state && sharingInForce(state, contract.on);
    if (inForce === undefined) return undefined;
    const taken = state?.taken.get(orderId) ?? new Map<string, bigint>();
    const recovered = [...taken].map(([partyId, minor]) => ({
      partyId,
      amount: fromMinorUnits(minor),
    }));
    return { sharingId, version: inForce.version, terms: inForce.terms, recovered };
  }
}
