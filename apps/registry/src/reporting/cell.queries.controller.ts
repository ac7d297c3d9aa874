import type { InclusionProofDto } from '@ledger/contracts/evidence/proofs.dto.js';
import { present } from '@ledger/contracts/present.js';
import { CellDto, type CellItemDto } from '@ledger/contracts/reporting/cell.dto.js';
import { CellQuery } from '@ledger/contracts/reporting/report-query.dto.js';
import { addDays } from '@ledger/domain/calendar.js';
import { cellParts } from '@ledger/domain/reporting/cell.js';
import { rowNamed } from '@ledger/domain/reporting/statutory-rows.js';
import { figuresAt } from '@ledger/domain/reporting/statutory-table.js';
import { EvidenceReader, type InclusionProof } from '@ledger/evidence/proofs/evidence-reader.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { cellPage, type CellPosting } from './cell.reads.js';
import { ReportScopes } from './report-scope.js';
import { carriedAmount, headAnswer, sourceAnswer, yuan } from './reporting.answer.js';
import { Reports } from './reports.js';

const listName = 'accounting-evidence';

/** What a cell of a statutory table is made of, down to the events. */
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
      'on. Added up over all pages they are the figure of the cell.',
  })
  @ApiOkResponse({ type: CellDto })
  async cell(
    @Query() query: CellQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<CellDto> {
    const form = ['string', 'string', 'string'] as const;
    const [date, key, carried] = decodeCursor(listName, query.cursor, [...form]) ?? [];
    const { table, column, limit } = query;
    const row = rowNamed(table, query.row);
    if (row === undefined || row.terms.length === 0) throw noFigures();
    const scope = await this.scopes.of(query, caller, after);
    const { current } = await this.reports.tables(scope, table);
    const parts = cellParts(table, row, column, scope, addDays(scope.from, -1));
    const place = date === undefined || key === undefined ? undefined : ([date, key] as const);
    const found = await cellPage(this.dataSource, scope, parts, place, limit + 1);
    const page = found.slice(0, limit);
    const last = found.length > limit ? page.at(-1) : undefined;
    const before = carried === undefined ? 0n : carriedAmount(carried);
    const through = yuan(page.reduce((sum, { amount }) => sum + BigInt(amount), before));
    return {
      ...headAnswer(scope),
      table,
      row: row.key,
      column,
      amount: yuan(figuresAt(current.table, row.key)[column]),
      through,
      items: await this.proven(page),
      ...(last && { next: encodeCursor(listName, [last.date, last.key, through]) }),
    };
  }

  private async proven(page: readonly CellPosting[]): Promise<readonly CellItemDto[]> {
    const proofs = await this.proofs.inclusions(page.map(({ position }) => position));
    return page.map((posting) => {
      const { position, stream, version, eventId, month, number, line, date, movement } = posting;
      const proof = proofs.get(position);
      return {
        ...{ position, stream, version, eventId, month, number, line, date, movement },
        amount: yuan(posting.amount),
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

const noFigures = () =>
  problem('invalid_request', {
    errors: [
      {
        in: 'query',
        pointer: '/row',
        zh: '该表没有这一行，或者它是没有金额的标题行；请用行次（从 1 起）或行的键，如 cost.closing',
        en: 'the table has no such row, or it is a heading; name it by its number from 1 or its key, such as cost.closing',
      },
    ],
  });
