import { PledgeReportQuery } from '@ledger/contracts/pledge/pledge.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { attachment } from '@ledger/http/downloads/attachment.js';
import { workbookMediaType } from '@ledger/http/downloads/workbook.js';
import { languageOf } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Headers, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { Readable } from 'node:stream';
import { pledgeCsv, pledgeWorkbook } from './pledge-report.js';
import { PledgeReportRows } from './pledge-report-rows.js';
import { pledgeFold } from './pledge.projection.js';

const operation = {
  summary: 'The portfolio of the caller’s organisation as a file.',
  description:
    'All pledges that the filters of the list let through, latest first: secured, released, still ' +
    'secured, what comes before, the appraisal of today and the coverage; totals at the end.',
};
const file = { schema: { type: 'string', format: 'binary' } } as const;

/** A lender's portfolio report, and a pledgor's. */
@ApiTags('pledges')
@Controller()
@Roles('lender', 'manager', 'auditor')
export class PledgeReportQueriesController {
  constructor(
    @Inject(PledgeReportRows) private readonly rows: PledgeReportRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('pledges.xlsx')
  @ApiOperation(operation)
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  async xlsx(
    @Query() filters: PledgeReportQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    await readYourWrites(this.readModels, pledgeFold.name, after);
    const telling = { language: languageOf(acceptLanguage), now: this.clock.now() };
    const rows = this.rows.all(filters, caller, telling.now);
    return this.download(pledgeWorkbook(rows, telling), 'xlsx', workbookMediaType);
  }

  @Get('pledges.csv')
  @ApiOperation(operation)
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  async csv(
    @Query() filters: PledgeReportQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    await readYourWrites(this.readModels, pledgeFold.name, after);
    const telling = { language: languageOf(acceptLanguage), now: this.clock.now() };
    const rows = this.rows.all(filters, caller, telling.now);
    return this.download(pledgeCsv(rows, telling), 'csv', 'text/csv; charset=utf-8');
  }

  private download(made: Readable, extension: string, type: string): StreamableFile {
    const name = `${shanghaiDate(this.clock.now())}.${extension}`;
    const disposition = attachment({ zh: `质押组合-${name}`, ascii: `pledges-${name}` });
    return new StreamableFile(made, { type, disposition });
  }
}
