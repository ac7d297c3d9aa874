import { idOf } from '@ledger/contracts/dataspace/protocol.js';
import { readCatalogRequest } from '@ledger/contracts/dataspace/read-message.js';
import { BadMessage, Members } from '@ledger/contracts/dataspace/read-values.js';
import { ContinuationQuery } from '@ledger/contracts/dataspace/dataspace.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { refuse } from '@ledger/domain/refusal.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { Roles } from '@ledger/http/auth/access.decorators.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { OWN_CONNECTOR, type OwnConnector } from '@ledger/http/orders/connector.js';
import { problem } from '@ledger/http/problems/http-problem.js';
import { FreeBody } from '@ledger/http/validation/free-body.decorator.js';
import { Controller, Get, HttpCode, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { DataSource } from 'typeorm';
import { dataspaceCatalogue, dataspaceDataset } from './dataspace-catalogue.js';
import { OfferView } from './offer.view.js';

const listName = 'dsp-catalog';
const pageMax = 100;

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

  @Post('request')
  @HttpCode(200)
  async page(
    @FreeBody() body: unknown,
    @Query() { continuationToken }: ContinuationQuery,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<object> {
    const filter = filterOf(body);
    const [before] = decodeCursor(listName, continuationToken, ['number']) ?? [];
    const found = await this.standing(filter, before);
    const rows = found.slice(0, filter.limit);
    const last = found.length > filter.limit ? rows.at(-1) : undefined;
    const { base, participantId } = this.connector;
    if (last !== undefined) {
      const token = encodeCursor(listName, [last.firstPosition]);
      const next = `${base}/catalog/request?continuationToken=${encodeURIComponent(token)}`;
      void reply.header('link', `<${next}>; rel="next"`);
    }
    return dataspaceCatalogue(rows, { base, participantId });
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

  /** Offers that stand today, one more than the page holds. */
  private standing(
    { limit, offset, where }: CatalogueFilter,
    before: number | undefined,
  ): Promise<OfferView[]> {
    const select = this.dataSource
      .getRepository(OfferView)
      .createQueryBuilder('offer')
      .where(`offer.stage = 'listed' AND offer.until >= :today`, { today: this.today })
      .orderBy('offer.firstPosition', 'DESC')
      .offset(offset)
      .limit(limit + 1);
    if (before !== undefined) select.andWhere('offer.firstPosition < :before', { before });
    for (const [name, value] of where)
      select.andWhere(`offer.${columns[name]} = :${name}`, { [name]: value });
    return select.getMany();
  }

  private get today(): string {
    return shanghaiDate(this.clock.now());
  }
}

interface CatalogueFilter {
  readonly limit: number;
  readonly offset: number;
  readonly where: readonly (readonly [name: FilterName, value: string])[];
}

/** What a filter may name, and the column that it is: a data set is an offer. */
const columns = {
  id: 'offerId',
  assetId: 'assetId',
  sellerPartyId: 'sellerPartyId',
  kind: 'kind',
} as const;
const filterNames = ['id', 'assetId', 'sellerPartyId', 'kind'] as const;
type FilterName = (typeof filterNames)[number];

/**
 * Of filters the one that EDC sends is understood: a `QuerySpec` with offset and limit and equality
 * of the data set, the asset, the seller or the kind of deal. Any other one is refused (binding, catalogue request).
 */
const filterOf = (body: unknown): CatalogueFilter => {
  try {
    const [first, ...others] = readCatalogRequest(body).filter;
    if (first === undefined) return { limit: pageMax, offset: 0, where: [] };
    if (others.length > 0) throw notUnderstood('/filter');
    return specOf(first);
  } catch (error) {
    if (!(error instanceof BadMessage)) throw error;
    throw problem('invalid_request', { errors: [{ in: 'body', ...error.fault }] });
  }
};

/** What EDC calls its terms, as a context without them spells it. */
const edcTerms = /^(edc:|https:\/\/w3id\.org\/edc\/v0\.0\.1\/ns\/)/;
const specMembers = ['@type', '@id', 'offset', 'limit', 'filterExpression', 'sortOrder'];

/** Crawlers go on by an offset; beyond it by the `Link` of a page. */
const offsetMax = 10_000;

const specOf = (filter: Members): CatalogueFilter => {
  const spec = withOwnNames(filter);
  const { offset = 0, limit = pageMax, ...others } = spec.raw();
  const isSound = isWhole(limit) && limit > 0 && isWhole(offset) && offset <= offsetMax;
  const isKnown = Object.keys(others).every((name) => specMembers.includes(name));
  const isSpec = edcTerms.test(String(others['@type'])) || others['@type'] === 'QuerySpec';
  if (!isSound || !isKnown || !isSpec) throw notUnderstood(spec.pointer);
  const where = withList(spec, 'filterExpression')
    .objects('filterExpression', 10)
    .map((one): readonly [FilterName, string] => {
      const criterion = withOwnNames(one);
      const operand = criterion.text('operandLeft', 200).replace(edcTerms, '');
      const name = filterNames.find((one) => one === operand);
      if (name === undefined) throw notUnderstood(`${criterion.pointer}/operandLeft`);
      criterion.oneOf('operator', ['=']);
      return [name, idOf(criterion.text('operandRight', 200))];
    });
  return { limit: Math.min(limit, pageMax), offset, where };
};

const isWhole = (value: unknown): value is number =>
  typeof value === 'number' && Number.isInteger(value) && value >= 0;

/** JSON-LD writes a list of one as its member. */
const withList = (members: Members, name: string): Members => {
  const value = members.raw()[name];
  const isOne = typeof value === 'object' && value !== null && !Array.isArray(value);
  return isOne ? new Members({ ...members.raw(), [name]: [value] }, members.pointer) : members;
};

const withOwnNames = (members: Members): Members =>
  new Members(
    Object.fromEntries(
      Object.entries(members.raw()).map(([name, value]) => [name.replace(edcTerms, ''), value]),
    ),
    members.pointer,
  );

const notUnderstood = (pointer: string): BadMessage => {
  const zh =
    '不支持此过滤条件：可用一个 QuerySpec，含 offset、limit 与按 id、assetId、sellerPartyId、kind 的相等条件';
  const en =
    'is not understood: one QuerySpec with offset, limit, equality of id, assetId, sellerPartyId, kind';
  return new BadMessage({ pointer, zh, en });
};
