import { ContinuationQuery } from '@ledger/contracts/dataspace/dataspace.dto.js';
import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { OWN_CONNECTOR, type OwnConnector } from '@ledger/http/orders/connector.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { FreeBody } from '@ledger/http/validation/free-body.decorator.js';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { filterColumns, filterOf } from './catalogue-filter.js';
import { type CataloguePlace, placeAt, tokenOf } from './catalogue-place.js';
import { dataspaceCatalogue, dataspaceDataset } from './dataspace-catalogue.js';
import { OfferView } from './offer.view.js';

/** The catalogue protocol over HTTPS: what stands on the exchange today, for other connectors. */
@ApiExcludeController()
@Controller('dsp/2025-1/catalog')
@Roles('manager')
export class DataspaceCatalogueController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(OWN_CONNECTOR) private readonly connector: OwnConnector,
  ) {}

  /** A token goes on where its page said, whatever filter is sent along: EDC sends both. */
  @Post('request')
  @HttpCode(200)
  async page(
    @FreeBody() body: unknown,
    @Query() { continuationToken }: ContinuationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const filter = filterOf(body);
    return this.at(
      continuationToken === undefined ? { filter } : placeAt(continuationToken),
      reply,
    );
  }

  /** The same by following a link (RFC 8288). */
  @Get('request')
  async more(
    @Query() { continuationToken }: ContinuationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    if (continuationToken === undefined) throw problem('invalid_cursor');
    return this.at(placeAt(continuationToken), reply);
  }

  @Get('datasets/:id')
  async one(@Param('id') id: string): Promise<object> {
    const row = await this.dataSource
      .getRepository(OfferView)
      .findOneBy({ offerId: idOf(id), stage: 'listed' });
    if (row === null || (row.until ?? '') < this.today) return refuse('offer_not_found');
    const { base, participantId } = this.connector;
    return dataspaceDataset(row, { base, participantId });
  }

  private async at(place: CataloguePlace, reply: FastifyReply): Promise<object> {
    const { filter, from } = place;
    const found = await this.standing(place);
    const rows = found.slice(0, filter.limit);
    const isMore = found.length > rows.length;
    const isBack = from?.way === 'previous';
    if (isBack) rows.reverse();
    const isPreceded = isBack ? isMore : from !== undefined || filter.offset > 0;
    const { base, participantId } = this.connector;
    const link = (way: 'next' | 'previous', row: OfferView | undefined): readonly string[] => {
      if (row === undefined) return [];
      const token = encodeURIComponent(tokenOf(filter, way, row));
      return [`<${base}/catalog/request?continuationToken=${token}>; rel="${way}"`];
    };
    const links = [
      ...(isPreceded ? link('previous', rows[0]) : []),
      ...(isBack || isMore ? link('next', rows.at(-1)) : []),
    ];
    if (links.length > 0) void reply.header('link', links.join(', '));
    return dataspaceCatalogue(rows, { base, participantId });
  }

  /** Offers that stand today, one more than the page holds; away from where it begins. */
  private standing({ filter, from }: CataloguePlace): Promise<OfferView[]> {
    const { limit, offset, where } = filter;
    const isBack = from?.way === 'previous';
    const select = this.dataSource
      .getRepository(OfferView)
      .createQueryBuilder('offer')
      .where(`offer.stage = 'listed' AND offer.until >= :today`, { today: this.today })
      .orderBy('offer.firstPosition', isBack ? 'ASC' : 'DESC')
      .offset(offset)
      .limit(limit + 1);
    if (from !== undefined) {
      const { position } = from;
      select.andWhere(`offer.firstPosition ${isBack ? '>' : '<'} :position`, { position });
    }
    for (const [name, value] of where)
      select.andWhere(`offer.${filterColumns[name]} = :${name}`, { [name]: value });
    return select.getMany();
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}
