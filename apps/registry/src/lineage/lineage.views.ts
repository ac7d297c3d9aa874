import type { Projection } from '@ledger/read-model/projection.js';
import { rowProjection } from '@ledger/read-model/row-projection.js';
import type { EntityTarget, ObjectLiteral } from 'typeorm';
import { lineageFold } from './lineage.projection.js';
import { LineageView } from './lineage.view.js';

/** Tables of this slice. */
export const lineageViews: readonly EntityTarget<ObjectLiteral>[] = [LineageView];

/** What keeps them. */
export const lineageProjections: readonly Projection[] = [rowProjection(lineageFold)];
