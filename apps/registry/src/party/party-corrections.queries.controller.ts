import { CorrectedPartyDto } from '@ledger/contracts/party/party-corrections.dto.js';
import { type Page, PageOf, PageQuery } from '@ledger/contracts/page.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { identifierOf, nameOf } from './party.answer.js';
import { partyFold } from './party.projection.js';
import { PartyView } from './party.view.js';

const listName = 'party-corrections';

/** What waits for a second registrar. */
@ApiTags('parties')
@Controller('party-corrections')
@Roles('registrar', 'auditor')
export class PartyCorrectionsQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'Organisations for which another class was proposed and is not decided.',
    description: 'Another person than the proposer approves or rejects it.',
  })
  @ApiOkResponse({ type: PageOf(CorrectedPartyDto) })
  async list(
    @Query() { limit, cursor }: PageQuery,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<CorrectedPartyDto>> {
    const [from] = decodeCursor(listName, cursor, ['string']) ?? [];
    await readYourWrites(this.readModels, partyFold.name, after);
    const select = this.dataSource
      .getRepository(PartyView)
      .createQueryBuilder('p')
      .where(`p.corrections <> '[]'`)
      .orderBy('p.partyId')
      .limit(limit + 1);
    if (from !== undefined) select.andWhere('p.partyId > CAST(:from AS uuid)', { from });
    const found = await select.getMany();
    const rows = found.slice(0, limit);
    const last = found.length > limit ? rows.at(-1) : undefined;
    const today = shanghaiDate(this.clock.now());
    return {
      items: rows.map((row) => ({
        partyId: row.partyId,
        identifier: identifierOf(row),
        name: nameOf(row, today),
        partyClass: row.partyClass,
        corrections: row.corrections,
      })),
      ...(last && { next: encodeCursor(listName, [last.partyId]) }),
    };
  }
}
