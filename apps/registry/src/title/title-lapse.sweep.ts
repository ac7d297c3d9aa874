import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueSweep, unlessRefused, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sortable } from './title-due.projection.js';
import { TitleDueView } from './title-due.view.js';

/**
 * Writes down that reservations and claims have lapsed, so that the exchange and the alerts hear of
 * it. The title stopped counting them by itself.
 */
@Injectable()
export class TitleLapseSweep extends DueSweep<TitleDueView> {
  readonly name = 'title-lapse';
  readonly everySeconds = 30;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: TitleDueView, due: 'dueAt', id: 'subject' });
  }

  protected override dueBy(now: string): string {
    return sortable(now);
  }

  protected settle({ assetId, subject }: TitleDueView): Promise<number> {
    const lapsed = this.loop.handler(titleKind)(
      titleStream(assetId),
      lapsing(assetId, subject),
      dueContext(this.name, subject),
    );
    return unlessRefused('not_due', writtenNow(lapsed));
  }
}

const lapsing = (assetId: string, subject: string): CommandInput<TitleCommand> => {
  const [kind, id = ''] = subject.split('/');
  return kind === 'claim'
    ? { type: 'LapseClaim', data: { assetId, pledgeId: id } }
    : { type: 'LapseReservation', data: { assetId, reservationId: id } };
};
