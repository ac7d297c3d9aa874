import { ReportQuery } from '@ledger/contracts/valuation/valuation-answer.dto.js';
import { valuationReportPdf } from '@ledger/documents/valuation-report.pdf.js';
import { refuse } from '@ledger/domain/refusal.js';
import { valuationReport } from '@ledger/domain/valuation/report/valuation-report.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Reader } from '@ledger/http/reads/read-context.decorator.js';
import type { ReadContext } from '@ledger/http/reads/read-context.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { ValuationEvidence } from './valuation.evidence.js';
import { valuationFold } from './valuation.projection.js';
import { ValuationView } from './valuation.view.js';

/** Recorded valuations for people: on paper. */
@ApiTags('valuations')
@Controller('assets/:assetId/valuations/:valuationId')
export class ValuationReportQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(ValuationEvidence) private readonly evidence: ValuationEvidence,
  ) {}

  @Get('report.pdf')
  @AnyRole()
  @ApiOperation({
    summary: 'A recorded valuation as PDF: disclosures, inputs, every step, conclusion.',
    description:
      'For those who see the asset’s appraisals; lenders state a purpose, and it is recorded. It ' +
      'tells how the report stands now. It does not replace the sealed report.',
  })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async pdf(
    @Param('assetId') assetId: string,
    @Param('valuationId') valuationId: string,
    @Query() { purpose }: ReportQuery,
    @CurrentCaller() caller: Caller,
    @Reader() reader: ReadContext,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const reading = { assetId, caller, reader, purpose, route: 'valuation-report' };
    const { state, position } = await this.evidence.readFor(reading);
    const known = state.valuations.find((one) => one.valuationId === valuationId);
    if (known === undefined) return refuse('valuation_not_found', { valuationId });
    await readYourWrites(this.readModels, valuationFold.name, Math.max(position, after ?? 0));
    const { appraisal, version } = await this.dataSource
      .getRepository(ValuationView)
      .findOneByOrFail({ valuationId });
    const names = await this.evidence.namesOf(assetId, appraisal);
    const facts = { assetId, version, at: this.clock.now(), ended: known.ended, ...names };
    const bytes = await valuationReportPdf(valuationReport(appraisal, facts));
    return new StreamableFile(bytes, {
      type: 'application/pdf',
      disposition: `inline; filename="${valuationId}.pdf"`,
      length: bytes.length,
    });
  }
}
