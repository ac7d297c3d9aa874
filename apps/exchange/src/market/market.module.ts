import { PoliciesInForce } from '@ledger/http/policies/policies-in-force.js';
import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import { Module } from '@nestjs/common';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { ComparablesLook } from './comparables-look.js';
import { ComparablesQueriesController } from './comparables.queries.controller.js';
import { marketChargeFold } from './market-charge.projection.js';
import { MarketChargeView } from './market-charge.view.js';
import { marketDealFold } from './market-deal.projection.js';
import { MarketDealView } from './market-deal.view.js';
import { MarketLook } from './market-look.js';
import { MarketQueriesController } from './market.queries.controller.js';

/** Market data: how many deals, at what prices. */
@Module({
  controllers: [MarketQueriesController, ComparablesQueriesController],
  providers: [MarketLook, ComparablesLook, PoliciesInForce],
})
export class MarketModule {}

/** Tables of this slice. */
export const marketViews: readonly EntityTarget<ObjectLiteral>[] = [
  MarketDealView,
  MarketChargeView,
];

/** What keeps them. */
export const marketProjections: readonly Projection[] = [
  rowProjection(marketDealFold),
  rowProjection(marketChargeFold),
];
