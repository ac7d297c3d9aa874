import {
  AssetImportDto,
  ImportRowDto,
  ImportRowsQuery,
} from '@ledger/contracts/asset-import/asset-import.dto.js';
import { type Page, PageOf, PageQuery } from '@ledger/contracts/page.js';
import { uuid } from '@ledger/contracts/shape.js';
import { importStream } from '@ledger/domain/import/import.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import { type Language, languageOf } from '@ledger/http/language.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import {
  Controller,
  Get,
  Headers,
  Inject,
  Param,
  Query,
  Res,
  StreamableFile,
} from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, type FindOptionsWhere, In, LessThan, MoreThan } from 'typeorm';
import { importAnswer, lineOf } from './asset-import.answer.js';
import { assetImportRows } from './asset-import-row.projection.js';
import { AssetImportRowView } from './asset-import-row.view.js';
import { assetImportFold } from './asset-import.projection.js';
import { seesImportsOf } from './asset-import.sight.js';
import { AssetImportView } from './asset-import.view.js';
import { rowAnswer } from './remarks.js';
import { reportHeader, reportLine } from './report-csv.js';

const list = 'asset-imports';
const rowList = 'asset-import-rows';
/** Rows of a report that are read at a time. */
const reportPageRows = 1_000;

@ApiTags('asset imports')
@Controller('asset-imports')
@Roles('manager', 'auditor')
export class AssetImportQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The imports of the caller’s organisation, newest first.' })
  @ApiOkResponse({ type: PageOf(AssetImportDto) })
  async list(
    @Query() { limit, cursor }: PageQuery,
    @CurrentCaller() { partyId, roles }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<AssetImportDto>> {
    const [before] = decodeCursor(list, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, assetImportFold.name, after);
    const { joint } = await this.standings.of(partyId);
    const found = await this.dataSource.getRepository(AssetImportView).find({
      where: {
        ...(roles.includes('auditor') ? {} : { applicantPartyId: In([...joint]) }),
        ...(before === undefined ? {} : { startedPosition: LessThan(before) }),
      },
      order: { startedPosition: 'DESC' },
      take: limit + 1,
    });
    const last = found[limit - 1];
    const next = found.length > limit && last && encodeCursor(list, [last.startedPosition]);
    return { items: found.slice(0, limit).map(importAnswer), ...(next ? { next } : {}) };
  }

  @Get(':importId')
  @ApiOperation({ summary: 'How far an import has come, while it runs and after.' })
  @ApiOkResponse({ type: AssetImportDto })
  async one(
    @Param('importId') importId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<AssetImportDto> {
    const row = await this.visible(importId, caller, after);
    void reply.header('etag', `"${row.version}"`);
    return importAnswer(row);
  }

  @Get(':importId/rows')
  @ApiOperation({ summary: 'What became of the rows reported so far, in the order of the sheet.' })
  @ApiOkResponse({ type: PageOf(ImportRowDto) })
  async rows(
    @Param('importId') importId: string,
    @Query() { limit, cursor, outcome }: ImportRowsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<Page<ImportRowDto>> {
    const [row = 0] = decodeCursor(rowList, cursor, ['number']) ?? [];
    await this.rowsWith(await this.visible(importId, caller, after));
    const where = { importId, ...(outcome === undefined ? {} : { outcome }) };
    const found = await this.rowsAfter(row, where, limit + 1);
    const last = found[limit - 1];
    const next = found.length > limit && last && encodeCursor(rowList, [last.row]);
    const language = languageOf(acceptLanguage);
    const items = found.slice(0, limit).map((each) => rowAnswer(lineOf(each), language));
    return { items, ...(next ? { next } : {}) };
  }

  @Get(':importId/report.csv')
  @ApiOperation({ summary: 'A line per row, with fields and remedies, for a spreadsheet program.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async report(
    @Param('importId') importId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    await this.rowsWith(await this.visible(importId, caller, after));
    const lines = this.reportLines(importId, languageOf(acceptLanguage));
    return new StreamableFile(csvStream(lines), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="import-report-${importId}.csv"`,
    });
  }

  private async *reportLines(
    importId: string,
    language: Language,
  ): AsyncGenerator<readonly string[]> {
    yield reportHeader(language);
    for (let row = 0; ;) {
      const found = await this.rowsAfter(row, { importId }, reportPageRows);
      const last = found.at(-1);
      if (last === undefined) return;
      for (const each of found) yield reportLine(lineOf(each), language);
      row = last.row;
    }
  }

  private rowsAfter(
    row: number,
    where: FindOptionsWhere<AssetImportRowView>,
    take: number,
  ): Promise<AssetImportRowView[]> {
    return this.dataSource
      .getRepository(AssetImportRowView)
      .find({ where: { ...where, row: MoreThan(row) }, order: { row: 'ASC' }, take });
  }

  /** Who has seen how far an import has come finds the rows that were counted. */
  private rowsWith({ lastPosition }: AssetImportView): Promise<void> {
    return readYourWrites(this.readModels, assetImportRows.name, lastPosition);
  }

  /** What the caller may not see is not there. */
  private async visible(
    importId: string,
    caller: Caller,
    after: number | undefined,
  ): Promise<AssetImportView> {
    for (const { name } of [assetImportFold, assetImportRows]) {
      await readYourWrites(this.readModels, name, after);
    }
    if (!uuid.accepts(importId)) return refuse('import_not_found');
    const { log, readModels } = this;
    const of = { stream: importStream(importId), projections: [assetImportFold.name] };
    const row = await acknowledged({ log, readModels, ...of }, () =>
      this.dataSource.getRepository(AssetImportView).findOneBy({ importId }),
    );
    const standing = await this.standings.of(caller.partyId);
    const isSeen = row && seesImportsOf(caller, standing, row.applicantPartyId);
    return isSeen ? row : refuse('import_not_found');
  }
}
