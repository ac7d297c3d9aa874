import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { assetSketchFold } from './asset-sketch.projection.js';
import { AssetSketchView } from './asset-sketch.view.js';
import { duplicateFold } from './duplicate.projection.js';
import { DuplicateView } from './duplicate.view.js';

/** Tables of this slice. */
export const duplicateViews: readonly EntityTarget<ObjectLiteral>[] = [
  AssetSketchView,
  DuplicateView,
];

/** What keeps them. */
export const duplicateProjections: readonly Projection[] = [
  rowProjection(assetSketchFold),
  rowProjection(duplicateFold),
];
