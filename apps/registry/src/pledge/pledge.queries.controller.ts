import { present } from '@ledger/contracts/present.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { coverItem, pledgeItem, proposalItems } from '@ledger/contracts/pledge/pledge-item.js';
import { PledgeDto } from '@ledger/contracts/pledge/pledge-answer.dto.js';
import { PledgesQuery } from '@ledger/contracts/pledge/pledge.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { coverOf } from '@ledger/domain/title/pledge-cover.js';
import { sightOf } from '@ledger/domain/title/title.sight.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { filtered, listed, pledgesSeenBy, sidesAsked, sidesOf } from './pledge-list.js';
import { assetNamedBy, placedPledge } from './pledge.answer.js';
import { PledgeCovers } from './pledge-covers.js';
import { pledgeFold } from './pledge.projection.js';
import { TitleLook } from './title-look.js';
import { PledgeView } from './pledge.view.js';

const listName = 'pledges';

/** Pledges for their parties: one from the log, many from the table. */
@ApiTags('pledges')
@Controller('pledges')
export class PledgeQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(TitleLook) private readonly titles: TitleLook,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(PledgeCovers) private readonly covers: PledgeCovers,
  ) {}

  @Get()
  @Roles('lender', 'manager', 'auditor')
  @ApiOperation({
    summary: 'Pledges in which the caller’s organisation is pledgee or pledgor, latest first.',
  })
  @ApiOkResponse({ type: PageOf(PledgeDto) })
  async list(
    @Query() { limit, cursor, ...filters }: PledgesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<PledgeDto>> {
    const [before] = decodeCursor(listName, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, pledgeFold.name, after);
    const now = this.clock.now();
    const today = shanghaiDate(now);
    const all = this.dataSource.getRepository(PledgeView).createQueryBuilder('p').where('true');
    const { standing, ...asked } = await sidesAsked(this.standings, caller, filters);
    const query = filtered(pledgesSeenBy(all, caller, standing), asked, today);
    if (before !== undefined) query.andWhere('p.recordedPosition < :before', { before });
    const rows = await query
      .orderBy('p.recordedPosition', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const standIns = await this.standings.standIns(page.flatMap(sidesOf));
    const covers = await this.covers.of(page, now);
    return {
      items: page.map((row) => ({
        ...listed(row, now, standIns),
        ...coverItem(covers.get(row.pledgeId)),
      })),
      ...(last && { next: encodeCursor(listName, [last.recordedPosition]) }),
    };
  }

  @Get(':pledgeId')
  @Roles('lender', 'manager', 'registrar', 'auditor')
  @ApiOperation({ summary: 'One pledge as it stands, for its parties, registrar and auditor.' })
  @ApiOkResponse({ type: PledgeDto })
  async one(
    @Param('pledgeId') pledgeId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<PledgeDto> {
    const now = this.clock.now();
    const seen = await this.titles.sheet(assetNamedBy(pledgeId), after);
    const { title, version, instant, valuations } = seen;
    const placed = placedPledge(title, pledgeId, now);
    const isPledgee = placed.pledge.pledgeePartyId === caller.partyId;
    if (!isPledgee && sightOf(title, caller, now) !== 'full') {
      return refuse('pledge_not_found', { pledgeId });
    }
    void reply.header('etag', `"${version}"`);
    return {
      ...pledgeItem(placed, { instant, showsContract: true, at: now }),
      ...coverItem(coverOf(title, pledgeId, valuations, now)),
      ...present({ proposals: proposalItems(title, placed.pledge, caller.partyId) }),
    };
  }
}
