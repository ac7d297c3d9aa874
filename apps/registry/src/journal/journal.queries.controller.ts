import { MonthPath } from '@ledger/contracts/journal/journal.dto.js';
import {
  AccountingPeriodDto,
  AmortisationRunDto,
  AmortisationRunQuery,
  PeriodsQuery,
  VoucherDraftDto,
  VoucherDraftsQuery,
} from '@ledger/contracts/journal/journal-state.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { draftAnswer, periodAnswer, runAnswer } from './journal.answer.js';
import {
  accountingPeriodFold,
  amortisationRunFold,
  voucherDraftFold,
} from './journal.projections.js';
import { AccountingPeriodView, AmortisationRunView, VoucherDraftView } from './journal.view.js';

const [periodList, draftList] = ['accounting-periods', 'voucher-drafts'] as const;

/** Months, runs and drafts for the entity's accountant and the auditor. */
@ApiTags('accounting')
@Controller('accounting')
@Roles('accountant', 'auditor')
export class JournalQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get('periods')
  @ApiOperation({ summary: 'Months of the journal, latest first, and how they stand.' })
  @ApiOkResponse({ type: PageOf(AccountingPeriodDto) })
  async periods(
    @Query() { limit, cursor, entity }: PeriodsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<AccountingPeriodDto>> {
    const [before] = decodeCursor(periodList, cursor, ['string']) ?? [];
    await readYourWrites(this.readModels, accountingPeriodFold.name, after);
    const query = await this.of(AccountingPeriodView, entity, caller);
    if (before !== undefined) query.andWhere('row.month < :before', { before });
    const rows = await query
      .orderBy('row.month', 'DESC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, periodAnswer, ({ month }) => encodeCursor(periodList, [month]));
  }

  @Get('periods/:month/amortisation')
  @ApiOperation({ summary: 'The latest run of the month, and how far it has come.' })
  @ApiOkResponse({ type: AmortisationRunDto })
  async run(
    @Param() { month }: MonthPath,
    @Query() { entity }: AmortisationRunQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<AmortisationRunDto> {
    await readYourWrites(this.readModels, amortisationRunFold.name, after);
    const query = await this.of(AmortisationRunView, entity, caller);
    const row = await query
      .andWhere('row.month = :month', { month })
      .orderBy('row.startedPosition', 'DESC')
      .limit(1)
      .getOne();
    return row === null ? refuse('amortisation_run_not_found', { month }) : runAnswer(row);
  }

  @Get('voucher-drafts')
  @ApiOperation({ summary: 'Vouchers that wait for a review, oldest first.' })
  @ApiOkResponse({ type: PageOf(VoucherDraftDto) })
  async drafts(
    @Query() { limit, cursor, entity }: VoucherDraftsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<VoucherDraftDto>> {
    const [from] = decodeCursor(draftList, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, voucherDraftFold.name, after);
    const query = await this.of(VoucherDraftView, entity, caller);
    if (from !== undefined) query.andWhere('row.preparedPosition > :from', { from });
    const rows = await query
      .orderBy('row.preparedPosition', 'ASC')
      .limit(limit + 1)
      .getMany();
    return pageOf(rows, limit, draftAnswer, ({ preparedPosition }) =>
      encodeCursor(draftList, [preparedPosition]),
    );
  }

  /**
   * Rows of the entity that is asked for: one's own, or one that the caller's succeeded; another's
   * are there for the auditor alone.
   */
  private async of<Row extends ObjectLiteral>(
    table: EntityTarget<Row>,
    entity: string | undefined,
    { partyId, roles }: Caller,
  ) {
    const entityPartyId = entity ?? partyId;
    const { joint } = await this.standings.of(partyId);
    if (!joint.includes(entityPartyId) && !roles.includes('auditor')) throw problem('not_found');
    return this.dataSource
      .getRepository(table)
      .createQueryBuilder('row')
      .where('row.entityPartyId = :entityPartyId', { entityPartyId });
  }
}

const pageOf = <Row, Item>(
  rows: readonly Row[],
  limit: number,
  answer: (row: Row) => Item,
  cursorAfter: (row: Row) => string,
): Page<Item> => {
  const page = rows.slice(0, limit);
  const last = rows.length > limit ? page.at(-1) : undefined;
  return { items: page.map(answer), ...(last && { next: cursorAfter(last) }) };
};
