import {
  FoundOffersDto,
  FoundOffersQuery,
  NeedMatchDto,
  NeedMatchesQuery,
} from '@ledger/contracts/need/need-match.dto.js';
import { NeedDto, NeedsQuery, NeedTermsDto } from '@ledger/contracts/need/need.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { needStream } from '@ledger/domain/need/need.state.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AnyRole, CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource, type FindOptionsWhere, In, LessThan, MoreThanOrEqual } from 'typeorm';
import { matchAnswer, needAnswer, needTermsOf } from './need.answer.js';
import { needMatchFold } from './need-match.projection.js';
import { NeedMatchView } from './need-match.view.js';
import { needFold } from './need.projection.js';
import { NeedSearch } from './need-search.js';
import { seesAllNeeds, sightOfNeed } from './need.sight.js';
import { NeedView } from './need.view.js';
import { OfferCandidates } from './offer-candidates.js';

const [needList, matchList] = ['needs', 'need-matches'];

/** Needs as their owners read them, and as others may. */
@ApiTags('needs')
@Controller()
export class NeedQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(NeedSearch) private readonly search: NeedSearch,
    @Inject(OfferCandidates) private readonly offers: OfferCandidates,
  ) {}

  @Post('needs/compute')
  @HttpCode(200)
  @AnyRole()
  @ApiOperation({
    summary: 'Offers that stand today beside a need that is not saved, the best first.',
    description: 'Nothing is recorded. The score is explained criterion by criterion.',
  })
  @ApiOkResponse({ type: FoundOffersDto })
  compute(
    @Body() body: NeedTermsDto,
    @Query() { limit }: FoundOffersQuery,
  ): Promise<FoundOffersDto> {
    return this.search.offersFor(needTermsOf(body), limit);
  }

  @Get('needs')
  @AnyRole()
  @ApiOperation({
    summary: 'The caller’s needs, or those that buyers have published, newest first.',
    description: 'The auditor reads everybody’s.',
  })
  @ApiOkResponse({ type: PageOf(NeedDto) })
  async list(
    @Query() { limit, cursor, scope = 'own', state }: NeedsQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<NeedDto>> {
    const [before] = decodeCursor(needList, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, needFold.name, after);
    const { today } = this;
    const standing = await this.standings.of(caller.partyId);
    const whose: FindOptionsWhere<NeedView> =
      scope === 'published'
        ? { isPublished: true, ...inState('open', today) }
        : seesAllNeeds(caller)
          ? inState(state, today)
          : { ownerPartyId: In([...standing.joint]), ...inState(state, today) };
    const rows = await this.dataSource.getRepository(NeedView).find({
      where: { ...whose, ...(before === undefined ? {} : { firstPosition: LessThan(before) }) },
      order: { firstPosition: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const last = rows.length > limit ? page.at(-1) : undefined;
    const items = page.flatMap((row) => {
      const sight = sightOfNeed(caller, standing, row, today);
      return sight === undefined ? [] : [needAnswer(row, sight, today)];
    });
    return { items, ...(last && { next: encodeCursor(needList, [last.firstPosition]) }) };
  }

  @Get('needs/:needId')
  @AnyRole()
  @ApiOperation({ summary: 'One need, as far as the caller may read it.' })
  @ApiOkResponse({ type: NeedDto })
  async one(
    @Param('needId') needId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<NeedDto> {
    const { row, sight } = await this.seen(needId, caller, after);
    void reply.header('etag', `"${row.version}"`);
    return needAnswer(row, sight, this.today);
  }

  @Get('needs/:needId/offers')
  @AnyRole()
  @ApiOperation({
    summary: 'Offers that stand today beside a need, the best first.',
    description: 'Compared with as much of the need as the caller may read.',
  })
  @ApiOkResponse({ type: FoundOffersDto })
  async offersOf(
    @Param('needId') needId: string,
    @Query() { limit }: FoundOffersQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<FoundOffersDto> {
    const { sight } = await this.seen(needId, caller, after);
    return this.search.offersFor(sight.terms, limit);
  }

  @Get('need-matches')
  @Roles('manager', 'auditor')
  @ApiOperation({
    summary: 'Offers that the caller was told of for its needs, latest first.',
    description: 'The auditor reads everybody’s.',
  })
  @ApiOkResponse({ type: PageOf(NeedMatchDto) })
  async matches(
    @Query() { limit, cursor, needId, open }: NeedMatchesQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<NeedMatchDto>> {
    const [before] = decodeCursor(matchList, cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, needMatchFold.name, after);
    const { joint } = await this.standings.of(caller.partyId);
    const rows = await this.dataSource.getRepository(NeedMatchView).find({
      where: {
        ...(seesAllNeeds(caller) ? {} : { ownerPartyId: In([...joint]) }),
        ...present({ needId, isOpen: open }),
        ...(before === undefined ? {} : { matchedPosition: LessThan(before) }),
      },
      order: { matchedPosition: 'DESC' },
      take: limit + 1,
    });
    const page = rows.slice(0, limit);
    const named = await this.offers.named(
      page.map(({ offerId }) => offerId),
      this.today,
    );
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => matchAnswer(row, named.get(row.offerId))),
      ...(last && { next: encodeCursor(matchList, [last.matchedPosition]) }),
    };
  }

  /** A need that the caller may read some of; else it is not there. */
  private async seen(needId: string, caller: Caller, after: number | undefined) {
    await readYourWrites(this.readModels, needFold.name, after);
    const { log, readModels } = this;
    const asked = { log, readModels, stream: needStream(needId), projections: [needFold.name] };
    const row = await acknowledged(asked, () =>
      this.dataSource.getRepository(NeedView).findOneBy({ needId }),
    );
    const standing = await this.standings.of(caller.partyId);
    const sight = row ? sightOfNeed(caller, standing, row, this.today) : undefined;
    return row && sight ? { row, sight } : refuse('need_not_found', { needId });
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}

const inState = (
  state: 'open' | 'expired' | 'closed' | undefined,
  today: string,
): FindOptionsWhere<NeedView> => {
  switch (state) {
    case undefined:
      return {};
    case 'open':
      return { isClosed: false, until: MoreThanOrEqual(today) };
    case 'expired':
      return { isClosed: false, until: LessThan(today) };
    case 'closed':
      return { isClosed: true };
  }
};
