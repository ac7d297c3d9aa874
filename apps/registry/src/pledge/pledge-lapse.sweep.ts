import { shanghaiDate } from '@ledger/domain/calendar.js';
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
import { PledgeView } from './pledge.view.js';

/** Rows looked at in one round. */
const roundMax = 100;

/**
 * Writes down that registrations and objections have lapsed. The table only says where to look: the
 * title decides, and every answer is the same with and without what is written here.
 */
@Injectable()
export class PledgeLapseSweep implements Sweep {
  readonly name = 'pledge-lapse';
  readonly everySeconds = 30;
  private readonly walk: DueWalk<PledgeView>;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    const rows = { table: PledgeView, due: 'dueAt', id: 'pledgeId', roundMax } as const;
    this.walk = new DueWalk(dataSource, rows);
  }

  run(now: string): Promise<number> {
    return this.walk.round(now, async (row) => {
      let written = 0;
      for (const [subject, command] of lapsing(row, shanghaiDate(now))) {
        written += await this.lapse(row.assetId, subject, command);
      }
      return written;
    });
  }

  private async lapse(
    assetId: string,
    subject: string,
    command: CommandInput<TitleCommand>,
  ): Promise<number> {
    const context = dueContext(this.name, subject);
    try {
      const handle = this.loop.handler(titleKind);
      const { events, replayed } = await handle(titleStream(assetId), command, context);
      return replayed ? 0 : events.length;
    } catch (error) {
      // By the title's clock it is not due, e.g. extended meanwhile: the next round looks again.
      if (error instanceof Refused && error.code === 'not_due') return 0;
      throw error;
    }
  }
}

/** What of a pledge has run out, each with the subject that it is written down once under. */
const lapsing = (
  { assetId, pledge }: PledgeView,
  today: string,
): readonly (readonly [string, CommandInput<TitleCommand>])[] => {
  const { pledgeId, terms, objections = [] } = pledge;
  const overdue = objections.filter(
    ({ over, pursued, lapsesAfter }) =>
      over === undefined && pursued === undefined && lapsesAfter < today,
  );
  return [
    ...overdue.map(
      ({ objectionId }) =>
        [
          `objection/${objectionId}`,
          { type: 'LapsePledgeObjection', data: { assetId, pledgeId, objectionId } },
        ] as const,
    ),
    ...(terms.until < today
      ? [
          [
            `pledge/${pledgeId}/${terms.until}`,
            { type: 'LapsePledge', data: { assetId, pledgeId } },
          ] as const,
        ]
      : []),
  ];
};
