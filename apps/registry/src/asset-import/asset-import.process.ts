import { importKind } from '@ledger/domain/import/import.decider.js';
import type { ImportEvent, ReportedRow } from '@ledger/domain/import/import.events.js';
import { importStream, type ImportStatus } from '@ledger/domain/import/import.state.js';
import type { MappedRow } from '@ledger/domain/import/map-row.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { RecordedEvent, RecordedOf } from '@ledger/event-store/event.js';
import { Slots } from '@ledger/read-model/lanes.js';
import { NotYet } from '@ledger/read-model/passing.js';
import type { Process } from '@ledger/read-model/process.js';
import { systemActor } from '@ledger/read-model/reaction.js';
import { Inject, Injectable } from '@nestjs/common';
import { applicantNow } from './applicant-now.js';
import { ImportFiles } from './import-files.js';
import { numberedRows, runsOf } from './numbered-rows.js';
import { openSheet, type Sheet } from './reading/sheet.js';
import { reportsOf } from './reports.js';
import type { Applicant } from './row-application.js';
import { RowSubmission } from './row-submission.js';

type Started = Extract<RecordedOf<ImportEvent>, { type: 'ImportStarted' }>;

/** Imports worked through at once: each would have the log's batches to itself. */
const atOnceMax = 2;

/**
 * Runs of 100 rows under way at once: enough that the log always has a full batch to commit while
 * the next is read and decided. They are reported in the order of the sheet.
 */
const runsAtOnceMax = 8;

/**
 * Works through the rows of a file that was handed in. It may be interrupted at any row: delivered
 * again, it goes on after the last row that was reported, and rows that were recorded but not
 * reported are found by their keys.
 */
@Injectable()
export class AssetImportProcess implements Process {
  readonly name = 'asset-import';
  readonly categories = ['import'];
  readonly reactsTo = ['ImportStarted'];
  private readonly turns = new Slots(atOnceMax);
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(ImportFiles) private readonly files: ImportFiles,
    @Inject(RowSubmission) private readonly submission: RowSubmission,
  ) {
    this.handle = loop.handler(importKind);
  }

  async react(event: RecordedEvent, signal: AbortSignal): Promise<void> {
    await this.turns.use(() => this.work(event as Started, signal));
  }

  private async work(event: Started, signal: AbortSignal): Promise<void> {
    const { importId } = event.data;
    const { state } = await this.loop.load(importKind, event.stream);
    const { status, reportedThroughRow } = state;
    if (status !== 'running' && status !== 'cancelling') return;
    try {
      const { rows } = await this.open(event);
      const runs = newRuns(numberedRows(rows, event.data.defaults), reportedThroughRow);
      const applicant = await this.applicant(event);
      if (status === 'running') await this.submitRuns(event, runs, applicant, signal);
      else await this.reportTaken(event, runs, applicant);
      await this.send(event, { type: 'CompleteImport', data: { importId } });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      // Another runner brought it to its end meanwhile.
      if (error.code === 'import_ended') return;
      await this.send(event, { type: 'FailImport', data: { importId, code: error.code } });
    }
  }

  /** The same file was read to its end before the start, so a refusal here means that it changed. */
  private open({ data }: Started): Promise<Sheet> {
    const { filePartDigests: partDigests, fileBytes: bytes } = data;
    return openSheet(this.files.find({ partDigests, bytes }), {}, data.defaults);
  }

  private async applicant({ data, metadata }: Started): Promise<Applicant> {
    const { applicantPartyId: partyId, applicantVersion: version } = data;
    const now = await applicantNow(this.loop, { ...data, partyId }, metadata.effectiveOn);
    return { ...now, party: { ...now.party, version } };
  }

  /** Begins no further run once the import is to be cancelled. */
  private async submitRuns(
    event: Started,
    runs: AsyncIterable<readonly MappedRow[]>,
    applicant: Applicant,
    signal: AbortSignal,
  ): Promise<void> {
    const underWay: Promise<readonly ReportedRow[]>[] = [];
    try {
      for await (const run of runs) {
        if (signal.aborted) throw new NotYet('The runner is stopping; the import goes on later.');
        const lines = this.submission.submitRun(run, applicant, event);
        // It is awaited in its turn; until then its failure must not count as unhandled.
        lines.catch(() => undefined);
        underWay.push(lines);
        if (underWay.length < runsAtOnceMax) continue;
        const status = await this.report(event, await underWay.shift());
        if (status === 'cancelling') break;
      }
      while (underWay.length > 0) await this.report(event, await underWay.shift());
    } finally {
      // What was begun is recorded, and found again by its key.
      await Promise.allSettled(underWay);
    }
  }

  /** Interrupted after it was to be cancelled: what had been under way is told, and none begun. */
  private async reportTaken(
    event: Started,
    runs: AsyncIterable<readonly MappedRow[]>,
    applicant: Applicant,
  ): Promise<void> {
    let looked = 0;
    for await (const run of runs) {
      await this.report(event, await this.submission.taken(run, applicant, event));
      looked += 1;
      if (looked === runsAtOnceMax) return;
    }
  }

  /** Answers how the import stands then. */
  private async report(event: Started, lines: readonly ReportedRow[] = []): Promise<ImportStatus> {
    const { importId } = event.data;
    let status: ImportStatus = 'running';
    for (const rows of reportsOf(lines)) {
      status = await this.send(event, { type: 'ReportImportRows', data: { importId, rows } });
    }
    return status;
  }

  /** Said twice, the rules say nothing the second time: no key is needed. */
  private async send(
    { id, data, metadata }: Started,
    command: Parameters<typeof this.handle>[1],
  ): Promise<ImportStatus> {
    const { state } = await this.handle(importStream(data.importId), command, {
      actor: systemActor(this.name),
      correlationId: metadata.correlationId,
      causationId: id,
    });
    return state.status;
  }
}

/** The rows that no report has, in the runs in which they were begun before. */
async function* newRuns(
  rows: AsyncIterable<MappedRow>,
  reportedThroughRow: number,
): AsyncGenerator<readonly MappedRow[]> {
  for await (const run of runsOf(rows)) {
    const news = run.filter(({ row }) => row > reportedThroughRow);
    if (news.length > 0) yield news;
  }
}
