import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import type { MappedRow } from '@ledger/domain/import/map-row.js';
import { remark } from '@ledger/domain/import/row-remark.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AppendTooLarge, type EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { Inject, Injectable } from '@nestjs/common';
import {
  acceptedLine,
  alreadyThereLine,
  draftedLine,
  lackingOf,
  refusalRemark,
  refusedLine,
  type Applicant,
} from './row-application.js';
import { type AskedRow, RowAsking } from './row-asking.js';

/** Applies for rows, and tells what became of each. */
@Injectable()
export class RowSubmission {
  private readonly handle;

  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RowAsking) private readonly rows: RowAsking,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {
    this.handle = loop.handler(assetKind);
  }

  /**
   * Applies for a run of rows at the same time, so that the log commits them in groups. Their
   * streams are looked at in one statement: most are new, and only the others are read. `started`
   * is the import's first event: the applications are made in its actor's name. Waits for every row
   * before the first error is thrown, so that none runs on unseen.
   */
  async submitRun(
    run: readonly MappedRow[],
    applicant: Applicant,
    started: RecordedEvent,
  ): Promise<readonly ReportedRow[]> {
    const asked = await this.rows.ask(run, applicant);
    const applied = asked.filter(({ shared }) => shared === undefined);
    const streams = applied.flatMap(({ data }) => (data ? [assetStream(data.assetId)] : []));
    if (streams.length > 0) await this.loop.expectNew(assetKind, streams);
    const lines = asked.map((row) => this.submit(row, applicant, started));
    await Promise.allSettled(lines);
    // A hundred thousand of them would drive out the streams that people work with.
    this.loop.forget(streams);
    return Promise.all(lines);
  }

  /**
   * The lines of those rows of a run that the import had recorded before it was interrupted: they
   * are found by their keys, and none is begun.
   */
  async taken(
    run: readonly MappedRow[],
    applicant: Applicant,
    started: RecordedEvent,
  ): Promise<readonly ReportedRow[]> {
    const asked = await this.rows.ask(run, applicant);
    const isTaken = await Promise.all(asked.map((row) => this.isTaken(row, applicant, started)));
    const taken = asked.filter((_, at) => isTaken[at]);
    return Promise.all(taken.map((row) => this.submit(row, applicant, started)));
  }

  /** Whether the asset's stream has what this very row brought. */
  private async isTaken(
    { mapped: { row }, data }: AskedRow,
    { importId }: Applicant,
    started: RecordedEvent,
  ): Promise<boolean> {
    if (data === undefined) return false;
    const { correlationId } = rowContext(importId, row, started);
    const events = await this.log.read(assetStream(data.assetId));
    return events.some(({ metadata }) => metadata.correlationId === correlationId);
  }

  private async submit(
    { mapped, data, shared }: AskedRow,
    applicant: Applicant,
    started: RecordedEvent,
  ): Promise<ReportedRow> {
    if (data === undefined) return refusedLine(mapped);
    if (shared !== undefined) return alreadyThereLine(mapped, data, shared);
    const stream = assetStream(data.assetId);
    const context = rowContext(applicant.importId, mapped.row, started);
    const lacking = lackingOf(data, shanghaiDate(this.clock.now()));
    const type = lacking.length === 0 ? 'SubmitApplication' : 'DraftApplication';
    try {
      const { events, state } = await this.handle(stream, { type, data }, context);
      const [first] = events;
      if (first?.type === 'ApplicationDrafted') return draftedLine(mapped, data, lacking);
      return first?.type === 'ApplicationSubmitted'
        ? acceptedLine(mapped, data, first.data.warnings)
        : alreadyThereLine(mapped, data, state);
    } catch (error) {
      if (error instanceof AppendTooLarge) {
        return refusedLine(mapped, [remark('row', 'application_refused', 'too_large')]);
      }
      if (!(error instanceof Refused)) throw error;
      if (error.code !== 'asset_already_submitted') {
        return refusedLine(mapped, [refusalRemark(error)]);
      }
      const { state } = await this.loop.load(assetKind, stream);
      return alreadyThereLine(mapped, data, state);
    }
  }
}

/**
 * Each row is a request of its own: resumed, the import finds what it recorded before by the key,
 * and what follows from one row does not wait for another's.
 */
const rowContext = (importId: string, row: number, started: RecordedEvent): CommandContext => ({
  actor: started.metadata.actor,
  correlationId: derivedId('import-row', importId, String(row)),
  causationId: started.id,
  idempotency: { scope: `asset-import ${importId}`, key: String(row), fingerprint: importId },
});
