import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { valuationFold } from './valuation.projection.js';
import { ValuationView } from './valuation.view.js';

/** Tables of this slice. */
export const valuationViews: readonly EntityTarget<ObjectLiteral>[] = [ValuationView];

/** What keeps them. */
export const valuationProjections: readonly Projection[] = [rowProjection(valuationFold)];
