import type { InclusionProofDto } from '@ledger/contracts/evidence/proofs.dto.js';
import { present } from '@ledger/contracts/present.js';
import { CellDto, type CellItemDto } from '@ledger/contracts/reporting/cell.dto.js';
import { CellQuery } from '@ledger/contracts/reporting/report-query.dto.js';
import { addDays } from '@ledger/domain/calendar.js';
import { cellParts } from '@ledger/domain/reporting/cell.js';
import { rowNamed, type StatutoryTableName } from '@ledger/domain/reporting/statutory-rows.js';
import { figuresAt, tableColumns } from '@ledger/domain/reporting/statutory-table.js';
import { EvidenceReader, type InclusionProof } from '@ledger/evidence/proofs/evidence-reader.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { accountCellPage, cellPage, type CellPosting } from './cell.reads.js';
import { type ReportScope, ReportScopes } from './report-scope.js';
import { carriedAmount, headAnswer, sourceAnswer, yuan } from './reporting.answer.js';
import { Reports } from './reports.js';

const [listName, accountList] = ['accounting-evidence', 'accounting-evidence-accounts'] as const;

/** What a cell of a table or statement is made of, down to the events. */
@ApiTags('accounting')
@Controller('accounting/evidence')
@Roles('accountant', 'auditor')
export class CellQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReportScopes) private readonly scopes: ReportScopes,
    @Inject(Reports) private readonly reports: Reports,
    @Inject(EvidenceReader) private readonly proofs: EvidenceReader,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The events behind a cell, each with the proof that it is in the log.',
    description:
      'Lines of vouchers in the order of their days, with what each adds and the fact it rests ' +
      'on. Added up over all pages they are the figure of the cell. Rows are those of a statutory ' +
      'table (columns by source), lines of the balance sheet (`closing`, `opening`, and ' +
      '`ofWhichClosing`, `ofWhichOpening` of data resources) or accounts of the trial balance ' +
      '(`opening`, `debit`, `credit`, `closing`; `total` has turnover), debits less credits.',
  })
  @ApiOkResponse({ type: CellDto })
  async cell(
    @Query() query: CellQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<CellDto> {
    const scope = await this.scopes.of(query, caller, after);
    const { table } = query;
    return table === 'intangible' || table === 'inventory'
      ? this.ofTable(table, query, scope)
      : this.ofAccounts(table, query, scope);
  }

  private async ofTable(
    table: StatutoryTableName,
    { cursor, row: named, column, limit }: CellQuery,
    scope: ReportScope,
  ): Promise<CellDto> {
    const form = ['string', 'string', 'string'] as const;
    const [date, key, carried] = decodeCursor(listName, cursor, [...form]) ?? [];
    const row = rowNamed(table, named);
    const source = tableColumns.find((one) => one === column);
    if (row === undefined || row.terms.length === 0) throw noFigures('/row');
    if (source === undefined) throw noFigures('/column');
    const { current } = await this.reports.tables(scope, table);
    const parts = cellParts(table, row, source, scope, addDays(scope.from, -1));
    const place = date === undefined || key === undefined ? undefined : ([date, key] as const);
    const found = await cellPage(this.dataSource, scope, parts, place, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const through = throughOf(page, carried);
    return {
      ...headAnswer(scope),
      ...{ table, row: row.key, column, through },
      amount: yuan(figuresAt(current.table, row.key)[source]),
      items: await this.proven(page),
      ...(last && { next: encodeCursor(listName, [last.date, last.key, through]) }),
    };
  }

  private async ofAccounts(
    table: 'balance-sheet' | 'trial-balance',
    { cursor, row, column, limit }: CellQuery,
    scope: ReportScope,
  ): Promise<CellDto> {
    const form = ['string', 'string', 'number', 'number', 'string'] as const;
    const at = decodeCursor(accountList, cursor, [...form]);
    const { cell, by, days } = await this.reports.accountCell(scope, table, row, column);
    if (cell === undefined) throw noFigures('/row');
    const place = at && ([at[0], at[1], at[2], at[3]] as const);
    const found = await accountCellPage(this.dataSource, scope, cell, by, place, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const through = throughOf(page, at?.[4]);
    return {
      ...headAnswer({ ...scope, ...days }),
      ...{ table, row, column, through },
      amount: yuan(cell.amount),
      items: await this.proven(page),
      ...(last && {
        next: encodeCursor(accountList, [
          ...[last.date, last.sumKey, last.position, last.line],
          through,
        ]),
      }),
    };
  }

  private async proven(page: readonly CellPosting[]): Promise<readonly CellItemDto[]> {
    const proofs = await this.proofs.inclusions(page.map(({ position }) => position));
    return page.map((posting) => {
      const { position, stream, version, eventId, month, number, line, date, account } = posting;
      const proof = proofs.get(position);
      return {
        ...{ position, stream, version, eventId, month, number, line, date, account },
        amount: yuan(posting.amount),
        ...present({ movement: posting.movement ?? undefined }),
        ...present({ source: sourceAnswer(posting), proof: proof && proofAnswer(proof) }),
      };
    });
  }
}

const base64 = (hash: Buffer): string => hash.toString('base64');

const proofAnswer = ({
  position,
  leafIndex,
  entry,
  hashes,
  checkpoint,
}: InclusionProof): InclusionProofDto => ({
  position,
  leafIndex,
  treeSize: checkpoint.size,
  entry: base64(entry),
  hashes: hashes.map(base64),
  checkpoint: checkpoint.note,
});

/** What the items up to and including these come to. */
const throughOf = (page: readonly CellPosting[], carried: string | undefined): string => {
  const before = carried === undefined ? 0n : carriedAmount(carried);
  return yuan(page.reduce((sum, { amount }) => sum + BigInt(amount), before));
};

const noFigures = (pointer: '/row' | '/column') =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer,
        zh: '该表没有这一行或这一列，或者它是没有金额的标题行；请用行次（从 1 起）、行的键（如 cost.closing）、报表项目或科目编码',
        en: 'the table has no such row or column, or it is a heading; name a row by its number from 1, its key such as cost.closing, its line or its account',
      },
    ],
  });
