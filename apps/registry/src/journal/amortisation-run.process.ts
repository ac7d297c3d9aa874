import { lastDayOf } from '@ledger/domain/month.js';
import type { SourceEvent } from '@ledger/domain/accounting/entry.js';
import { type ChartInForce, onChart } from '@ledger/domain/journal/chart.js';
import { journalKind } from '@ledger/domain/journal/journal.decider.js';
import { journalStream } from '@ledger/domain/journal/journal.state.js';
import { periodsKind } from '@ledger/domain/journal/periods.decider.js';
import type { PeriodsEvent } from '@ledger/domain/journal/periods.events.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { reactionTo } from '@ledger/read-model/reaction.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { createHash } from 'node:crypto';
import { type BookkeepingInForce, Bookkeepings } from './bookkeepings.js';
import { entityBookFold } from './journal.projections.js';
import { Journals } from './journals.js';
import { RunBooks } from './run-books.js';
import { ChunkOfRun, digestLine } from './run-vouchers.js';

type Started = Extract<RecordedOf<PeriodsEvent>, { readonly type: 'AmortisationRunStarted' }>;

const patienceMs = 10_000;

/**
 * Posts the amortisation of a month, voucher after voucher. It may be interrupted anywhere: books
 * are read as they stood when the run began, so it makes the same vouchers again and goes on after
 * the last one that the journal has.
 */
@Injectable()
export class AmortisationRunProcess implements Process {
  readonly name = 'amortisation-run';
  readonly categories = ['periods'];
  readonly reactsTo = ['AmortisationRunStarted'];
  private readonly handlePeriods;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Journals) private readonly journals: Journals,
    @Inject(Bookkeepings) private readonly bookkeepings: Bookkeepings,
    @Inject(RunBooks) private readonly books: RunBooks,
  ) {
    this.handlePeriods = loop.handler(periodsKind);
  }

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    const started = event as Started;
    if (!(await this.readModels.caughtUp(entityBookFold.name, event.position, patienceMs))) {
      throw new NotYet('The table of books is behind.');
    }
    const run = await this.begun(started);
    const { entityPartyId, month, runId } = started.data;
    const whole = createHash('sha256');
    const accountBytes = longestAccount(run.chart);
    let [examined, total, chunk] = [0, 0n, new ChunkOfRun(accountBytes)];
    for await (const page of this.books.charges(entityPartyId, {
      month,
      position: event.position,
    })) {
      if (signal.aborted) throw new NotYet('The runner is stopping; the run goes on later.');
      for (const charge of page) {
        if (charge.amount !== 0n && !chunk.hasRoomFor(charge)) {
          await this.post(run, chunk, examined);
          chunk = new ChunkOfRun(accountBytes);
        }
        examined += 1;
        total += charge.amount;
        whole.update(digestLine(charge));
        if (charge.amount !== 0n) chunk.add(charge);
      }
    }
    if (!chunk.isEmpty) await this.post(run, chunk, examined);
    const figures = { examined, vouchers: run.vouchers, total: fromMinorUnits(total) };
    const data = { entityPartyId, month, runId, ...figures, digest: whole.digest('hex') };
    const complete = { type: 'CompleteAmortisationRun' as const, data };
    await this.handlePeriods(event.stream, complete, reactionTo(event, this.name));
  }

  private async begun(started: Started): Promise<Run> {
    const { entityPartyId, month, runId, chart } = started.data;
    const { state } = await this.loop.load(journalKind, journalStream(entityPartyId, month));
    return {
      started,
      chart: await this.bookkeepings.chartAt(chart),
      bookkeeping: (await this.bookkeepings.of(entityPartyId)).reference,
      postedChunks: state.run?.runId === runId ? state.run.chunk : 0,
      vouchers: 0,
    };
  }

  private async post(run: Run, taken: ChunkOfRun, examined: number): Promise<void> {
    run.vouchers += 1;
    if (run.vouchers <= run.postedChunks) return;
    const { entityPartyId, month, runId, startedBy } = run.started.data;
    const { lines, sources, books, digest } = taken.taken();
    const { stream, version, id: eventId } = run.started;
    const ofRun: SourceEvent = { stream, version, eventId };
    const content = {
      entityPartyId,
      month,
      kind: 'amortisation' as const,
      date: lastDayOf(month),
      summary: `计提 ${month} 数据资源无形资产摊销（第 ${run.vouchers} 张）`,
      lines: onChart(run.chart, lines, ({ bookId }) =>
        bookId === undefined ? ofRun : (sources.get(bookId) ?? ofRun),
      ),
      attachments: [],
      preparer: startedBy,
      chart: run.chart.reference,
      bookkeeping: run.bookkeeping,
      run: { runId, chunk: run.vouchers, books, examined, digest },
    };
    const how = { voucherId: `${runId}-${run.vouchers}`, isDraft: false, mayAdjust: false };
    const context = reactionTo(run.started, this.name, String(run.vouchers));
    await this.journals.record(content, how, context);
  }
}

const longestAccount = ({ accounts }: ChartInForce): number =>
  Math.max(...[...accounts.values()].map((one) => Buffer.byteLength(JSON.stringify(one))));

interface Run {
  readonly started: Started;
  readonly chart: ChartInForce;
  readonly bookkeeping: BookkeepingInForce['reference'];
  /** Vouchers that the journal had already when the work began. */
  readonly postedChunks: number;
  /** Vouchers made so far. */
  vouchers: number;
}
