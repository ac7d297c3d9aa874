import type { BookFactDto, SettlementDto } from '@ledger/contracts/book/book-fact.dto.js';
import { MoneyDto, moneyOf } from '@ledger/contracts/money.dto.js';
import { present } from '@ledger/contracts/present.js';
import type { BookCommand } from '@ledger/domain/book/book.commands.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import { bookStream } from '@ledger/domain/book/book.state.js';
import type { Settlement } from '@ledger/domain/book/book.terms.js';
import { fromMinorUnits, type Money } from '@ledger/domain/money.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { written } from '@ledger/http/writes/written.js';
import { Inject, Injectable } from '@nestjs/common';

/** Hands facts to their book; the accounting date is the day from which the event counts. */
@Injectable()
export class BookFacts {
  private readonly handle;

  constructor(@Inject(CommandLoop) loop: CommandLoop) {
    this.handle = loop.handler(bookKind);
  }

  async record(command: CommandInput<BookCommand>, context: CommandContext) {
    const { bookId } = command.data;
    const dated = 'on' in command.data ? { ...context, effectiveOn: command.data.on } : context;
    const outcome = await this.handle(bookStream(bookId), command, dated);
    return written(outcome, { id: bookId });
  }

  open(command: CommandInput<BookCommand>, context: CommandContext) {
    return this.handle(bookStream(command.data.bookId), command, context);
  }
}

/** What every fact says, as its command has it. */
export const factOf = (bookId: string, { on, note, attachments }: BookFactDto) => ({
  bookId,
  on,
  ...present({ note, attachments }),
});

export const moneyOrNone = (amount: MoneyDto | undefined): Money =>
  amount === undefined ? fromMinorUnits(0n) : moneyOf(amount);

export const settlementOf = (
  settlement: readonly SettlementDto[] | undefined,
): { readonly settlement?: readonly Settlement[] } =>
  settlement === undefined
    ? {}
    : { settlement: settlement.map(({ by, amount }) => ({ by, amount: moneyOf(amount) })) };
