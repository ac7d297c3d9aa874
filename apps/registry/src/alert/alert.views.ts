import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { alertFold } from './alert.projection.js';
import { AlertView } from './alert.view.js';
import { assetLicenseeFold } from './asset-licensee.projection.js';
import { AssetLicenseeView } from './asset-licensee.view.js';

/** Tables of this slice. */
export const alertViews: readonly EntityTarget<ObjectLiteral>[] = [AlertView, AssetLicenseeView];

/** What keeps them. */
export const alertProjections: readonly Projection[] = [
  rowProjection(alertFold),
  rowProjection(assetLicenseeFold),
];
