import type { DryRunDto } from '@ledger/contracts/asset-import/asset-import.dto.js';
import { uuid } from '@ledger/contracts/shape.js';
import { checkTakesPart } from '@ledger/domain/asset/eligibility.rules.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { importKind } from '@ledger/domain/import/import.decider.js';
import { importStream } from '@ledger/domain/import/import.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { CommandContext } from '@ledger/event-store/command-context.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CommandLoop } from '@ledger/event-store/command-loop.js';
import type { Language } from '@ledger/http/language.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { withBodyDigest } from '@ledger/http/writes/fingerprint.js';
import type { UploadedFile } from '@ledger/http/writes/receive-upload.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { HANDLE_IMPORT, type HandleImport, importProgress } from './asset-import.tokens.js';
import { applicantNow } from './applicant-now.js';
import { DryRun } from './dry-run.js';
import { ImportFiles } from './import-files.js';
import { bytesInMemory } from './reading/file-bytes.js';
import { rowAnswer } from './remarks.js';
import type { Applicant } from './row-application.js';
import { type AcceptedUpload, acceptedUpload } from './upload.js';

/** How long the answer waits until the import can be looked up. */
const progressWaitMs = 1_000;

/** Takes in files: reads them to their end, keeps them, and starts the import. */
@Injectable()
export class AssetImports {
  constructor(
    @Inject(HANDLE_IMPORT) private readonly handle: HandleImport,
    @Inject(CommandLoop) private readonly loop: CommandLoop,
    @Inject(ImportFiles) private readonly files: ImportFiles,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(DryRun) private readonly dryRuns: DryRun,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async start(file: UploadedFile, importId: string, context: CommandContext) {
    const upload = await acceptedUpload(file);
    const { fileName, scheme, registrarPartyId, defaults, sheet } = upload;
    const applicant = await this.applicant(importId, upload, context);
    const filePartDigests = await this.files.keep(bytesInMemory(...file.pieces));
    const outcome = await this.handle(
      importStream(importId),
      {
        type: 'StartImport',
        data: {
          importId,
          applicantPartyId: applicant.partyId,
          applicantVersion: applicant.party.version,
          fileDigest: file.digest,
          filePartDigests,
          ...(fileName === undefined ? {} : { fileName }),
          fileBytes: file.bytes,
          ...sheet,
          scheme,
          ...(registrarPartyId === undefined ? {} : { registrarPartyId }),
          defaults,
        },
      },
      withBodyDigest(context, file.fingerprint),
    );
    // So that whoever follows `Location` at once finds it; where the table lags far, he asks again.
    await this.readModels.caughtUp(importProgress, outcome.position, progressWaitMs);
    return outcome;
  }

  /** Only for whoever stands in the applicant's place; others are told that it is not there. */
  async cancel(importId: string, context: CommandContext) {
    if (!uuid.accepts(importId)) return refuse('import_not_found');
    const stream = importStream(importId);
    const { state } = await this.loop.load(importKind, stream);
    const { joint } = await this.standings.of(context.actor.partyId);
    const { applicantPartyId } = state.request ?? {};
    if (applicantPartyId === undefined || !joint.includes(applicantPartyId)) {
      return refuse('import_not_found');
    }
    const outcome = await this.handle(
      stream,
      { type: 'CancelImport', data: { importId } },
      context,
    );
    await this.readModels.caughtUp(importProgress, outcome.position, progressWaitMs);
    return outcome;
  }

  async dryRun(
    file: UploadedFile,
    importId: string,
    context: CommandContext,
    language: Language,
  ): Promise<DryRunDto> {
    const upload = await acceptedUpload(file);
    const { format, rowCount, ignoredColumns } = upload.sheet;
    const applicant = await this.applicant(importId, upload, context);
    const { counts, rows } = await this.dryRuns.report(upload, applicant, context.actor);
    return {
      dryRun: true,
      format,
      total: rowCount,
      counts: { drafted: 0, ...counts },
      ignoredColumns: [...ignoredColumns],
      rows: rows.map((line) => rowAnswer(line, language)),
      rowsNotShown: rowCount - rows.length,
    };
  }

  private async applicant(
    importId: string,
    { scheme, registrarPartyId }: Pick<AcceptedUpload, 'scheme' | 'registrarPartyId'>,
    { actor: { partyId } }: CommandContext,
  ): Promise<Applicant> {
    if (scheme !== 'in-house' && registrarPartyId === undefined) {
      return refuse('application_field_missing', { field: 'registrarPartyId' });
    }
    const asked = { importId, partyId, scheme, ...(registrarPartyId && { registrarPartyId }) };
    const applicant = await applicantNow(this.loop, asked, shanghaiDate(this.clock.now()));
    const { party } = applicant;
    if (party.version === 0) return refuse('applicant_not_registered', { partyId });
    checkTakesPart(party);
    return applicant;
  }
}
