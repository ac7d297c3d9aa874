import { orderKind } from '@ledger/domain/order/order.decider.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { OrderEvidence } from './order.evidence.js';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';

type News =
  | Extract<OrderEvent, { readonly type: 'RefundGranted' }>
  | Extract<TitleEvent, { readonly type: 'RightTransferred' }>;

/**
 * Gives the price back when the right that an authority's order returns to its seller is his again,
 * whichever came first: the order, or the transfer. The title is the proof; nobody need say so.
 */
@Injectable()
export class RightReturnProcess implements Process {
  readonly name = 'right-return';
  readonly categories = ['order', 'title'];
  readonly reactsTo: readonly News['type'][] = ['RefundGranted', 'RightTransferred'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(OrderEvidence) private readonly evidence: OrderEvidence,
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    for (const orderId of await this.concerned(event as RecordedOf<News>)) {
      await this.giveBack(orderId, event);
    }
  }

  /** Orders by which the right had come to those who transfer it now. */
  private async concerned({ type, data, stream }: RecordedOf<News>): Promise<readonly string[]> {
    if (type === 'RefundGranted') return [data.orderId];
    const { state } = await this.loop.load(titleKind, stream);
    return [...state.transfers.values()].flatMap(({ orderId, transfereePartyIds }) => {
      const isTheirs =
        data.byOrder !== undefined ||
        transfereePartyIds.some((id) => data.transferorPartyIds.includes(id));
      return orderId !== undefined && isTheirs ? [orderId] : [];
    });
  }

  private async giveBack(orderId: string, event: RecordedEvent): Promise<void> {
    const { state: order } = await this.loop.load(orderKind, orderStream(orderId));
    if (order?.stage !== 'refunding' || order.refund === undefined) return;
    const { cause, refundNo } = order.refund;
    if (cause.by !== 'termination' || cause.documentDigest === undefined) return;
    const returned = await this.evidence.returned(order);
    if (returned === undefined) return;
    const proof = { how: 'returnTransfer', proofDigest: cause.documentDigest, returned } as const;
    const data = { orderId, refundNo, ...proof };
    const context = reactionTo(event, this.name);
    await this.handle(orderStream(orderId), { type: 'ProveUseEnd', data }, context);
  }
}
