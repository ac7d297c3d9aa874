import {
  RegistrationCaseDto,
  RegistrationCasesQuery,
} from '@ledger/contracts/asset/registration-case.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import type { CaseTask } from '@ledger/domain/asset/case.tasks.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
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
import { byDueDay, undated } from './asset-case.columns.js';
import { assetFold } from './asset.projection.js';
import { AssetView } from './asset.view.js';
import { casesPage, sideOf } from './registration-cases.js';

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
      'renewals asked for. What is overdue says so; it is never taken off the list for that.',
  })
  @ApiOkResponse({ type: PageOf(RegistrationCaseDto) })
  async list(
    @Query() query: RegistrationCasesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<RegistrationCaseDto>> {
    const from = decodeCursor(listName, query.cursor, ['string', 'string']);
    await readYourWrites(this.readModels, assetFold.name, after);
    const side = sideOf(caller, query.side);
    if (side === undefined) return { items: [] };
    const today = shanghaiDate(this.clock.now());
    const standing = await this.standings.of(caller.partyId);
    const select = this.dataSource.getRepository(AssetView).createQueryBuilder('a');
    const found = await casesPage(select, side, standing, query, { from, today }).getMany();
    const rows = found.slice(0, query.limit);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    const names = await this.names.on(
      today,
      rows.flatMap(({ applicantPartyId, registrarPartyId }) => [
        applicantPartyId,
        registrarPartyId,
      ]),
    );
    return {
      items: rows.map((row) => caseAnswer(row, names.of, today)),
      ...(last && { next: encodeCursor(listName, [last.caseDue ?? undated, last.assetId]) }),
    };
  }
}

const caseAnswer = (
  row: AssetView,
  named: (partyId: string) => PartyName,
  today: string,
): RegistrationCaseDto => ({
  assetId: row.assetId,
  name: row.description.name,
  state: row.state,
  scheme: row.scheme,
  applicant: partyAnswer(named(row.applicantPartyId)),
  registrar: partyAnswer(named(row.registrarPartyId)),
  tasks: (row.tasks ?? []).toSorted(byDueDay).map((task) => taskAnswer(task, today)),
});

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
