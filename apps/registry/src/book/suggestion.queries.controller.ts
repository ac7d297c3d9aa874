import { SuggestionDto, SuggestionsQuery } from '@ledger/contracts/book/suggestion.dto.js';
import { type Page, PageOf } from '@ledger/contracts/page.js';
import { present } from '@ledger/contracts/present.js';
import { CurrentCaller, Roles } from '@ledger/http/auth/access.decorators.js';
import type { Caller } from '@ledger/http/auth/caller.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Standings } from '@ledger/http/parties/standings.js';
import { ReadAfter } from '@ledger/http/reads/read-after.decorator.js';
import { seen } from '@ledger/http/reads/seen.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { DataSource } from 'typeorm';
import { bookFold } from './book.projection.js';
import { suggestionFold } from './suggestion.projection.js';
import { SuggestionView } from './suggestion.view.js';

const listName = 'accounting-suggestions';
/** Books of one asset that are named beside a suggestion. */
const booksMax = 20;

/** What deals on the exchange suggest to the accountants of their sides. */
@ApiTags('books')
@Controller('accounting/suggestions')
@Roles('accountant', 'auditor')
export class SuggestionQueriesController {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Standings) private readonly standings: Standings,
  ) {}

  @Get()
  @ApiOperation({
    summary: 'What purchases and sales on the exchange suggest to record, latest first.',
    description:
      'Nothing is booked by itself: the accountant records the fact and names the order.',
  })
  @ApiOkResponse({ type: PageOf(SuggestionDto) })
  async list(
    @Query() { limit, cursor, state }: SuggestionsQuery,
    @CurrentCaller() { partyId, roles }: Caller,
    @ReadAfter() after: number | undefined,
  ): Promise<Page<SuggestionDto>> {
    const [position, id] = decodeCursor(listName, cursor, ['number', 'string']) ?? [];
    await seen(this.readModels, [suggestionFold.name, bookFold.name], after);
    const query = this.dataSource
      .getRepository(SuggestionView)
      .createQueryBuilder('s')
      .where('s.state = :state', { state });
    if (!roles.includes('auditor')) {
      const { joint } = await this.standings.of(partyId);
      query.andWhere(joint.length === 0 ? 'false' : 's.partyId IN (:...joint)', { joint });
    }
    if (position !== undefined) {
      query.andWhere('(s.toldPosition, s.suggestionId) < (:position, :id)', { position, id });
    }
    const rows = await query
      .orderBy('s.toldPosition', 'DESC')
      .addOrderBy('s.suggestionId', 'DESC')
      .limit(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    const books = await this.booksOf(page);
    const last = rows.length > limit ? page.at(-1) : undefined;
    return {
      items: page.map((row) => suggestionOf(row, books.get(keyOf(row)) ?? [])),
      ...(last && { next: encodeCursor(listName, [last.toldPosition, last.suggestionId]) }),
    };
  }

  /** Books of the rows' assets, of the rows' entities, in one statement. */
  private async booksOf(
    rows: readonly SuggestionView[],
  ): Promise<ReadonlyMap<string, readonly string[]>> {
    const found = await this.dataSource.query<
      { partyId: string; assetId: string; bookIds: readonly string[] }[]
    >(booksOfAssets, [rows.map(({ partyId }) => partyId), rows.map(({ assetId }) => assetId)]);
    return new Map(found.map((one) => [keyOf(one), one.bookIds.slice(0, booksMax)]));
  }
}

const keyOf = ({ partyId, assetId }: Pick<SuggestionView, 'partyId' | 'assetId'>): string =>
  `${partyId} ${assetId}`;

const booksOfAssets = `
  SELECT b.entity_party_id AS "partyId", b.asset_id AS "assetId",
         array_agg(b.book_id ORDER BY b.opened_position DESC) AS "bookIds"
  FROM (SELECT DISTINCT * FROM unnest($1::text[], $2::text[]) AS asked(party_id, asset_id)) asked
  CROSS JOIN LATERAL (
    SELECT entity_party_id, asset_id, book_id, opened_position FROM read.book
    WHERE entity_party_id = asked.party_id AND asset_id = asked.asset_id
      AND status <> 'derecognised'
    ORDER BY opened_position DESC LIMIT ${booksMax}
  ) b
  GROUP BY b.entity_party_id, b.asset_id`;

const yuan = (amount: string) => ({ amount, currency: 'CNY' as const });

/** What stays with the seller is service revenue; exclusivity may pass control, a transfer does. */
const factOf = ({ side, deal }: SuggestionView): string => {
  if (side === 'buyer') return 'acquisition';
  return deal === 'exclusive' || deal === 'transfer' ? 'sale' : 'service-revenue';
};

const suggestionOf = (row: SuggestionView, bookIds: readonly string[]): SuggestionDto => ({
  id: row.suggestionId,
  orderId: row.orderId,
  side: row.side,
  entityPartyId: row.partyId,
  state: row.state,
  fact: factOf(row),
  assetId: row.assetId,
  name: row.name,
  price: yuan(row.net),
  tax: yuan(row.vat),
  refunded: yuan(row.refunded),
  bookIds,
  ...present({ on: row.dueOn ?? undefined, bookId: row.bookId ?? undefined }),
});
