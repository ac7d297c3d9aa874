import { type Page, PageOf } from '@ledger/contracts/page.js';
import {
  GeneralLedgerDto,
  JournalVoucherDto,
  LedgerLineDto,
} from '@ledger/contracts/reporting/journal.dto.js';
import {
  AsOfQuery,
  GeneralLedgerQuery,
  JournalFileQuery,
  JournalQuery,
  SubLedgerQuery,
  TrialBalanceQuery,
} from '@ledger/contracts/reporting/report-query.dto.js';
import { BalanceSheetDto, TrialBalanceDto } from '@ledger/contracts/reporting/report.dto.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { workbookMediaType } from '@ledger/http/downloads/workbook.js';
import { languageOf } from '@ledger/http/language.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Headers, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { journalCsv, journalName, journalWorkbook } from './journal-file.js';
import { journalPage, wholeJournal } from './journal.reads.js';
import { generalLedgerMonths, ledgerOpening, ledgerPage } from './ledger.reads.js';
import { ReportScopes } from './report-scope.js';
import { reportFile } from './reporting-file.js';
import {
  balanceSheetAnswer,
  carriedAmount,
  generalLedgerAnswer,
  ledgerAnswer,
  trialBalanceAnswer,
  voucherAnswer,
} from './reporting.answer.js';
import { Reports } from './reports.js';

const [journalList, ledgerList] = ['accounting-journal', 'accounting-ledger'] as const;
const file = { schema: { type: 'string', format: 'binary' } } as const;
const tied = 'Refused (409) where figures do not tie, with the rows that differ.';

/** Journal, ledgers and statements for the entity's accountant and the auditor. */
@ApiTags('accounting')
@Controller('accounting')
@Roles('accountant', 'auditor')
export class LedgerQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReportScopes) private readonly scopes: ReportScopes,
    @Inject(Reports) private readonly reports: Reports,
  ) {}

  @Get('journal')
  @ApiOperation({ summary: 'Posted vouchers with their lines, month by month, number by number.' })
  @ApiOkResponse({ type: PageOf(JournalVoucherDto) })
  async journal(
    @Query() query: JournalQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<JournalVoucherDto>> {
    const [at] = decodeCursor(journalList, query.cursor, ['string']) ?? [];
    const scope = await this.scopes.of(query, caller, after);
    const { limit, kind } = query;
    const asked = { after: at, kind, limit: limit + 1 };
    const vouchers = await journalPage(this.dataSource, scope, asked);
    const page = vouchers.slice(0, limit);
    const last = vouchers.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(voucherAnswer),
      ...(last && { next: encodeCursor(journalList, [last.key]) }),
    };
  }

  @Get('journal.csv')
  @ApiOperation({ summary: 'The journal as CSV, a row per line.', description: tied })
  @ApiProduces('text/csv')
  @ApiOkResponse(file)
  async csv(
    @Query() query: JournalFileQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.tiedScope(query, caller, after);
    const vouchers = wholeJournal(this.dataSource, scope, query.kind);
    const kind = { extension: 'csv', type: 'text/csv; charset=utf-8' };
    return reportFile(journalCsv(vouchers, languageOf(acceptLanguage)), journalName, scope, kind);
  }

  @Get('journal.xlsx')
  @ApiOperation({ summary: 'The journal as a workbook, a row per line.', description: tied })
  @ApiProduces(workbookMediaType)
  @ApiOkResponse(file)
  async xlsx(
    @Query() query: JournalFileQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Headers('accept-language') acceptLanguage: string | undefined,
  ): Promise<StreamableFile> {
    const scope = await this.tiedScope(query, caller, after);
    const vouchers = wholeJournal(this.dataSource, scope, query.kind);
    const made = journalWorkbook(vouchers, scope, languageOf(acceptLanguage));
    return reportFile(made, journalName, scope, { extension: 'xlsx', type: workbookMediaType });
  }

  @Get('ledger')
  @ApiOperation({ summary: 'A sub-ledger: lines of an account with the balance after each.' })
  @ApiOkResponse({ type: PageOf(LedgerLineDto) })
  async ledger(
    @Query() query: SubLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<LedgerLineDto>> {
    const form = ['string', 'string', 'string'] as const;
    const [date, key, before] = decodeCursor(ledgerList, query.cursor, [...form]) ?? [];
    const scope = await this.scopes.of(query, caller, after);
    const { account, bookId, limit } = query;
    const place = date === undefined || key === undefined ? undefined : ([date, key] as const);
    const opening =
      before === undefined
        ? await ledgerOpening(this.dataSource, scope, { account, bookId })
        : carriedAmount(before);
    const asked = { account, bookId, after: place, limit: limit + 1 };
    const lines = await ledgerPage(this.dataSource, scope, asked);
    const page = lines.slice(0, limit);
    const last = lines.length > limit ? page.at(-1) : undefined;
    const items = ledgerAnswer(page, opening);
    // The balance goes along, so that a page costs no more than its lines.
    const balance = items.at(-1)?.balance ?? '';
    return {
      items,
      ...(last && { next: encodeCursor(ledgerList, [last.date, last.key, balance]) }),
    };
  }

  @Get('general-ledger')
  @ApiOperation({ summary: 'The general ledger: accounts with opening, months and closing.' })
  @ApiOkResponse({ type: GeneralLedgerDto })
  async generalLedger(
    @Query() query: GeneralLedgerQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<GeneralLedgerDto> {
    const scope = await this.scopes.of(query, caller, after);
    const { account } = query;
    const { balance } = await this.reports.trialBalance(scope);
    const rows = balance.rows.filter(
      ({ code }) => account === undefined || code === account || code.startsWith(`${account}.`),
    );
    const months = await generalLedgerMonths(this.dataSource, scope, account);
    return { accounts: generalLedgerAnswer(rows, months) };
  }

  @Get('trial-balance')
  @ApiOperation({
    summary: 'Balances and turnover of all accounts.',
    description: 'With `asOf` of the year up to that day; with `from` and `to` of that period.',
  })
  @ApiOkResponse({ type: TrialBalanceDto })
  async trialBalance(
    @Query() query: TrialBalanceQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<TrialBalanceDto> {
    const scope = await this.scopes.of(query, caller, after);
    return trialBalanceAnswer(scope, await this.reports.trialBalance(scope));
  }

  @Get('balance-sheet')
  @ApiOperation({
    summary: 'The lines of the balance sheet with 其中：数据资源, at the end of a day.',
    description:
      'Opening is the end of the year before. The of-which amounts are inside their lines.',
  })
  @ApiOkResponse({ type: BalanceSheetDto })
  async balanceSheet(
    @Query() query: AsOfQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<BalanceSheetDto> {
    const scope = await this.scopes.of(query, caller, after);
    return balanceSheetAnswer(scope, await this.reports.balanceSheet(scope));
  }

  private async tiedScope(query: JournalFileQuery, caller: Caller, after: number | undefined) {
    const scope = await this.scopes.of(query, caller, after);
    await this.reports.checkTied(scope);
    return scope;
  }
}
