import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { AssetSaleView } from './asset-sale.view.js';
import { assetSaleFold } from './asset-sale.projection.js';
import { WatchView } from './watch.view.js';
import { watchFold } from './watch.projection.js';

/** Tables of this slice. */
export const riskViews: readonly EntityTarget<ObjectLiteral>[] = [WatchView, AssetSaleView];

/** What keeps them. */
export const riskProjections: readonly Projection[] = [
  rowProjection(watchFold),
  rowProjection(assetSaleFold),
];
