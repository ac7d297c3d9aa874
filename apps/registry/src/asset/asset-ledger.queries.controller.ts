import { AssetLedgerQuery } from '@ledger/contracts/asset/asset-ledger-query.dto.js';
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
import { AssetLedgerRows } from './asset-ledger-rows.js';
import { ledgerCsv, ledgerNdjson, ledgerWorkbook, type LedgerRow } from './asset-ledger.js';
import { AssetSights } from './asset-sights.js';
import { assetFold } from './asset.projection.js';
import { withoutLending } from './asset.sight.js';

const operation = {
  summary: 'The ledger (登记台账) as a file.',
  description:
    'All rows that the filters of the list let through, newest application first. What an ' +
    'inventory has is written so that an import reads it again.',
};
const file = { schema: { type: 'string', format: 'binary' } } as const;

@ApiTags('assets')
@Controller()
@Roles('manager')
export class AssetLedgerQueriesController {
  constructor(
    @Inject(AssetLedgerRows) private readonly rows: AssetLedgerRows,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(AssetSights) private readonly sights: AssetSights,
  ) {}

  @Get('assets.csv')
  @ApiOperation(operation)
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  async csv(
    @Query() filters: AssetLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    const rows = await this.seen(filters, caller, after);
    return this.download(
      ledgerCsv(rows, languageOf(acceptLanguage)),
      'csv',
      'text/csv; charset=utf-8',
    );
  }

  @Get('assets.xlsx')
  @ApiOperation(operation)
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  async xlsx(
    @Query() filters: AssetLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    const rows = await this.seen(filters, caller, after);
    return this.download(
      ledgerWorkbook(rows, languageOf(acceptLanguage)),
      'xlsx',
      workbookMediaType,
    );
  }

  @Get('assets.ndjson')
  @ApiOperation(operation)
  @ApiProduces('application/x-ndjson')
  @ApiOkResponse(file)
  async ndjson(
    @Query() filters: AssetLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const rows = await this.seen(filters, caller, after);
    return this.download(ledgerNdjson(rows), 'ndjson', 'application/x-ndjson');
  }

  /** One's own assets; what others opened to a lender is no part of his ledger. */
  private async seen(
    filters: AssetLedgerQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<AsyncGenerator<LedgerRow>> {
    await readYourWrites(this.readModels, assetFold.name, after);
    const { sight, filters: resolved } = await this.sights.of(caller, filters);
    return this.rows.all(withoutLending(sight), resolved, this.today);
  }

  private download(file: Readable, extension: string, type: string): StreamableFile {
    const name = `${this.today}.${extension}`;
    const disposition = attachment({ zh: `登记台账-${name}`, ascii: `asset-ledger-${name}` });
    return new StreamableFile(file, { type, disposition });
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}
