import type { TakeOverBookDto } from '@ledger/contracts/book/book-measure.dto.js';
import type { BookCommand } from '@ledger/domain/book/book.commands.js';
import { bookKind } from '@ledger/domain/book/book.decider.js';
import type { BookEvent, BookEventOf } from '@ledger/domain/book/book.events.js';
import { type BookState, bookStream } from '@ledger/domain/book/book.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput, Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { written } from '@ledger/http/writes/written.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { factOf } from './book-facts.js';

type HandedOver = RecordedOf<BookEventOf<'BookHandedOver'>>;

/**
 * Takes a book over from an organisation that was succeeded: first it is handed over in its own
 * stream, then the successor's book opens with what was. Whoever takes over does both; this finds
 * what a crash left undone.
 */
@Injectable()
export class BookTakeoverProcess implements Process {
  readonly name = 'book-takeover';
  readonly categories = ['book'];
  readonly reactsTo = ['BookHandedOver'];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(Standings) private readonly standings: Standings,
  ) {
    this.handle = loop.handler(bookKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    await this.open(event as HandedOver, reactionTo(event, this.name));
  }

  async takeOver(bookId: string, body: TakeOverBookDto, toBookId: string, context: CommandContext) {
    const { share = '1/1' } = body;
    const { partyId } = context.actor;
    const [now, then] = await this.standings.onDays(partyId, [undefined, body.on]);
    const [standsFor, stoodFor] = [now?.joint ?? [], then?.joint ?? []];
    const data = { ...factOf(bookId, body), share, toBookId, standsFor, stoodFor };
    const handedOver = await this.record(bookId, { type: 'HandOver', data }, context);
    const opened = await this.open(handedOver.events[0] as HandedOver, without(context));
    return written({ ...opened, replayed: handedOver.replayed }, { id: toBookId });
  }

  /** The successor's book: opened once, whoever is first. */
  private async open(event: HandedOver, context: CommandContext) {
    const { bookId: fromBookId, on, carriedAs, removed, toPartyId, toBookId } = event.data;
    const { opened } = (await this.loop.load(bookKind, event.stream)).state;
    if (opened === undefined) throw new NotYet(`${event.stream} is not open.`);
    const { entityPartyId: fromPartyId, name, lot } = opened;
    const taken = { carriedAs, ...removed, fromPartyId, fromBookId, fromVersion: event.version };
    const data = {
      ...{ bookId: toBookId, on, entityPartyId: toPartyId, name },
      ...(lot === undefined ? {} : { lot }),
      ...taken,
    };
    return this.record(toBookId, { type: 'TakeOver', data }, context);
  }

  private record(
    bookId: string,
    command: CommandInput<BookCommand>,
    context: CommandContext,
  ): Promise<Outcome<BookEvent, BookState>> {
    const { on } = command.data as { readonly on: string };
    return this.handle(bookStream(bookId), command, { ...context, effectiveOn: on });
  }
}

/** `If-Match` names the version of one stream: that of the book taken over. */
const without = ({ ifMatch: _, ...context }: CommandContext): CommandContext => context;
