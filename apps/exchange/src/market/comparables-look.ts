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
import { marketChargeFold } from './market-charge.projection.js';
import { marketDealFold } from './market-deal.projection.js';
import type { MarketDealView } from './market-deal.view.js';

/** Latest deals that a group is made of, at most. */
const groupMax = 5_000;
/** Latest periods charged for that the prices of a month are made of, at most. */
const periodsMax = 20_000;
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
  /** Of an order that goes on: months that the price is the mean of; null: one price of all. */
  readonly chargedMonths: number | null;
};

export interface Comparables {
  readonly group: FoundGroup;
  readonly fenceTenths: number;
  readonly deals: readonly FoundDeal[];
  readonly next?: string;
}

/** What deals are filtered by, whatever is compared of them. */
const fits = `
  NOT deal.is_related
  AND ($3::text IS NULL OR deal.kind = $3) AND ($4::text IS NULL OR deal.delivery = $4)
  AND ($5::text IS NULL OR deal.product = $5)
  AND ($6::text IS NULL OR offer.sheet->>'category' = $6)
  AND ($7::text IS NULL OR starts_with(offer.sheet->>'industry', $7))`;

/** Deals that have one price, along the index of the latest. */
const settled = `
  SELECT settled_month AS month, comparable_id, net_minor, NULL::int AS charged_months,
    deal.kind, deal.delivery, deal.product, deal.terms, deal.seller_party_id, deal.buyer_party_id,
    offer.sheet
  FROM read.market_deal AS deal LEFT JOIN read.offer_view AS offer USING (offer_id)
  WHERE settled_month BETWEEN $1 AND $2 AND ${fits}
  ORDER BY settled_month DESC, comparable_id DESC LIMIT ${groupMax}`;

/** Orders that go on: what each came to in a month, in the mean of the months it was charged for. */
const monthly = `
  SELECT max(month) AS month, (array_agg(charged_id ORDER BY month DESC))[1] AS comparable_id,
    round(sum(charged_minor) / sum(months))::bigint AS net_minor,
    sum(months)::int AS charged_months,
    kind, delivery, product, terms, seller_party_id, buyer_party_id, sheet
  FROM (
    SELECT charge.month, charge.comparable_id AS charged_id, charge.net_minor AS charged_minor,
      charge.months, deal.order_id, deal.kind, deal.delivery, deal.product, deal.terms,
      deal.seller_party_id, deal.buyer_party_id, offer.sheet
    FROM read.market_charge AS charge JOIN read.market_deal AS deal USING (order_id)
      LEFT JOIN read.offer_view AS offer USING (offer_id)
    WHERE charge.month BETWEEN $1 AND $2 AND charge.months > 0 AND charge.ground = $11 AND ${fits}
    ORDER BY charge.month DESC, charge.comparable_id DESC LIMIT ${periodsMax}
  ) AS period
  GROUP BY order_id, kind, delivery, product, terms, seller_party_id, buyer_party_id, sheet
  HAVING sum(charged_minor) > 0
  ORDER BY month DESC, comparable_id DESC LIMIT ${groupMax}`;

/** One statement: the group, and one page of it. */
const statementOn = (deals: string): string => `
  WITH found AS MATERIALIZED (${deals}), page AS (
    SELECT comparable_id AS "comparableId", month, kind, delivery, product, terms,
      net_minor::text AS net, charged_months AS "chargedMonths", sheet, EXISTS (
        SELECT FROM read.market_deal AS back
        WHERE back.seller_party_id = found.buyer_party_id
          AND back.buyer_party_id = found.seller_party_id AND back.settled_month IS NOT NULL
      ) AS "isMutual"
    FROM found
    WHERE $8::text IS NULL OR (month, comparable_id) < ($8, $9)
    ORDER BY month DESC, comparable_id DESC LIMIT $10
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
    await readYourWrites(this.readModels, marketChargeFold.name, after);
    const { content } = await this.policies.of(marketDataPolicy);
    const { dealsMin, fenceTenths = fenceTenthsUsual } = content;
    const { kind = null, delivery = null, product = null, category = null } = query;
    const filters = [kind, delivery, product, category, query.industry ?? null];
    const asked = [first, last, ...filters, month, id, limit + 1];
    const { chargedFor } = query;
    const isSettled = chargedFor === undefined;
    const [found] = await this.dataSource.query<(FoundGroup & { page: FoundDeal[] | null })[]>(
      statementOn(isSettled ? settled : monthly),
      isSettled ? asked : [...asked, chargedFor],
    );
    const { page, ...group } = found!;
    checkComparables(group, dealsMin);
    const rows = (page ?? []).slice(0, limit);
    const end = (page ?? []).length > limit ? rows.at(-1) : undefined;
    const next = end && { next: encodeCursor(list, [end.month, end.comparableId]) };
    return { group, fenceTenths, deals: rows, ...next };
  }
}
