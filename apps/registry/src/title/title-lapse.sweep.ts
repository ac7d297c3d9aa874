import { Refused } from '@ledger/domain/refusal.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueWalk } from '@ledger/read-model/due-walk.js';
import type { Sweep } from '@ledger/read-model/process.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { sortable } from './title-due.projection.js';
import { TitleDueView } from './title-due.view.js';

/** Rows looked at in one round. */
const roundMax = 100;

/**
 * Writes down that reservations and claims have lapsed, so that the exchange and the alerts hear of
 * it. The table only says where to look: the title decides, and stopped counting them by itself.
 */
@Injectable()
export class TitleLapseSweep implements Sweep {
  readonly name = 'title-lapse';
  readonly everySeconds = 30;
  private readonly walk: DueWalk<TitleDueView>;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: TitleDueView, due: 'dueAt', id: 'subject', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    return this.walk.round(sortable(now), (row) => this.lapse(row));
  }

  /** One where something was written now; a row that the projection has yet to remove counts none. */
  private async lapse({ assetId, subject }: TitleDueView): Promise<number> {
    const context = dueContext(this.name, subject);
    try {
      const { events, replayed } = await this.loop.handler(titleKind)(
        titleStream(assetId),
        lapsing(assetId, subject),
        context,
      );
      return replayed ? 0 : Math.min(events.length, 1);
    } catch (error) {
      // By the title's clock it is not due yet: the next round looks again.
      if (error instanceof Refused && error.code === 'not_due') return 0;
      throw error;
    }
  }
}

const lapsing = (assetId: string, subject: string): CommandInput<TitleCommand> => {
  const [kind, id = ''] = subject.split('/');
  return kind === 'claim'
    ? { type: 'LapseClaim', data: { assetId, pledgeId: id } }
    : { type: 'LapseReservation', data: { assetId, reservationId: id } };
};
