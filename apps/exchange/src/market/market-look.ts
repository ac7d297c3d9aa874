import type { MarketQuery } from '@ledger/contracts/market/market.dto.js';
import { shanghaiDate } from '@ledger/domain/calendar.js';
import { mayTellPrices } from '@ledger/domain/market/comparable.js';
import { marketDataPolicy } from '@ledger/domain/market/market-data.policy.js';
import {
  everyMonth,
  type MarketMonth,
  type MonthFigures,
  monthsMax,
  spanOf,
} from '@ledger/domain/market/market-month.js';
import { monthOf } from '@ledger/domain/month.js';
import { CLOCK, type Clock } from '@ledger/event-store/clock.js';
import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import { readYourWrites } from '@ledger/http/reads/read-your-writes.js';
import { ReadModels } from '@ledger/read-model/read-models.js';
import { Inject, Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { marketChargeFold } from './market-charge.projection.js';
import { marketDealFold } from './market-deal.projection.js';

/** A span of the market, and how many deals it takes to tell a price. */
export interface MarketSpan {
  readonly dealsMin: number;
  readonly months: readonly MarketMonth[];
}

interface Found {
  readonly month: string;
  readonly deals: string;
  readonly sellers: string;
  readonly buyers: string;
  readonly volume: string;
  readonly lowest: string;
  readonly median: string;
  readonly highest: string;
}

/** One statement along the index of settled deals, however many months are asked for. */
const statement = `
  SELECT settled_month AS month, count(*) AS deals, count(DISTINCT seller_party_id) AS sellers,
    count(DISTINCT buyer_party_id) AS buyers, sum(net_minor) AS volume,
    min(net_minor) AS lowest, max(net_minor) AS highest,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY net_minor) AS median
  FROM read.market_deal
  WHERE settled_month BETWEEN $1 AND $2 AND NOT is_related
    AND ($3::text IS NULL OR delivery = $3) AND ($4::text IS NULL OR kind = $4)
  GROUP BY settled_month LIMIT ${monthsMax}`;

/** The same of what was charged in a month, order by order. */
const chargedStatement = `
  SELECT charged.month, count(*) AS deals, count(DISTINCT deal.seller_party_id) AS sellers,
    count(DISTINCT deal.buyer_party_id) AS buyers, sum(charged.net_minor) AS volume,
    min(charged.net_minor) AS lowest, max(charged.net_minor) AS highest,
    percentile_disc(0.5) WITHIN GROUP (ORDER BY charged.net_minor) AS median
  FROM read.market_charge AS charged JOIN read.market_deal AS deal USING (order_id)
  WHERE charged.net_minor > 0 AND charged.month BETWEEN $1 AND $2 AND NOT deal.is_related
    AND ($3::text IS NULL OR deal.delivery = $3) AND ($4::text IS NULL OR deal.kind = $4)
  GROUP BY charged.month LIMIT ${monthsMax}`;

/** Reads what was dealt, and keeps to itself what would be somebody's own price. */
@Injectable()
export class MarketLook {
  constructor(
    @Inject(DataSource) private readonly dataSource: DataSource,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(PoliciesInForce) private readonly policies: PoliciesInForce,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async of({ delivery, kind, ...asked }: MarketQuery, after?: number): Promise<MarketSpan> {
    const { first, last } = spanOf(asked, monthOf(shanghaiDate(this.clock.now())));
    await readYourWrites(this.readModels, marketDealFold.name, after);
    await readYourWrites(this.readModels, marketChargeFold.name, after);
    const { content } = await this.policies.of(marketDataPolicy);
    const { dealsMin } = content;
    const wanted = [first, last, delivery ?? null, kind ?? null];
    const found = await this.dataSource.query<Found[]>(statement, wanted);
    const charged = await this.dataSource.query<Found[]>(chargedStatement, wanted);
    const told = {
      deals: found.map((row) => toldOf(row, dealsMin)),
      charged: charged.map((row) => toldOf(row, dealsMin)),
    };
    return { dealsMin, months: everyMonth(first, last, told) };
  }
}

const toldOf = (row: Found, dealsMin: number): MonthFigures => {
  const { month } = row;
  const [deals, sellers, buyers] = [Number(row.deals), Number(row.sellers), Number(row.buyers)];
  if (!mayTellPrices({ deals, sellers, buyers }, dealsMin)) return { month, deals };
  const [volume, lowest] = [BigInt(row.volume), BigInt(row.lowest)];
  const prices = { volume, lowest, median: BigInt(row.median), highest: BigInt(row.highest) };
  return { month, deals, prices };
};
