import type { ComparablesQuery } from '@ledger/contracts/market/comparable.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { checkComparables } from '@ledger/domain/market/comparable.js';
import { fenceTenthsUsual, marketDataPolicy } from '@ledger/domain/market/market-data.policy.js';
import { spanOf } from '@ledger/domain/market/market-month.js';
import { monthOf } from '@ledger/domain/month.js';
import type { DataSheet } from '@ledger/domain/offer/data-sheet.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { decodeCursor, encodeCursor } from '@ledger/http/cursor.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { marketDealFold } from './market-deal.projection.js';
import type { MarketDealView } from './market-deal.view.js';

/** Latest deals that a group is made of, at most. */
const groupMax = 5_000;
const list = 'market-comparables';

/** All deals that fit; amounts in fen as text. */
export interface FoundGroup {
  readonly deals: number;
  readonly sellers: number;
  readonly buyers: number;
  readonly lower: string;
  readonly median: string;
  readonly upper: string;
}

/** One of them. */
export type FoundDeal = Pick<MarketDealView, 'kind' | 'delivery' | 'product' | 'terms'> & {
  readonly comparableId: string;
  readonly month: string;
  readonly net: string;
  readonly sheet: DataSheet | null;
  readonly isMutual: boolean;
};

export interface Comparables {
  readonly group: FoundGroup;
  readonly fenceTenths: number;
  readonly deals: readonly FoundDeal[];
  readonly next?: string;
}

/** One statement: the group along the index of the latest deals, and one page of it. */
const statement = `
  WITH found AS MATERIALIZED (
    SELECT deal.*, offer.sheet
    FROM read.market_deal AS deal LEFT JOIN read.offer_view AS offer USING (offer_id)
    WHERE settled_month BETWEEN $1 AND $2 AND NOT is_related
      AND ($3::text IS NULL OR deal.kind = $3) AND ($4::text IS NULL OR delivery = $4)
      AND ($5::text IS NULL OR product = $5)
      AND ($6::text IS NULL OR offer.sheet->>'category' = $6)
      AND ($7::text IS NULL OR starts_with(offer.sheet->>'industry', $7))
    ORDER BY settled_month DESC, comparable_id DESC LIMIT ${groupMax}
  ), page AS (
    SELECT comparable_id AS "comparableId", settled_month AS month, kind, delivery, product, terms,
      net_minor::text AS net, sheet, EXISTS (
        SELECT FROM read.market_deal AS back
        WHERE back.seller_party_id = found.buyer_party_id
          AND back.buyer_party_id = found.seller_party_id AND back.settled_month IS NOT NULL
      ) AS "isMutual"
    FROM found
    WHERE $8::text IS NULL OR (settled_month, comparable_id) < ($8, $9)
    ORDER BY settled_month DESC, comparable_id DESC LIMIT $10
  )
  SELECT count(*)::int AS deals, count(DISTINCT seller_party_id)::int AS sellers,
    count(DISTINCT buyer_party_id)::int AS buyers,
    (percentile_disc(0.25) WITHIN GROUP (ORDER BY net_minor))::text AS lower,
    (percentile_disc(0.5) WITHIN GROUP (ORDER BY net_minor))::text AS median,
    (percentile_disc(0.75) WITHIN GROUP (ORDER BY net_minor))::text AS upper,
    (SELECT json_agg(page ORDER BY month DESC, "comparableId" DESC) FROM page) AS page
  FROM found`;

/** Finds deals to compare with; where so few took part that a price would be theirs it refuses. */
@Injectable()
export class ComparablesLook {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ limit, cursor, ...query }: ComparablesQuery, after?: number): Promise<Comparables> {
    const { first, last } = spanOf(query, monthOf(shanghaiDate(this.clock.now())));
    const [month = null, id = null] = decodeCursor(list, cursor, ['string', 'string']) ?? [];
    await readYourWrites(this.readModels, marketDealFold.name, after);
    const { content } = await this.policies.of(marketDataPolicy);
    const { dealsMin, fenceTenths = fenceTenthsUsual } = content;
    const { kind = null, delivery = null, product = null, category = null } = query;
    const filters = [kind, delivery, product, category, query.industry ?? null];
    const [found] = await this.dataSource.query<(FoundGroup & { page: FoundDeal[] | null })[]>(
      statement,
      [first, last, ...filters, month, id, limit + 1],
    );
    const { page, ...group } = found!;
    checkComparables(group, dealsMin);
    const rows = (page ?? []).slice(0, limit);
    const end = (page ?? []).length > limit ? rows.at(-1) : undefined;
    const next = end && { next: encodeCursor(list, [end.month, end.comparableId]) };
    return { group, fenceTenths, deals: rows, ...next };
  }
}
