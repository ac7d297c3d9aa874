import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream, type AssetState } from '@ledger/domain/asset/asset.state.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Actor } from '@ledger/domain/decider.js';
import type { OutcomeCounts, ReportedRow } from '@ledger/domain/import/import.events.js';
import { countRows, noCounts } from '@ledger/domain/import/import.state.js';
import type { MappedRow } from '@ledger/domain/import/map-row.js';
import { Refused } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { Inject, Injectable } from '@nestjs/common';
import { numberedRows, runsOf } from './numbered-rows.js';
import { bytesInMemory } from './reading/file-bytes.js';
import { openSheet } from './reading/sheet.js';
import {
  acceptedLine,
  alreadyThereLine,
  draftedLine,
  lackingOf,
  refusalRemark,
  refusedLine,
  type Applicant,
  type Submission,
} from './row-application.js';
import { RowAsking } from './row-asking.js';
import type { AcceptedUpload } from './upload.js';

/** Lines that the answer shows; the others are counted. */
export const dryRunRowsMax = 1_000;

/** What would become of the rows of a file. */
export interface DryRunReport {
  readonly counts: OutcomeCounts;
  readonly rows: readonly ReportedRow[];
}

/** Decides on every row as the import would, by the same rules, and records nothing. */
@Injectable()
export class DryRun {
  constructor(
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(RowAsking) private readonly rows: RowAsking,
  ) {}

  async report(
    { file, defaults, sheet: { rowCount } }: AcceptedUpload,
    applicant: Applicant,
    actor: Actor,
  ): Promise<DryRunReport> {
    const { rows } = await openSheet(bytesInMemory(...file.pieces), {}, defaults);
    const shown: ReportedRow[] = [];
    let counts = noCounts;
    for await (const run of runsOf(numberedRows(rows, defaults))) {
      const lines = await this.linesOf(run, applicant, actor);
      counts = countRows(counts, lines);
      const telling = rowCount <= dryRunRowsMax ? lines : lines.filter(hasSomethingToSay);
      shown.push(...telling.slice(0, dryRunRowsMax - shown.length));
    }
    return { counts, rows: shown };
  }

  private async linesOf(
    run: readonly MappedRow[],
    applicant: Applicant,
    actor: Actor,
  ): Promise<readonly ReportedRow[]> {
    const asked = await this.rows.ask(run, applicant);
    const streams = asked.flatMap(({ data }) => (data ? [assetStream(data.assetId)] : []));
    const { states } = await this.loop.loadMany(assetKind, streams);
    return asked.map(({ mapped, data, shared }) => {
      if (data && shared) return alreadyThereLine(mapped, data, shared);
      const state = data && states.get(assetStream(data.assetId))?.state;
      if (data === undefined || state === undefined) return refusedLine(mapped);
      return this.decided(mapped, data, state, actor);
    });
  }

  private decided(
    mapped: MappedRow,
    data: Submission,
    state: AssetState,
    actor: Actor,
  ): ReportedRow {
    const now = this.clock.now();
    const meta = { actor, now };
    const lacking = lackingOf(data, shanghaiDate(now));
    const type = lacking.length === 0 ? 'SubmitApplication' : 'DraftApplication';
    try {
      const [first] = assetKind.decider.decide({ type, data, meta }, state);
      if (first?.type === 'ApplicationDrafted') return draftedLine(mapped, data, lacking);
      return first?.type === 'ApplicationSubmitted'
        ? acceptedLine(mapped, data, first.data.warnings)
        : alreadyThereLine(mapped, data, state);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      return error.code === 'asset_already_submitted'
        ? alreadyThereLine(mapped, data, state)
        : refusedLine(mapped, [refusalRemark(error)]);
    }
  }
}

const hasSomethingToSay = ({ problems, notes }: ReportedRow): boolean =>
  problems.length + notes.length > 0;
