import { PeriodQuery } from '@ledger/contracts/reporting/report-query.dto.js';
import { DisclosureDto } from '@ledger/contracts/reporting/report.dto.js';
import { disclosurePdf } from '@ledger/documents/disclosure.pdf.js';
import type { StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { workbookMediaType } from '@ledger/http/downloads/workbook.js';
import { languageOf } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Headers, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { disclosureWorkbook } from './disclosure-file.js';
import { Disclosures } from './disclosures.js';
import { ReportScopes } from './report-scope.js';
import { reportFile } from './reporting-file.js';
import { disclosureAnswer } from './reporting.answer.js';

const file = { schema: { type: 'string', format: 'binary' } } as const;
const tied = 'Refused (409) where figures do not tie, with the rows that differ.';
const json = {
  summary: 'The statutory table with comparative figures and text disclosures.',
  description: 'Differences are named where figures do not tie; files are refused then.',
};

/** The notes on data resources recognised as intangible assets or inventory (财会〔2023〕11号). */
@ApiTags('accounting')
@Controller('accounting/disclosures')
@Roles('accountant', 'auditor')
export class DisclosureQueriesController {
  constructor(
    @Inject(ReportScopes) private readonly scopes: ReportScopes,
    @Inject(Disclosures) private readonly disclosures: Disclosures,
  ) {}

  @Get('intangible')
  @ApiOperation(json)
  @ApiOkResponse({ type: DisclosureDto })
  intangible(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<DisclosureDto> {
    return this.shown('intangible', query, caller, after);
  }

  @Get('inventory')
  @ApiOperation(json)
  @ApiOkResponse({ type: DisclosureDto })
  inventory(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<DisclosureDto> {
    return this.shown('inventory', query, caller, after);
  }

  @Get('intangible.xlsx')
  @ApiOperation({ summary: 'The same as a workbook with formulas.', description: tied })
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  intangibleWorkbook(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    return this.workbook('intangible', query, caller, after, acceptLanguage);
  }

  @Get('inventory.xlsx')
  @ApiOperation({ summary: 'The same as a workbook with formulas.', description: tied })
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  inventoryWorkbook(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    return this.workbook('inventory', query, caller, after, acceptLanguage);
  }

  @Get('intangible.pdf')
  @ApiOperation({ summary: 'The note as an annual report prints it.', description: tied })
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  intangiblePdf(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    return this.printed('intangible', query, caller, after);
  }

  @Get('inventory.pdf')
  @ApiOperation({ summary: 'The note as an annual report prints it.', description: tied })
  @ApiProduces('application/pdf')
  @ApiOkResponse(file)
  inventoryPdf(
    @Query() query: PeriodQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    return this.printed('inventory', query, caller, after);
  }

  private async shown(
    name: StatutoryTableName,
    query: PeriodQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<DisclosureDto> {
    const scope = await this.scopes.of(query, caller, after);
    return disclosureAnswer(scope, await this.disclosures.of(scope, name));
  }

  private async workbook(
    name: StatutoryTableName,
    query: PeriodQuery,
    caller: Caller,
    after: number | undefined,
    acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.scopes.of(query, caller, after);
    const disclosure = await this.disclosures.tied(scope, name);
    const made = disclosureWorkbook(disclosure, languageOf(acceptLanguage));
    const kind = { extension: 'xlsx', type: workbookMediaType };
    return reportFile(made, disclosure.current.table.title, scope, kind);
  }

  private async printed(
    name: StatutoryTableName,
    query: PeriodQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.scopes.of(query, caller, after);
    const disclosure = await this.disclosures.tied(scope, name);
    const bytes = await disclosurePdf(disclosure);
    const kind = { extension: 'pdf', type: 'application/pdf' };
    return reportFile(bytes, disclosure.current.table.title, scope, kind);
  }
}
