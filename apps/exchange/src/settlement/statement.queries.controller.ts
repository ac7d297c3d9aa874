import { StatementDto, StatementQuery } from '@ledger/contracts/settlement/statement.dto.js';
import { settlementStatementPdf } from '@ledger/documents/settlement-statement.pdf.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { csvStream } from '@ledger/http/downloads/csv.js';
import { workbookMediaType, workbookStream } from '@ledger/http/downloads/workbook.js';
import { partyIdInPath } from '@ledger/http/parties/party-key.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { seesAllAccounts } from './account.sight.js';
import { moneyProjection } from './money.projection.js';
import { printedCharge } from './charge.answer.js';
import { chargeColumns, csvRows, statementColumns, workbookRows } from './statement.cells.js';
import { type Period, Statements } from './statements.js';

const statementName = (extension: string) => ({
  disposition: `attachment; filename="statement.${extension}"`,
});

/** A party's money over a period, to read and to keep. */
@ApiTags('settlement')
@Controller()
@Roles('manager', 'accountant', 'lender', 'operator', 'auditor')
export class StatementQueriesController {
  constructor(
    @Inject(Statements) private readonly statements: Statements,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get('statements')
  @ApiOperation({
    summary: 'Statement of a party: balances, lines, invoices, and what is left when set off.',
  })
  @ApiOkResponse({ type: StatementDto })
  async json(
    @Query() query: StatementQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StatementDto> {
    const { partyId: party, ...statement } = await this.statements.of(
      await this.period(query, caller, after),
    );
    return { party, ...statement };
  }

  @Get('statements.csv')
  @ApiOperation({ summary: 'All lines of the period as CSV.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': {} } })
  async csv(
    @Query() query: StatementQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const period = await this.period(query, caller, after);
    const file = csvStream(csvRows(statementColumns, this.statements.lines(period)));
    return new StreamableFile(file, { type: 'text/csv; charset=utf-8', ...statementName('csv') });
  }

  @Get('statements/charges.csv')
  @ApiOperation({ summary: 'Charges of the period with quantity, unit price and tax, as CSV.' })
  @ApiProduces('text/csv')
  @ApiOkResponse({ description: 'The file.', content: { 'text/csv': {} } })
  async chargesCsv(
    @Query() query: StatementQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const period = await this.period(query, caller, after);
    const file = csvStream(csvRows(chargeColumns, this.statements.charges(period)));
    const disposition = 'attachment; filename="charges.csv"';
    return new StreamableFile(file, { type: 'text/csv; charset=utf-8', disposition });
  }

  @Get('statements.xlsx')
  @ApiOperation({ summary: 'All lines and charges of the period as a workbook.' })
  @ApiProduces(workbookMediaType)
  @ApiOkResponse({ description: 'The file.', content: { [workbookMediaType]: {} } })
  async workbook(
    @Query() query: StatementQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const period = await this.period(query, caller, after);
    const rows = workbookRows(statementColumns, this.statements.lines(period));
    const charges = workbookRows(chargeColumns, this.statements.charges(period));
    const file = workbookStream(
      { name: '结算对账单', columns: statementColumns, rows },
      { name: '计费明细', columns: chargeColumns, rows: charges },
    );
    return new StreamableFile(file, { type: workbookMediaType, ...statementName('xlsx') });
  }

  @Get('statements.pdf')
  @ApiOperation({ summary: 'The statement as a document.' })
  @ApiProduces('application/pdf')
  @ApiOkResponse({ description: 'The file.', content: { 'application/pdf': {} } })
  async document(
    @Query() query: StatementQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<StreamableFile> {
    const statement = await this.statements.of(await this.period(query, caller, after));
    const charges = statement.charges.map(printedCharge);
    const at = this.clock.now();
    const bytes = await settlementStatementPdf({ ...statement, charges, at });
    return new StreamableFile(bytes, { type: 'application/pdf', ...statementName('pdf') });
  }

  /** Another party's money is not there for who may not see it. */
  private async period(
    { party, from, to }: StatementQuery,
    caller: Caller,
    after: number | undefined,
  ): Promise<Period> {
    const { joint } = await this.standings.of(caller.partyId);
    const partyId = party === undefined ? caller.partyId : partyIdInPath(party);
    if (!seesAllAccounts(caller) && !joint.includes(partyId)) throw problem('not_found');
    await readYourWrites(this.readModels, moneyProjection.name, after);
    return { partyId, from, to };
  }
}
