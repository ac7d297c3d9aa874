import { bookKind } from '@ledger/domain/book/book.decider.js';
import {
  type BookState,
  bookStream,
  evolveBook,
  initialBook,
} from '@ledger/domain/book/book.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { upcast } from '@ledger/event-store/upcast.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { knownBy } from '@ledger/http/titles/known-at.js';
import { Inject, Injectable } from '@nestjs/common';

/** Reads books from the log, so never behind it. */
@Injectable()
export class BookLook {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  async at(
    bookId: string,
    after = 0,
  ): Promise<{ readonly state: BookState; readonly version: number }> {
    const stream = bookStream(bookId);
    const view = await this.loop.view([{ kind: bookKind, stream }]);
    if (view.asOf < after) throw problem('read_model_behind');
    return view.of(bookKind, stream);
  }

  /** Several, in the order asked for, as one look at the log has them. */
  async several(bookIds: readonly string[]): Promise<readonly BookState[]> {
    const streams = bookIds.map(bookStream);
    const { states } = await this.loop.loadMany(bookKind, streams);
    return streams.flatMap((stream) => states.get(stream)?.state ?? []);
  }

  /** As far as it was recorded by then. */
  async known(bookId: string, knownAt: string): Promise<BookState> {
    const isKnown = knownBy(knownAt);
    const recorded = await this.log.read(bookStream(bookId));
    const events = recorded.filter(isKnown).map((event) => upcast(bookKind, event));
    return events.length === 0
      ? refuse('book_not_found')
      : events.reduce(evolveBook, initialBook());
  }
}
