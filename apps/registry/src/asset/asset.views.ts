import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { assetReaderFold } from './asset-reader.projection.js';
import { AssetReaderView } from './asset-reader.view.js';
import { assetFold } from './asset.projection.js';
import { AssetView } from './asset.view.js';
import { transferCaseFold } from './transfer-case.projection.js';
import { TransferCaseView } from './transfer-case.view.js';

/** Tables of this slice. */
export const assetViews: readonly EntityTarget<ObjectLiteral>[] = [
  AssetView,
  AssetReaderView,
  TransferCaseView,
];

/** What keeps them. */
export const assetProjections: readonly Projection[] = [
  rowProjection(assetFold),
  rowProjection(assetReaderFold),
  rowProjection(transferCaseFold),
];
