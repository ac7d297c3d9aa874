import type { AssetFacetsDto } from '@ledger/contracts/asset/assets-page.dto.js';
import { type AssetsQuery, rankedMax } from '@ledger/contracts/asset/assets-query.dto.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import type { AssetFilters } from './asset-conditions.js';
import { facetsAnswer, facetsOfAssets, type FacetRow } from './asset-facets.js';
import type { AssetOrder } from './asset-orders.js';
import { type Match, ranked, rankOfRest } from './asset-relevance.js';
import { pageOfAssets, type Statement } from './asset-search.js';
import type { AssetSight } from './asset.sight.js';
import { AssetView } from './asset.view.js';

/** One page: its rows in order, where to go on, and how all that is found divides. */
export interface AssetPage {
  readonly rows: readonly AssetView[];
  readonly next?: string;
  readonly facets?: AssetFacetsDto;
}

interface Place {
  readonly ids: readonly string[];
  readonly next?: string | undefined;
}

const listName = (sort: string): string => (sort === 'newest' ? 'assets' : `assets.${sort}`);

/** Finds pages of assets: one statement for the ids, one for the rows, one for the facets. */
@Injectable()
export class AssetList {
  constructor(@Inject(DataSource) private readonly dataSource: DataSource) {}

  async page(
    query: AssetsQuery & AssetFilters,
    sight: AssetSight,
    today: string,
  ): Promise<AssetPage> {
    const { facets = false, ...asked } = query;
    // Counting needs nothing of the page: it goes on beside it.
    const [page, counted] = await Promise.all([
      this.pageWithRows(asked, sight, today),
      facets ? this.run<FacetRow>(facetsOfAssets(sight, asked, today)) : undefined,
    ]);
    return { ...page, ...(counted === undefined ? {} : { facets: facetsAnswer(counted) }) };
  }

  private async pageWithRows(
    { limit, cursor, sort = 'newest', ...filters }: Omit<AssetsQuery & AssetFilters, 'facets'>,
    sight: AssetSight,
    today: string,
  ): Promise<AssetPage> {
    const place =
      sort === 'relevance' && filters.text !== undefined
        ? await this.byRelevance(filters, sight, { limit, cursor, today })
        : await this.inOrder(filters, sight, {
            limit,
            cursor,
            today,
            order: sort === 'relevance' ? 'newest' : sort,
          });
    const rows = await this.rowsOf(place.ids);
    return { rows, ...(place.next === undefined ? {} : { next: place.next }) };
  }

  private async inOrder(
    filters: AssetFilters,
    sight: AssetSight,
    { limit, cursor, today, order }: Wanted & { readonly order: AssetOrder },
  ): Promise<Place> {
    const list = listName(order);
    const after =
      order === 'newest'
        ? decodeCursor(list, cursor, ['number'])
        : decodeCursor(list, cursor, ['string', 'number']);
    const run = { order, after, rowsMax: limit + 1, today };
    const found = await this.run<Keys>(pageOfAssets(sight, filters, run));
    const ids = found.slice(0, limit).map((row) => row.asset_id);
    const last = found[limit - 1];
    const isMore = found.length > limit && last !== undefined;
    return { ids, next: isMore ? encodeCursor(list, keysOf(order, last)) : undefined };
  }

  /**
   * The newest matches are ranked, all others follow by age. The cursor holds the newest match of
   * the first page, so that what is added meanwhile ranks nobody anew.
   */
  private async byRelevance(
    filters: AssetFilters,
    sight: AssetSight,
    { limit, cursor, today }: Wanted,
  ): Promise<Place> {
    // Ranks are of this text: a cursor of another one would skip and repeat.
    const list = listName(`relevance ${filters.text ?? ''}`);
    const [head, rank = -1, position = 0] =
      decodeCursor(list, cursor, ['number', 'number', 'number']) ?? [];
    if (head !== undefined && rank >= rankOfRest) {
      const run = { after: [position], rowsMax: limit + 1, today };
      const found = await this.run<Keys>(pageOfAssets(sight, filters, run));
      const ids = found.slice(0, limit).map((row) => row.asset_id);
      const last = Number(found[limit - 1]?.applied_position);
      const isMore = found.length > limit;
      return { ids, next: isMore ? encodeCursor(list, [head, rankOfRest, last]) : undefined };
    }
    const after = head === undefined ? undefined : [head + 1];
    const run = { after, rowsMax: rankedMax, today };
    const newest = await this.run<Keys>(pageOfAssets(sight, filters, run));
    const oldest = Number(newest.at(-1)?.applied_position ?? 0);
    const start = head ?? Number(newest[0]?.applied_position ?? 0);
    const left = ranked(newest, filters.text ?? '').filter(
      (match) => match.rank > rank || (match.rank === rank && match.position < position),
    );
    const page = left.slice(0, limit);
    const last = page.at(-1);
    const ids = page.map(({ assetId }) => assetId);
    if (left.length > limit && last) {
      return { ids, next: encodeCursor(list, [start, last.rank, last.position]) };
    }
    const isMore = newest.length === rankedMax;
    return { ids, next: isMore ? encodeCursor(list, [start, rankOfRest, oldest]) : undefined };
  }

  private run<Row>({ sql, parameters }: Statement): Promise<Row[]> {
    return this.dataSource.query<Row[]>(sql, [...parameters]);
  }

  /** In the order of the ids. */
  private async rowsOf(assetIds: readonly string[]): Promise<readonly AssetView[]> {
    if (assetIds.length === 0) return [];
    const repository = this.dataSource.getRepository(AssetView);
    const found = await repository.findBy({ assetId: In([...assetIds]) });
    const byId = new Map(found.map((row) => [row.assetId, row]));
    return assetIds.flatMap((assetId) => byId.get(assetId) ?? []);
  }
}

interface Wanted {
  readonly limit: number;
  readonly cursor: string | undefined;
  readonly today: string;
}

/** A row of ids with all sort keys that were asked for. */
interface Keys extends Match {
  readonly registered_on?: string;
  readonly valid_until?: string;
}

const keysOf = (order: AssetOrder, row: Keys): readonly (string | number)[] => {
  const position = Number(row.applied_position);
  switch (order) {
    case 'newest':
      return [position];
    case 'name':
      return [row.name_key, position];
    case 'registeredOn':
      return [row.registered_on ?? '', position];
    case 'expiry':
      return [row.valid_until ?? '', position];
  }
};
