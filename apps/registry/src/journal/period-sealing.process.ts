import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { periodsKind, type PeriodsCommand } from '@ledger/domain/journal/periods.decider.js';
import type { PeriodsEvent } from '@ledger/domain/journal/periods.events.js';
import { periodsStream, type PeriodsState } from '@ledger/domain/journal/periods.state.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import type { CommandInput, Outcome } from '@ledger/event-store/command-handler.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { eventDigest } from '@ledger/event-store/digest.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { upcast } from '@ledger/event-store/upcast.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';

type Outcomes = Outcome<PeriodsEvent, PeriodsState>;

/**
 * Keeps the digest of a closed month in the entity's `periods-` stream. Whoever closes seals at
 * once; this does it where a process died in between.
 */
@Injectable()
export class PeriodSealingProcess implements Process {
  readonly name = 'period-sealing';
  readonly categories = ['journal'];
  readonly reactsTo = ['PeriodClosed'];
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {
    this.handle = loop.handler(periodsKind);
  }

  async react(event: RecordedEvent): Promise<void> {
    await this.sealEvent(event, reactionTo(event, this.name));
  }

  /** Seals a month whose journal is closed; what is sealed stays as it is. */
  async seal(
    entityPartyId: string,
    month: string,
    { actor, correlationId }: CommandContext,
  ): Promise<string> {
    const stream = journalStream(entityPartyId, month);
    const { state } = await this.loop.load(journalKind, stream);
    const { closedVersion } = state;
    const [event] =
      closedVersion === undefined ? [] : await this.log.read(stream, closedVersion, closedVersion);
    if (event === undefined) throw new Error(`${stream} is not closed.`);
    await this.sealEvent(event, { actor, correlationId });
    return eventDigest(event);
  }

  private async sealEvent(recorded: RecordedEvent, context: CommandContext): Promise<Outcomes> {
    const closed = upcast(journalKind, recorded);
    if (closed.type !== 'PeriodClosed') throw new Error(`${closed.type} closes nothing.`);
    const { entityPartyId, month, vouchers, debit } = closed.data;
    const place = { version: closed.version, digest: eventDigest(recorded) };
    const command: CommandInput<PeriodsCommand> = {
      type: 'SealPeriod',
      data: { entityPartyId, month, vouchers, debit, ...place },
    };
    return this.handle(periodsStream(entityPartyId), command, context);
  }
}
