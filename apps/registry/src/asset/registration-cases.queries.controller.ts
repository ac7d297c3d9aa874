import {
  type CaseTaskDto,
  RegistrationCaseDto,
  RegistrationCasesQuery,
} from '@ledger/contracts/asset/registration-case.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { transferApplicationItem } from '@ledger/contracts/title/title-disposal-items.js';
import type { CaseTask } from '@ledger/domain/asset/case.tasks.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import type { Standing } from '@ledger/domain/party/standing-in.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { type PartyName, PartyNames } from '@ledger/http/parties/party-names.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { byDueDay } from './asset-case.columns.js';
import { assetFold } from './asset.projection.js';
import { AssetView } from './asset.view.js';
import {
  assetsPage,
  heldAssetsPage,
  byPlace,
  type CasePlace,
  type CaseSide,
  placeOf,
  sideOf,
  type TransferCase,
  transfersPage,
} from './registration-cases.js';
import { transferCaseFold } from './transfer-case.projection.js';
import { TransferCaseView } from './transfer-case.view.js';

const listName = 'registration-cases';

/** What a registrar, and an applicant, has to do and by when. */
@ApiTags('assets')
@Controller('registration-cases')
@Roles('registrar', 'manager', 'auditor')
export class RegistrationCasesQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(PartyNames) private readonly names: PartyNames,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Registrations in hand: what is to be done by whom, and by when; due first, first.',
    description:
      'Applications to accept, to complete and to review, objections to decide, changes and ' +
      'renewals asked for, transfers to join and to review: a transferee finds here what waits for ' +
      'him. What is overdue says so; it is never taken off the list for that.',
  })
  @ApiOkResponse({ type: PageOf(RegistrationCaseDto) })
  async list(
    @Query() query: RegistrationCasesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<RegistrationCaseDto>> {
    const from = decodeCursor(listName, query.cursor, ['string', 'string']);
    await readYourWrites(this.readModels, assetFold.name, after);
    await readYourWrites(this.readModels, transferCaseFold.name, after);
    const side = sideOf(caller, query.side);
    if (side === undefined) return { items: [] };
    const today = shanghaiDate(this.clock.now());
    const found = await this.found(side, await this.standings.of(caller.partyId), query, {
      from,
      today,
    });
    const rows = found.slice(0, query.limit);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    const names = await this.names.on(
      today,
      rows.flatMap((row) => [applicantOf(row), row.registrarPartyId]),
    );
    return {
      items: rows.map((row) => caseAnswer(row, names.of, today)),
      ...(last && { next: encodeCursor(listName, [...placeOf(last)]) }),
    };
  }

  /** One more than the page holds, where there are more. */
  private async found(
    side: CaseSide,
    standing: Standing,
    query: RegistrationCasesQuery,
    place: { readonly from: CasePlace | undefined; readonly today: string },
  ): Promise<readonly (AssetView | TransferCase)[]> {
    const { task, limit } = query;
    const assets = () => this.dataSource.getRepository(AssetView).createQueryBuilder('c');
    const transfers = this.dataSource.getRepository(TransferCaseView).createQueryBuilder('c');
    const all = await Promise.all([
      task === 'transfer' ? [] : assetsPage(assets(), side, standing, query, place).getMany(),
      task === 'transfer' || side !== 'applicant'
        ? []
        : heldAssetsPage(assets(), standing, query, place).getMany(),
      task === undefined || task === 'transfer'
        ? transfersPage(transfers, side, standing, query, place).getMany()
        : [],
    ]);
    return (all.flat() as (AssetView | TransferCase)[]).toSorted(byPlace).slice(0, limit + 1);
  }
}

const applicantOf = (row: AssetView | TransferCase): string =>
  'transferId' in row ? row.application.transferorPartyId : row.applicantPartyId;

const caseAnswer = (
  row: AssetView | TransferCase,
  named: (partyId: string) => PartyName,
  today: string,
): RegistrationCaseDto => {
  const { assetId, description, state, scheme } = 'transferId' in row ? row.asset : row;
  return {
    assetId,
    ...{ name: description.name, state, scheme },
    applicant: partyAnswer(named(applicantOf(row))),
    registrar: partyAnswer(named(row.registrarPartyId)),
    tasks:
      'transferId' in row
        ? [transferTask(row, today)]
        : (row.tasks ?? []).toSorted(byDueDay).map((task) => taskAnswer(task, today)),
  };
};

const transferTask = (
  { application, waitingSince: since, transferId: requestId }: TransferCase,
  today: string,
): CaseTaskDto => {
  const { reviewBy: dueBy } = application;
  return {
    ...{ task: 'transfer', by: dueBy === undefined ? 'transferee' : 'registrar', since, requestId },
    ...present({ dueBy }),
    overdue: dueBy !== undefined && dueBy < today,
    transfer: transferApplicationItem(application),
  };
};

const partyAnswer = ({ partyId, name, identifier }: PartyName) => ({
  partyId,
  name,
  ...present({ identifier }),
});

const taskAnswer = ({ missing, ...task }: CaseTask, today: string) => ({
  ...task,
  ...(missing && { missing: [...missing] }),
  overdue: task.dueBy !== undefined && task.dueBy < today,
});
