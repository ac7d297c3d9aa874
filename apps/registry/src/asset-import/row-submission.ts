import { assetKind } from '@ledger/domain/asset/asset.decider.js';
import { assetStream } from '@ledger/domain/asset/asset.state.js';
import type { ReportedRow } from '@ledger/domain/import/import.events.js';
import type { MappedRow } from '@ledger/domain/import/map-row.js';
import { remark } from '@ledger/domain/import/row-remark.js';
import { Refused } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import { AppendTooLarge } from '@ledger/event-store/event-log.js';
import type { RecordedEvent } from '@ledger/event-store/event.js';
import { derivedId } from '@ledger/event-store/ids.js';
import { Inject, Injectable } from '@nestjs/common';
import {
  acceptedLine,
  alreadyThereLine,
  refusalRemark,
  refusedLine,
  submissionOf,
  type Applicant,
} from './row-application.js';

/** Applies for one row, and tells what became of it. */
@Injectable()
export class RowSubmission {
  private readonly handle;

  constructor(@Inject(CommandLoop) private readonly loop: CommandLoop) {
    this.handle = loop.handler(assetKind);
  }

  /** `started` is the import's first event: the applications are made in its actor's name. */
  async submit(
    mapped: MappedRow,
    applicant: Applicant,
    started: RecordedEvent,
  ): Promise<ReportedRow> {
    if (mapped.application === undefined) return refusedLine(mapped);
    const data = submissionOf(mapped.application, applicant);
    const stream = assetStream(data.assetId);
    const context = rowContext(applicant.importId, mapped.row, started);
    try {
      const { events, state } = await this.handle(
        stream,
        { type: 'SubmitApplication', data },
        context,
      );
      const [first] = events;
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
