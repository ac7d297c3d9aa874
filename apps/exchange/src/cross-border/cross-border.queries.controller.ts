import {
  ExportDto,
  ExportsQuery,
  ExportYearDto,
  ExportYearParams,
  ExportYearQuery,
} from '@ledger/contracts/cross-border/export.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { type ExportYear, nothingCounted } from '@ledger/domain/cross-border/cross-border.state.js';
import { sameJson } from '@ledger/domain/same-json.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { ExportYears } from './export-years.js';

const listName = 'exports';

/** An exporter's year, as itself, the operator and the auditor see it: read from the log itself. */
@ApiTags('exports')
@Controller('exports/:year')
@Roles('manager', 'accountant', 'operator', 'auditor')
export class CrossBorderQueriesController {
  constructor(@Inject(ExportYears) private readonly years: ExportYears) {}

  @Get()
  @ApiOperation({ summary: 'The counters of an exporter’s calendar year (China time).' })
  @ApiOkResponse({ type: ExportYearDto })
  async year(
    @Param() { year }: ExportYearParams,
    @Query() { partyId }: ExportYearQuery,
    @CurrentCaller() caller: Caller,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ExportYearDto> {
    const { exporterPartyId, state, version } = await this.read(year, partyId, caller);
    void reply.header('etag', `"${version}"`);
    const live = [...state.declared.values()].filter(({ isWithdrawn }) => !isWithdrawn);
    const inherited = await this.years.inherited(exporterPartyId, year);
    return {
      ...{ exporterPartyId, year, ...state.counters, exports: live.length, version },
      ...(!sameJson(inherited, nothingCounted) && { inherited }),
    };
  }

  @Get('declarations')
  @ApiOperation({ summary: 'The exports declared in a year, newest first.' })
  @ApiOkResponse({ type: PageOf(ExportDto) })
  async declarations(
    @Param() { year }: ExportYearParams,
    @Query() { partyId, limit, cursor }: ExportsQuery,
    @CurrentCaller() caller: Caller,
  ): Promise<Page<ExportDto>> {
    const { state } = await this.read(year, partyId, caller);
    const all = [...state.declared.values()];
    // Counted from the first one: a page stays while others declare.
    const [end = all.length] = decodeCursor(listName, cursor, ['number']) ?? [];
    const start = Math.max(0, end - limit);
    const items = all.slice(start, end).reverse().map(answer);
    return { items, ...(start > 0 && { next: encodeCursor(listName, [start]) }) };
  }

  /** Of another organisation there is nothing to be seen but for those who see all. */
  private async read(year: number, partyId: string | undefined, caller: Caller) {
    const exporterPartyId = partyId ?? caller.partyId;
    const seesAll = caller.roles.some((role) => role === 'operator' || role === 'auditor');
    if (!seesAll && !(await this.years.standsFor(caller.partyId, exporterPartyId))) {
      return refuse('export_not_found');
    }
    const { state, version } = await this.years.of(exporterPartyId, year);
    return { exporterPartyId, state, version };
  }
}

type Declared = ExportYear['declared'] extends ReadonlyMap<string, infer One> ? One : never;

const answer = ({ exportId, exporterPartyId: _, year: _year, ...said }: Declared): ExportDto => ({
  id: exportId,
  ...said,
});
