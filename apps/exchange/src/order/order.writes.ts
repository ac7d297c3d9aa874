import type { OrderCommand } from '@ledger/domain/order/order.commands.js';
import type { OrderEvent } from '@ledger/domain/order/order.events.js';
import { orderStream } from '@ledger/domain/order/order.state.js';
import type { OrderState } from '@ledger/domain/order/order.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput, Outcome } from '@ledger/event-store/command-handler.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { numberInPath } from '@ledger/http/validation/number-in-path.js';
import { type Written, written } from '@ledger/http/writes/written.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_ORDER } from './order.tokens.js';
import type { HandleOrder } from './order.tokens.js';

/** Runs commands on orders for the routes. */
@Injectable()
export class OrderWrites {
  constructor(
    @Inject(HANDLE_ORDER) private readonly handle: HandleOrder,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  /** In whose place the caller's organisation stands (pattern 2). */
  async standsFor({ actor }: CommandContext): Promise<{ readonly standsFor: readonly string[] }> {
    const { joint } = await this.standings.of(actor.partyId);
    return { standsFor: joint };
  }

  run(
    command: CommandInput<OrderCommand>,
    context: CommandContext,
  ): Promise<Outcome<OrderEvent, OrderState>> {
    return this.handle(orderStream(command.data.orderId), command, context);
  }

  /** The usual answer: the order's id and its new version. */
  async step(
    command: CommandInput<OrderCommand>,
    context: CommandContext,
  ): Promise<Written<{ readonly id: string }>> {
    return written(await this.run(command, context), { id: command.data.orderId });
  }
}

/** A number in a path; what is none names nothing, whatever state the order is in. */
export const numberIn = (text: string): number => {
  const number = numberInPath(text);
  if (number > 0) return number;
  throw problem('not_found');
};

/** The number that the first event of a type was given. */
export const numberedBy = <Name extends string>(
  { events }: Outcome<OrderEvent, OrderState>,
  name: Name,
): number => {
  for (const { data } of events) if (name in data) return (data as Record<Name, number>)[name];
  return 0;
};
