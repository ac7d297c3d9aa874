import type { Projection } from '@ledger/read-model/projection.js';
import { madeProjection } from '@ledger/read-model/made-projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { assetImportRows } from './asset-import-row.projection.js';
import { AssetImportRowView } from './asset-import-row.view.js';
import { assetImportFold } from './asset-import.projection.js';
import { AssetImportView } from './asset-import.view.js';

/** Tables of this slice. */
export const assetImportViews: readonly EntityTarget<ObjectLiteral>[] = [
  AssetImportView,
  AssetImportRowView,
];

/** What keeps them. */
export const assetImportProjections: readonly Projection[] = [
  rowProjection(assetImportFold),
  madeProjection(assetImportRows),
];
