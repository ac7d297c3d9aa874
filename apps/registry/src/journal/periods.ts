import type { ApproveReportDto } from '@ledger/contracts/journal/journal.dto.js';
import { present } from '@ledger/contracts/present.js';
import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import { periodsStream } from '@ledger/domain/journal/periods.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { written } from '@ledger/http/writes/written.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { Bookkeepings } from './bookkeepings.js';
import { PeriodSealingProcess } from './period-sealing.process.js';

/** How long a run is waited for; a longer one goes on by itself. */
const runWaitMs = 10_000;
/** How long a closing waits until what was recorded before it is posted. */
const postingWaitMs = 10_000;
/** Names of the processes that are waited for. */
const [posting, running] = ['book-posting', 'amortisation-run'] as const;

/** Months of an entity: the monthly run, the closing, the year end. */
@Injectable()
export class Periods {
  private readonly handleJournal;
  private readonly handlePeriods;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Bookkeepings) private readonly bookkeepings: Bookkeepings,
    @Inject(PeriodSealingProcess) private readonly sealing: PeriodSealingProcess,
  ) {
    this.handleJournal = loop.handler(journalKind);
    this.handlePeriods = loop.handler(periodsKind);
  }

  /** Starts the run and waits, bounded, for its end; 202 while it goes on. */
  async amortise(month: string, runId: string, context: CommandContext) {
    const entityPartyId = context.actor.partyId;
    const stream = periodsStream(entityPartyId);
    const chart = (await this.bookkeepings.of(entityPartyId)).chart.reference;
    const start = {
      type: 'StartAmortisationRun' as const,
      data: { entityPartyId, month, runId, chart },
    };
    const started = await this.handlePeriods(stream, start, context);
    await this.readModels.caughtUp(running, started.position, runWaitMs);
    const after = await this.log.read(stream, started.version + 1);
    const end = after.find(({ type }) => type === 'AmortisationRunCompleted');
    const isDone = end !== undefined;
    const location = `/v1/accounting/periods/${month}/amortisation`;
    const body = {
      id: runId,
      month,
      state: isDone ? ('completed' as const) : ('running' as const),
    };
    // Who reads after this position sees the vouchers of a run that is over.
    const outcome = isDone ? { ...started, position: end.position } : started;
    return written(outcome, body, { location, status: isDone ? 200 : 202 });
  }

  /**
   * Closes a month. First nobody opens it any more, nor an earlier one (pattern 3, the entity's
   * `periods-` stream); then its journal is closed, by an event that nobody's voucher can pass;
   * last its digest is kept.
   */
  async close(month: string, context: CommandContext) {
    const entityPartyId = context.actor.partyId;
    await this.factsPosted();
    const journal = journalStream(entityPartyId, month);
    const { drafts, isClosed } = (await this.loop.load(journalKind, journal)).state;
    if (!isClosed && drafts.size > 0)
      return refuse('drafts_waiting', { month, drafts: drafts.size });
    const data = { entityPartyId, month };
    await this.handlePeriods(periodsStream(entityPartyId), { type: 'BeginClosing', data }, context);
    const outcome = await this.handleJournal(
      journal,
      { type: 'ClosePeriod', data },
      without(context),
    );
    const digest = await this.sealing.seal(entityPartyId, month, context);
    const { vouchers } = outcome.state;
    return written(outcome, { id: month, state: 'closed' as const, vouchers, digest });
  }

  async approve(year: number, body: ApproveReportDto, context: CommandContext) {
    const entityPartyId = context.actor.partyId;
    const month = `${year}-12`;
    await this.factsPosted();
    const { approvedOn, reportDigest } = body;
    const data = { entityPartyId, month, year, ...present({ approvedOn, reportDigest }) };
    const stream = journalStream(entityPartyId, month);
    const outcome = await this.handleJournal(stream, { type: 'ApproveReport', data }, context);
    const { vouchers } = outcome.state;
    return written(outcome, { id: month, state: 'approved' as const, vouchers });
  }

  /** What was recorded before is in the journal before it is closed. */
  private async factsPosted(): Promise<void> {
    const { head } = await this.log.versions([]);
    if (!(await this.readModels.caughtUp(posting, head, postingWaitMs))) {
      throw problem('read_model_behind');
    }
  }
}

/** `If-Match` names the version of one stream: the one that the closing begins in. */
const without = ({ ifMatch: _, ...context }: CommandContext): CommandContext => context;
