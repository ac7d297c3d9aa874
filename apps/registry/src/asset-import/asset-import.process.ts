import { importKind } from '@ledger/domain/import/import.decider.js';
import type { ImportEvent, ReportedRow } from '@ledger/domain/import/import.events.js';
import { importStream } from '@ledger/domain/import/import.state.js';
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
    if (state.status !== 'running') return;
    try {
      const sheet = await this.open(event);
      await this.submitRows(event, sheet, state.reportedThroughRow, signal);
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

  private async submitRows(
    event: Started,
    { rows }: Sheet,
    reportedThroughRow: number,
    signal: AbortSignal,
  ): Promise<void> {
    const { applicantPartyId: partyId, applicantVersion: version, defaults } = event.data;
    const asked = { ...event.data, partyId };
    const now = await applicantNow(this.loop, asked, event.metadata.effectiveOn);
    const applicant = { ...now, party: { ...now.party, version } };
    const underWay: Promise<readonly ReportedRow[]>[] = [];
    try {
      for await (const run of runsOf(numberedRows(rows, defaults))) {
        if (signal.aborted) throw new NotYet('The runner is stopping; the import goes on later.');
        const news = run.filter(({ row }) => row > reportedThroughRow);
        const lines = this.submission.submitRun(news, applicant, event);
        // It is awaited in its turn; until then its failure must not count as unhandled.
        lines.catch(() => undefined);
        underWay.push(lines);
        if (underWay.length === runsAtOnceMax) await this.report(event, await underWay.shift());
      }
      while (underWay.length > 0) await this.report(event, await underWay.shift());
    } finally {
      // What was begun is recorded, and found again by its key.
      await Promise.allSettled(underWay);
    }
  }

  private async report(event: Started, lines: readonly ReportedRow[] = []): Promise<void> {
    const { importId } = event.data;
    for (const rows of reportsOf(lines)) {
      await this.send(event, { type: 'ReportImportRows', data: { importId, rows } });
    }
  }

  /** Said twice, the rules say nothing the second time: no key is needed. */
  private async send(
    { id, data, metadata }: Started,
    command: Parameters<typeof this.handle>[1],
  ): Promise<void> {
    await this.handle(importStream(data.importId), command, {
      actor: systemActor(this.name),
      correlationId: metadata.correlationId,
      causationId: id,
    });
  }
}
