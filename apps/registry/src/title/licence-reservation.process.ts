import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { DealKind } from '@ledger/domain/offer/offer.events.js';
import { isConfirmed, isMoving, reservesOnTitle } from '@ledger/domain/order/deal.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { isUndone, orderStream, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { standInFor } from '@ledger/domain/party/standing-in.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { type PartiedTitle, TitleParties } from '@ledger/http/titles/title-parties.js';
import { timingIn, timingStreams } from '@ledger/http/titles/title-timing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { TitleEvidence } from './title.evidence.js';

const news = [
  'OrderPlaced',
  'OrderContracted',
  'OrderFunded',
  'ContractAmended',
  'RefundPosted',
  'OrderCancelled',
  'OrderTerminated',
  'OrderRefunded',
] as const satisfies readonly OrderEvent['type'][];
type News = Extract<OrderEvent, { type: (typeof news)[number] }>;

/** Deals that are remembered, so that one look at the log is enough the next time. */
const dealsMax = 20_000;

/** What of an order never changes: whether its title decides, and whom a look must name. */
interface Deal {
  readonly kind: DealKind;
  readonly assetId: string;
  readonly partyIds: readonly string[];
}

/** The two sides as they stand on the day: whoever has taken their place. */
interface SidesNow {
  readonly sellerPartyId: string;
  readonly licenseePartyId: string;
}

/**
 * Brings orders of the exchange to the title where it decides on them: reserves when one is placed,
 * grants when it is contracted, releases when it is called off, and ends the grant when a contract is
 * terminated or undone. A right that is sold is kept from the contract until it is paid for, and
 * moves then. What the title refuses is written into the order.
 */
@Injectable()
export class LicenceReservationProcess implements Process {
  readonly name = 'licence-reservation';
  readonly categories = ['order'];
  readonly reactsTo: readonly News['type'][] = news;

  private readonly titles: TitleParties;
  private readonly evidence;
  private readonly deals = new LRUCache<string, Deal>({ max: dealsMax });

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.titles = new TitleParties(loop);
    this.evidence = new TitleEvidence(loop);
  }

  async react(event: RecordedEvent): Promise<void> {
    const { type, data } = event as RecordedOf<News>;
    const { kind, assetId, partyIds } = await this.dealOf(event);
    if (!reservesOnTitle(kind)) return;
    const streams = [{ kind: orderKind, stream: event.stream }, ...timingStreams];
    const found = await this.titles.look(assetId, { partyIds, streams });
    const { state } = found.view.of(orderKind, event.stream);
    if (state === undefined) throw new Error(`${event.stream} begins with no placing.`);
    const attempt = (asking: Asking) => this.attempt(event, state, found, asking);
    // A refusal is decided afresh when it is asked for again: an order that has ended asks no more.
    if (isUndone(state)) return this.giveUp(event, state);
    switch (type) {
      case 'OrderPlaced':
        return attempt(reserving);
      case 'OrderContracted':
        return attempt(isPaidLater(state) ? holding : confirming);
      case 'ContractAmended':
        if (isMoving(state)) return attempt(confirming);
        // Who may pay later is kept the right for as long.
        return data.fundingUntil !== undefined && isPaidLater(state) ? attempt(holding) : undefined;
      case 'OrderFunded':
      case 'RefundPosted':
        return isMoving(state) ? attempt(confirming) : undefined;
      case 'OrderCancelled':
      case 'OrderTerminated':
      case 'OrderRefunded':
        throw new Error(`${event.stream} is not over after ${type}.`);
    }
  }

  private async dealOf({ stream, ...event }: RecordedEvent): Promise<Deal> {
    const known = this.deals.get(stream);
    if (known !== undefined) return known;
    const { type, data } = event as RecordedOf<News>;
    const placed = type === 'OrderPlaced' ? data : (await this.loop.load(orderKind, stream)).state;
    if (placed === undefined) throw new Error(`${stream} begins with no placing.`);
    const { content, sellerPartyId, buyerPartyId } = placed;
    const { kind, assetId } = content;
    const deal = { kind, assetId, partyIds: [sellerPartyId, buyerPartyId] };
    this.deals.set(stream, deal);
    return deal;
  }

  /** What was reserved is released; what was granted ends, for the contract is no more. */
  private async giveUp(event: RecordedEvent, order: PlacedOrder): Promise<void> {
    await this.release(event, order);
    const { assetId } = order.content;
    const stream = titleStream(assetId);
    const { state } = await this.loop.load(titleKind, stream);
    const grantId = reservationIdOf(order);
    const grant = state.grants.get(grantId);
    if (grant === undefined || grant.ended !== undefined) return;
    const data = { assetId, grantId, reason: `order ${order.stage}` };
    const context = reactionTo(event, this.name, 'end');
    await this.loop.handler(titleKind)(stream, { type: 'EndGrant', data }, context);
  }

  /** A refusal of the title ends the order, and whatever was kept for it becomes free at once. */
  private async attempt(
    event: RecordedEvent,
    order: PlacedOrder,
    found: PartiedTitle,
    asking: Asking,
  ): Promise<void> {
    const stream = titleStream(order.content.assetId);
    try {
      const command = await this.informed(order, found, asking);
      // Heard again when the price is there, the contract asks for something else than at first.
      const step = asking === holding ? 'hold' : '';
      await this.loop.handler(titleKind)(stream, command, reactionTo(event, this.name, step));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { version: titleVersion } = await this.loop.load(titleKind, stream);
      const { orderId } = order;
      const data = { orderId, code: error.code, obstacles: error.obstacles, titleVersion };
      await this.loop.handler(orderKind)(
        orderStream(orderId),
        { type: 'RefuseLicence', data },
        reactionTo(event, this.name),
      );
      await this.release(event, order);
    }
  }

  /** With the clocks, the successors of both sides and the buyer's registration (pattern 2). */
  private async informed(
    order: PlacedOrder,
    { title, facts, view }: PartiedTitle,
    asking: Asking,
  ): Promise<CommandInput<TitleCommand>> {
    const { kind, sellerPartyId, buyerPartyId } = order;
    const at = this.clock.now();
    const today = shanghaiDate(at);
    const now = {
      sellerPartyId: standInFor(title, sellerPartyId, today),
      licenseePartyId: standInFor(title, buyerPartyId, today),
    };
    const transfereeEvidence =
      kind === 'transfer' ? await this.evidence.buyer(now.licenseePartyId) : [];
    const timing = timingIn(view, at);
    const command = asking(order, { ...now, transfereeEvidence, timing });
    if (facts.length === 0) return command;
    const data = { ...command.data, parties: facts };
    return { ...command, data } as CommandInput<TitleCommand>;
  }

  /** Where nothing was reserved, or it was carried out, there is nothing to release. */
  private async release(event: RecordedEvent, order: PlacedOrder): Promise<void> {
    const { assetId } = order.content;
    const stream = titleStream(assetId);
    const { state } = await this.loop.load(titleKind, stream);
    const reservationId = reservationIdOf(order);
    const reservation = state.reservations.get(reservationId);
    if (reservation === undefined || reservation.grantedVersion !== undefined) return;
    const data = { assetId, reservationId };
    const context = reactionTo(event, this.name, 'release');
    await this.loop.handler(titleKind)(stream, { type: 'ReleaseReservation', data }, context);
  }
}

