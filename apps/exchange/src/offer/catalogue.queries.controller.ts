import { CatalogueQuery } from '@ledger/contracts/offer/catalogue-query.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { Public } from '@ledger/http/auth/access.decorators.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { linkedDataType } from '@ledger/http/downloads/linked-data.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Param, Query, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { catalogueEntry, catalogueOf } from './catalogue.js';
import { offerFold } from './offer.projection.js';
import { OfferSearch } from './offer-search.js';
import { OfferView } from './offer.view.js';

const listName = 'catalog';
const path = '/v1/catalog';
const document = { schema: { type: 'object', additionalProperties: true } } as const;

/** What stands on the exchange today, for machines: open to everybody. */
@ApiTags('catalog')
@Controller('catalog')
@Public()
export class CatalogueQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(Standings) private readonly standings: Standings,
    @Inject(OfferSearch) private readonly search: OfferSearch,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'The catalogue: DCAT 3 with ODRL 2.2 policies, as JSON-LD, newest first.',
    description: 'Pages follow `hydra:next`, which is also the `Link` header with `rel="next"`.',
  })
  @ApiProduces(linkedDataType)
  @ApiOkResponse(document)
  async page(
    @Query() query: CatalogueQuery,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const [before] = decodeCursor(listName, query.cursor, ['number']) ?? [];
    await readYourWrites(this.readModels, offerFold.name, after);
    const found = await this.standing(query, before);
    const rows = found.slice(0, query.limit);
    const last = found.length > query.limit ? rows.at(-1) : undefined;
    const next = last && pathOf(query, encodeCursor(listName, [last.firstPosition]));
    void reply.type(linkedDataType);
    if (next !== undefined) void reply.header('link', `<${next}>; rel="next"`);
    return catalogueOf({ rows, path: pathOf(query, query.cursor), ...(next && { next }) });
  }

  @Get(':offerId')
  @ApiOperation({ summary: 'One product of the catalogue, as JSON-LD.' })
  @ApiProduces(linkedDataType)
  @ApiOkResponse(document)
  async one(
    @Param('offerId') offerId: string,
    @ReadAfter() after: number | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    await readYourWrites(this.readModels, offerFold.name, after);
    const row = await this.dataSource
      .getRepository(OfferView)
      .findOneBy({ offerId, stage: 'listed' });
    if (row === null || (row.until ?? '') < this.today) return refuse('offer_not_found');
    void reply.type(linkedDataType);
    return catalogueEntry(row);
  }

  /** Offers that stand today, one more than the page holds. */
  private async standing(
    query: CatalogueQuery,
    before: number | undefined,
  ): Promise<readonly OfferView[]> {
    const { sellerPartyId, limit } = query;
    const sellers =
      sellerPartyId === undefined ? undefined : (await this.standings.of(sellerPartyId)).joint;
    return this.search.page({
      scope: (bind) => [`o.stage = 'listed' AND o.until >= ${bind(this.today)}::text`],
      ...{ filters: query, sellers, before, rowsMax: limit + 1 },
    });
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}

/** The page's own address, without origin: links hold behind any proxy. */
const pathOf = (query: CatalogueQuery, cursor: string | undefined): string => {
  const { limit, cursor: _, ...filters } = query;
  const values = { limit: String(limit), ...filters, cursor };
  const given = Object.entries(values).filter((each): each is [string, string] => !!each[1]);
  return `${path}?${new URLSearchParams(given).toString()}`;
};
