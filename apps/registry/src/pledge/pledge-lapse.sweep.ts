import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { TitleCommand } from '@ledger/domain/title/title.commands.js';
import { titleKind } from '@ledger/domain/title/title.decider.js';
import { titleStream } from '@ledger/domain/title/title.state.js';
import type { CommandInput } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { DueSweep, unlessRefused, writtenNow } from '@ledger/read-model/due-sweep.js';
import { dueContext } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { PledgeView } from './pledge.view.js';

/**
 * Writes down that registrations and objections have lapsed. Every answer is the same with and
 * without what is written here.
 */
@Injectable()
export class PledgeLapseSweep extends DueSweep<PledgeView> {
  readonly name = 'pledge-lapse';
  readonly everySeconds = 30;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(DataSource) dataSource: DataSource,
  ) {
    super(dataSource, { table: PledgeView, due: 'dueAt', id: 'pledgeId' });
  }

  protected override dueBy(now: string): string {
    return now;
  }

  protected async settle(row: PledgeView, now: string): Promise<number> {
    const handle = this.loop.handler(titleKind);
    let written = 0;
    for (const [subject, command] of lapsing(row, shanghaiDate(now))) {
      const context = dueContext(this.name, subject);
      const lapsed = handle(titleStream(row.assetId), command, context);
      // Not due where it was extended meanwhile.
      written += await unlessRefused('not_due', writtenNow(lapsed));
    }
    return written;
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