/** A sale of the right of which the price is not there yet. */
const isPaidLater = (order: PlacedOrder): boolean =>
  order.kind === 'transfer' && !isConfirmed(order) && !isMoving(order);

/** One order has one reservation, whose id anybody can derive. */
const reservationIdOf = ({ orderId }: PlacedOrder): string => derivedId('reservation', orderId);

type Asking = (
  order: PlacedOrder,
  known: SidesNow & {
    readonly transfereeEvidence: Awaited<ReturnType<TitleEvidence['partiesOf']>>;
    readonly timing: ReturnType<typeof timingIn>;
  },
) => CommandInput<TitleCommand>;

const reserving: Asking = (order, { transfereeEvidence, ...known }) => {
  const { orderId, offerId, content } = order;
  const { assetId, holdingId, terms, transfer } = content;
  const asked = { reservationId: reservationIdOf(order), holdingId, offerId, orderId, terms };
  const bought = transfer === undefined ? {} : { transfer, transfereeEvidence };
  return { type: 'ReserveLicence', data: { assetId, ...asked, ...known, ...bought } };
};

const holding: Asking = (order, { sellerPartyId, transfereeEvidence, timing }) => {
  const { content, contract } = order;
  const kept = { assetId: content.assetId, reservationId: reservationIdOf(order), sellerPartyId };
  const { fundingUntil: lastDay = contract?.on ?? '' } = contract ?? {};
  return { type: 'HoldReservation', data: { ...kept, lastDay, transfereeEvidence, timing } };
};

const confirming: Asking = (order, { sellerPartyId, transfereeEvidence }) => {
  const { content, contract, kind } = order;
  const reservationId = reservationIdOf(order);
  const confirmed = { assetId: content.assetId, reservationId };
  if (kind !== 'transfer') return { type: 'ConfirmLicence', data: confirmed };
  const conveyance = {
    sellerPartyId,
    contractDigest: contract?.digest ?? '',
    toHoldingId: derivedId('transfer', reservationId, 'to'),
    remainingHoldingId: derivedId('transfer', reservationId, 'remaining'),
    transfereeEvidence,
  };
  return { type: 'ConfirmLicence', data: { ...confirmed, conveyance } };
};
