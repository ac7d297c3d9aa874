import type { OfferContent } from '@ledger/domain/offer/offer.events.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { orderKind } from '@ledger/domain/order/order.decider.js';
import { isUndone, type PlacedOrder } from '@ledger/domain/order/order.state.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { standInFor } from '@ledger/domain/party/standing-in.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { TitleParties } from '@ledger/http/titles/title-parties.js';
import { TitleTiming } from '@ledger/http/titles/title-timing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Placed = Extract<OrderEvent, { type: 'OrderPlaced' }>;
const news = [
  'OrderPlaced',
  'OrderContracted',
  'OrderCancelled',
  'OrderTerminated',
  'OrderRefunded',
] as const satisfies readonly OrderEvent['type'][];
type News = Extract<OrderEvent, { type: (typeof news)[number] }>;

/**
 * Brings exclusive orders of the exchange to the title: reserves when one is placed, grants when it
 * is contracted, releases when it is called off, and ends the grant when a contract is terminated or
 * undone. What the title refuses is written into the order.
 */
@Injectable()
export class LicenceReservationProcess implements Process {
  readonly name = 'licence-reservation';
  readonly categories = ['order'];
  readonly reactsTo: readonly News['type'][] = news;

  private readonly titles: TitleParties;
  private readonly timing;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.titles = new TitleParties(loop);
    this.timing = new TitleTiming(loop, clock);
  }

  async react(event: RecordedEvent): Promise<void> {
    const placed = await this.placingOf(event);
    if (placed.content.kind !== 'exclusive') return;
    const { state } = await this.loop.load(orderKind, event.stream);
    const { type } = event as RecordedOf<News>;
    // A refusal is decided afresh when it is asked for again: an order that has ended asks no more.
    if (state !== undefined && isUndone(state)) return this.giveUp(event, placed, state);
    switch (type) {
      case 'OrderPlaced':
        return this.attempt(event, placed, reserving(placed));
      case 'OrderContracted':
        return this.attempt(event, placed, onReservation('ConfirmLicence', placed));
      case 'OrderCancelled':
      case 'OrderTerminated':
      case 'OrderRefunded':
        throw new Error(`${event.stream} is not over after ${type}.`);
    }
  }

  /** What was reserved is released; what was granted ends, for the contract is no more. */
  private async giveUp(
    event: RecordedEvent,
    placed: Placed['data'],
    { stage }: PlacedOrder,
  ): Promise<void> {
    await this.release(event, placed);
    const stream = titleStream(placed.content.assetId);
    const { state } = await this.loop.load(titleKind, stream);
    const { reservationId: grantId, assetId } = reservedFor(placed);
    const grant = state.grants.get(grantId);
    if (grant === undefined || grant.ended !== undefined) return;
    const data = { assetId, grantId, reason: `order ${stage}` };
    const context = reactionTo(event, this.name, 'end');
    await this.loop.handler(titleKind)(stream, { type: 'EndGrant', data }, context);
  }

  /** A refusal of the title ends the order, and whatever was kept for it becomes free at once. */
  private async attempt(
    event: RecordedEvent,
    placed: Placed['data'],
    command: CommandInput<TitleCommand>,
  ): Promise<void> {
    const stream = titleStream(placed.content.assetId);
    try {
      const informed = await this.informed(placed, command);
      const timed = await this.timed(informed);
      await this.loop.handler(titleKind)(stream, timed, reactionTo(event, this.name));
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      const { version: titleVersion } = await this.loop.load(titleKind, stream);
      const { orderId } = placed;
      const data = { orderId, code: error.code, obstacles: error.obstacles, titleVersion };
      await this.loop.handler(orderKind)(
        `order-${orderId}`,
        { type: 'RefuseLicence', data },
        reactionTo(event, this.name),
      );
      await this.release(event, placed);
    }
  }

  /** With the clocks that a reservation follows (pattern 2). */
  private async timed(command: CommandInput<TitleCommand>): Promise<CommandInput<TitleCommand>> {
    if (command.type !== 'ReserveLicence') return command;
    return { ...command, data: { ...command.data, timing: await this.timing.now() } };
  }

  /** With the successors of the two sides, as the parties' own streams tell them (pattern 2). */
  private async informed(
    { content: { assetId }, sellerPartyId, buyerPartyId }: Placed['data'],
    command: CommandInput<TitleCommand>,
  ): Promise<CommandInput<TitleCommand>> {
    const sides = { partyIds: [sellerPartyId, buyerPartyId] };
    const { title, facts } = await this.titles.look(assetId, sides);
    if (facts.length === 0) return command;
    const today = shanghaiDate(this.clock.now());
    const sidesNow =
      command.type === 'ReserveLicence'
        ? {
            sellerPartyId: standInFor(title, sellerPartyId, today),
            licenseePartyId: standInFor(title, buyerPartyId, today),
          }
        : {};
    const data = { ...command.data, ...sidesNow, parties: facts };
    return { ...command, data } as CommandInput<TitleCommand>;
  }

  /** Where nothing was reserved, or it has become a grant, there is nothing to release. */
  private async release(event: RecordedEvent, placed: Placed['data']): Promise<void> {
    const stream = titleStream(placed.content.assetId);
    const { state } = await this.loop.load(titleKind, stream);
    const { reservationId } = reservedFor(placed);
    const reservation = state.reservations.get(reservationId);
    if (reservation === undefined || reservation.grantedVersion !== undefined) return;
    const command = onReservation('ReleaseReservation', placed);
    const context = reactionTo(event, this.name, 'release');
    await this.loop.handler(titleKind)(stream, command, context);
  }

  /** The order's first event says what it is about; later ones only name it. */
  private async placingOf(event: RecordedEvent): Promise<Placed['data']> {
    const [first] = await this.log.read(event.stream, 1, 1);
    if (first?.type !== 'OrderPlaced') throw new Error(`${event.stream} begins with no placing.`);
    return (first as RecordedOf<Placed>).data;
  }
}

type Reserved = Pick<OfferContent, 'assetId'> & { readonly reservationId: string };

/** One order has one reservation, whose id anybody can derive. */
const reservedFor = ({ orderId, content }: Placed['data']): Reserved => ({
  assetId: content.assetId,
  reservationId: derivedId('reservation', orderId),
});

const reserving = (placed: Placed['data']): CommandInput<TitleCommand> => ({
  type: 'ReserveLicence',
  data: {
    ...reservedFor(placed),
    holdingId: placed.content.holdingId,
    offerId: placed.offerId,
    orderId: placed.orderId,
    sellerPartyId: placed.sellerPartyId,
    licenseePartyId: placed.buyerPartyId,
    terms: placed.content.terms,
  },
});

const onReservation = (
  type: 'ConfirmLicence' | 'ReleaseReservation',
  placed: Placed['data'],
): CommandInput<TitleCommand> => ({ type, data: reservedFor(placed) });
