import { type Page, PageOf, PageQuery } from '@ledger/contracts/page.js';
import {
  AccountDto,
  AccountEntryDto,
  AccountsQuery,
  AccountTotalsDto,
  PledgeProceedsDto,
  PledgeProceedsQuery,
} from '@ledger/contracts/settlement/settlement.dto.js';
import { fromMinorUnits } from '@ledger/domain/money.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { AccountSight, seesAllAccounts } from './account.sight.js';
import { LedgerRows } from './ledger-rows.js';
import { moneyProjection } from './money.projection.js';
import { accountAnswer, entryAnswer, money, proceedsAnswer } from './settlement.answer.js';
import { PledgeProceedsView } from './settlement.views.js';

const accountList = 'accounts';
const entryList = 'account-entries';
const proceedsList = 'pledge-proceeds';

/** Money as it stands: accounts, their entries, and what pledgees are due of proceeds. */
@ApiTags('settlement')
@Controller()
export class AccountQueriesController {
  constructor(
    @Inject(LedgerRows) private readonly rows: LedgerRows,
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(AccountSight) private readonly sight: AccountSight,
  ) {}

  @Get('accounts')
  @Roles('manager', 'accountant', 'lender', 'operator', 'auditor')
  @ApiOperation({
    summary: 'Accounts of the caller’s organisation; the operator and the auditor see all.',
  })
  @ApiOkResponse({ type: PageOf(AccountDto) })
  async accounts(
    @Query() { owner, limit, cursor }: AccountsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<AccountDto>> {
    const [last] = decodeCursor(accountList, cursor, ['string']) ?? [];
    await readYourWrites(this.readModels, moneyProjection.name, after);
    const { joint } = await this.standings.of(caller.partyId);
    const named = owner === undefined ? undefined : [owner];
    const owners = seesAllAccounts(caller)
      ? named
      : joint.filter((id) => named?.includes(id) ?? true);
    const found = owners?.length === 0 ? [] : await this.rows.accounts(owners, last, limit + 1);
    const page = found.slice(0, limit);
    const end = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(accountAnswer),
      ...(end && { next: encodeCursor(accountList, [end.accountId]) }),
    };
  }

  @Get('accounts/totals')
  @Roles('operator', 'auditor')
  @ApiOperation({ summary: 'Debits and credits of all accounts: they are equal.' })
  @ApiOkResponse({ type: AccountTotalsDto })
  async totals(@ReadAfter() after: number | undefined): Promise<AccountTotalsDto> {
    await readYourWrites(this.readModels, moneyProjection.name, after);
    const rows = await this.rows.totals();
    const sum = (of: 'debitMinor' | 'creditMinor'): bigint =>
      rows.reduce((total, row) => total + BigInt(row[of]), 0n);
    const [debit, credit] = [sum('debitMinor'), sum('creditMinor')];
    return {
      kinds: rows.map(({ kind, debitMinor, creditMinor }) => ({
        kind,
        debit: money(debitMinor),
        credit: money(creditMinor),
      })),
      debit: fromMinorUnits(debit),
      credit: fromMinorUnits(credit),
      isBalanced: debit === credit,
    };
  }

  @Get('accounts/:accountId/entries')
  @Roles('manager', 'accountant', 'lender', 'operator', 'auditor')
  @ApiOperation({ summary: 'Entries of an account, newest first, each naming its event.' })
  @ApiOkResponse({ type: PageOf(AccountEntryDto) })
  async entries(
    @Param('accountId') accountId: string,
    @Query() { limit, cursor }: PageQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<AccountEntryDto>> {
    const at = decodeCursor(entryList, cursor, ['string', 'number', 'number']);
    await readYourWrites(this.readModels, moneyProjection.name, after);
    if (!(await this.sight.sees(accountId, caller))) throw problem('not_found');
    const before = at && { onDate: at[0], position: at[1], ordinal: at[2] };
    const found = await this.rows.entries(accountId, before, limit + 1);
    const page = found.slice(0, limit);
    const end = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map(entryAnswer),
      ...(end && { next: encodeCursor(entryList, [end.onDate, end.position, end.ordinal]) }),
    };
  }

  @Get('pledge-proceeds')
  @Roles('lender', 'operator', 'auditor')
  @ApiOperation({
    summary: 'What pledgees are due of the proceeds of pledged rights that were sold.',
    description: 'Bound with the sale that the pledgee consented to, due with its settlement.',
  })
  @ApiOkResponse({ type: PageOf(PledgeProceedsDto) })
  async proceeds(
    @Query() { limit, cursor }: PledgeProceedsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<PledgeProceedsDto>> {
    const [before] = decodeCursor(proceedsList, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, moneyProjection.name, after);
    const { joint } = await this.standings.of(caller.partyId);
    const own = seesAllAccounts(caller) ? undefined : joint;
    const rows = this.dataSource
      .getRepository(PledgeProceedsView)
      .createQueryBuilder('row')
      .where(own === undefined ? 'true' : 'row.pledgeeIds && :own', { own })
      .orderBy('row.firstPosition', 'DESC')
      .take(limit + 1);
    if (before !== undefined) rows.andWhere('row.firstPosition < :before', { before });
    const found = await rows.getMany();
    const page = found.slice(0, limit);
    const end = found.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => proceedsAnswer(row, own)),
      ...(end && { next: encodeCursor(proceedsList, [end.firstPosition]) }),
    };
  }
}
