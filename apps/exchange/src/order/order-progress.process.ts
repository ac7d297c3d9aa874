import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import { type BoundPledge, boundPledges } from '@ledger/domain/settlement/pay-down.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';

type News = Extract<
  TitleEvent,
  {
    readonly type:
      | 'LicenceReserved'
      | 'ReservationHeld'
      | 'RightGranted'
      | 'RightTransferred'
      | 'ReservationReleased';
  }
>;

/**
 * Moves orders on by what happens for them on the title: reserved, granted, transferred, lapsed. A refusal does
 * not come this way: the registry's process writes it into the order.
 */
@Injectable()
export class OrderProgressProcess implements Process {
  readonly name = 'order-progress';
  readonly categories = ['title'];
  readonly reactsTo: readonly News['type'][] = [
    'LicenceReserved',
    'ReservationHeld',
    'RightGranted',
    'RightTransferred',
    'ReservationReleased',
  ];

  constructor(
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const news = event as RecordedOf<News>;
    const command = newsOf(news, await this.boundBy(news));
    if (command === undefined) return;
    await this.handle(`order-${command.data.orderId}`, command, reactionTo(event, this.name));
  }

  /** Pledges whose pledgees consented to the grant or transfer: they are due something of the proceeds. */
  private async boundBy({ type, data, stream }: RecordedOf<News>): Promise<readonly BoundPledge[]> {
    if (type !== 'RightGranted' && type !== 'RightTransferred') return [];
    if (data.orderId === undefined) return [];
    const { consentIds = [] } = data;
    if (consentIds.length === 0) return [];
    return boundPledges((await this.loop.load(titleKind, stream)).state, consentIds);
  }
}

/** What the order is to know; `undefined` where the event concerns no order. */
const newsOf = (
  event: RecordedOf<News>,
  bound: readonly BoundPledge[],
): CommandInput<OrderCommand> | undefined => {
  const { type, data, version: titleVersion } = event;
  switch (type) {
    case 'LicenceReserved':
    case 'ReservationHeld': {
      const { orderId, reservationId, expiresAt } = data;
      return { type: 'NoteReservation', data: { orderId, reservationId, titleVersion, expiresAt } };
    }
    case 'RightGranted': {
      const { orderId, grantId } = data;
      if (orderId === undefined) return undefined;
      return { type: 'NoteGrant', data: { orderId, grantId, titleVersion, bound } };
    }
    case 'RightTransferred': {
      const { orderId, transferId, to } = data;
      if (orderId === undefined) return undefined;
      const moved = { transferId, toHoldingId: to.holdingId, titleVersion };
      return { type: 'NoteTransfer', data: { orderId, ...moved, bound } };
    }
    case 'ReservationReleased': {
      const { orderId, reservationId, reason } = data;
      if (reason !== 'lapsed') return undefined;
      return { type: 'NoteReservationLapse', data: { orderId, reservationId } };
    }
  }
};
