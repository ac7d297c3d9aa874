import { OfferDto, OffersQuery } from '@ledger/contracts/offer/offer.dto.js';
import { PageOf } from '@ledger/contracts/page.js';
import type { Page } from '@ledger/contracts/page.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK } from '@ledger/event-store/clock.js';
import type { Clock } from '@ledger/event-store/clock.js';
import type { EventLog } from '@ledger/event-store/event-log.js';
import { EVENT_LOG } from '@ledger/event-store/event-store.module.js';
import { AnyRole, CurrentCaller } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { acknowledged } from '@ledger/http/reads/acknowledged.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { type Bind, OfferSearch } from './offer-search.js';
import { offerAnswer } from './offer.answer.js';
import { offerFold } from './offer.projection.js';
import { seesAllOffers, seesOffer } from './offer.sight.js';
import { OfferView } from './offer.view.js';

const listName = 'offers';

/** The catalogue of what stands on the exchange, and each seller's drafts. */
@ApiTags('offers')
@Controller('offers')
export class OfferQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EVENT_LOG) private readonly log: EventLog,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(OfferSearch) private readonly search: OfferSearch,
  ) {}

  @Get()
  @AnyRole()
  @ApiOperation({ summary: 'Offers, newest first; drafts are shown to their sellers only.' })
  @ApiOkResponse({ type: PageOf(OfferDto) })
  async list(
    @Query() query: OffersQuery,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<OfferDto>> {
    const [before] = decodeCursor(listName, query.cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, offerFold.name, after);
    const today = shanghaiDate(this.clock.now());
    const { sellerPartyId: asked } = query;
    const [own, seller] = await this.standings.ofEach([
      caller.partyId,
      ...(asked === undefined ? [] : [asked]),
    ]);
    const scope = scopeOf(query.state, { caller, today, own: own?.joint ?? [] });
    const look = { scope, filters: query, sellers: seller?.joint, before };
    const rows = await this.search.page({ ...look, rowsMax: query.limit + 1 });
    const page = rows.slice(0, query.limit);
    const last = rows.length > query.limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => offerAnswer(row, today)),
      ...(last && { next: encodeCursor(listName, [last.firstPosition]) }),
    };
  }

  @Get(':offerId')
  @AnyRole()
  @ApiOperation({ summary: 'One offer.' })
  @ApiOkResponse({ type: OfferDto })
  async one(
    @Param('offerId') offerId: string,
    @CurrentCaller() caller: Caller,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<OfferDto> {
    await readYourWrites(this.readModels, offerFold.name, after);
    const { log, readModels } = this;
    const stream = `offer-${offerId}`;
    const row = await acknowledged({ log, readModels, stream, projections: [offerFold.name] }, () =>
      this.dataSource.getRepository(OfferView).findOneBy({ offerId }),
    );
    const standing = await this.standings.of(caller.partyId);
    if (!row || !seesOffer(caller, standing, row)) return refuse('offer_not_found', { offerId });
    void reply.header('etag', `"${row.version}"`);
    return offerAnswer(row, shanghaiDate(this.clock.now()));
  }
}

/** Who asks and when; sellers that are his. */
interface Asking {
  readonly caller: Caller;
  readonly today: string;
  readonly own: readonly string[];
}

const scopeOf =
  (state: OffersQuery['state'], { caller, today, own }: Asking) =>
  (bind: Bind): readonly string[] => [
    ...(seesAllOffers(caller)
      ? []
      : [`(o.stage <> 'draft' OR o.seller_party_id = ANY (${bind(own)}::text[]))`]),
    ...stateIs(state, today, bind),
  ];

const stateIs = (state: OffersQuery['state'], today: string, bind: Bind): readonly string[] => {
  switch (state) {
    case undefined:
      return [];
    case 'listed':
      return [`o.stage = 'listed' AND o.until >= ${bind(today)}::text`];
    case 'expired':
      return [`o.stage = 'listed' AND o.until < ${bind(today)}::text`];
    case 'draft':
    case 'suspended':
    case 'delisted':
      return [`o.stage = ${bind(state)}::text`];
  }
};
