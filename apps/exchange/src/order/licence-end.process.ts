import type { TitleEvent } from '@ledger/domain/title/title.events.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import type { Title } from '@ledger/domain/title/title.state.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';
import { TradingRules } from './trading-rules.js';

type Ending = Extract<TitleEvent, { readonly type: 'GrantEnded' | 'TitleClosed' }>;

/** Tells an order that the exclusive right which it bought has ended on the title. */
@Injectable()
export class LicenceEndProcess implements Process {
  readonly name = 'licence-end';
  readonly categories = ['title'];
  readonly reactsTo: readonly Ending['type'][] = ['GrantEnded', 'TitleClosed'];

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(TradingRules) private readonly rules: TradingRules,
  ) {}

  async react(event: RecordedEvent): Promise<void> {
    const { state } = await this.loop.load(titleKind, event.stream);
    const { data, version: titleVersion } = event as RecordedOf<Ending>;
    const orderIds = concerned(event as RecordedOf<Ending>, state);
    if (orderIds.length === 0) return;
    const { calendar } = await this.rules.now();
    for (const orderId of orderIds) {
      const ended = { orderId, reason: data.reason, titleVersion, calendar };
      await this.handle(
        orderStream(orderId),
        { type: 'NoteLicenceEnd', data: ended },
        reactionTo(event, this.name),
      );
    }
  }
}

/** Orders whose grants ended with the event. */
const concerned = ({ type, data }: RecordedOf<Ending>, { grants }: Title): readonly string[] => {
  const all = type === 'GrantEnded' ? [grants.get(data.grantId)] : [...grants.values()];
  return all.flatMap((grant) => (grant?.orderId === undefined ? [] : [grant.orderId]));
};
